import { type FindingCode, findings } from '../../src/findings.ts';
import { reportOf, reportPact, reportTarget } from '../../src/report/combine.ts';
import type { InteractionResult, PactReport, TargetReport } from '../../src/report/report.ts';

/** As a text is shown where there is no terminal. */
export const plainLook = { colors: false, columns: 80, folds: false };

/** An interaction that was verified. */
export const verified: InteractionResult = {
  id: 'a-log-in',
  description: 'a log-in',
  providerStates: [],
  method: 'POST',
  path: '/auth/1/session',
  status: 'verified',
  mismatches: [],
  durationMs: 5,
};
/** One that failed. */
export const failed: InteractionResult = {
  ...verified,
  status: 'failed',
  code: 'session-resource-gone',
  cause: 'It broke',
  cure: 'Fix it.',
  mismatches: [
    {
      kind: 'status',
      where: '',
      expected: '200',
      actual: '500',
      text: 'status: expected 200, actual 500\u001b[2J\r',
    },
  ],
  curl: "curl -i -X POST 'https://jira.example.com/rest/auth/1/session'",
};
/** One that a setting is missing for. */
export const unverifiable: InteractionResult = {
  ...verified,
  description: 'who am I',
  method: 'GET',
  status: 'unverifiable',
  code: 'setting-missing',
  cause: 'needs a token',
  cure: 'Set it.',
};

/** The pact of a client with these results. */
export const pact = (...interactions: InteractionResult[]): PactReport =>
  reportPact({ consumer: 'c', source: 'pact.json', interactions, checks: [] });
/** A real Jira that was held to one pact. */
export const target = (...interactions: InteractionResult[]): TargetReport =>
  reportTarget(
    {
      name: 'jira',
      kind: 'live',
      baseUrl: 'https://jira.example.com/rest',
      flavour: 'datacenter',
      version: '9.12.15',
      siteUrl: null,
      sessionsLeftOpen: 0,
      durationMs: 100,
    },
    [pact(...interactions)],
  );
/** The report of these Jiras. */
export const report = (...targets: TargetReport[]) => reportOf(targets, new Date(), 100);

/** A real Jira of that name that was held to these pacts. */
export const jira = (name: string, ...pacts: PactReport[]): TargetReport => {
  const { exitCode: _, verdict: __, summary: ___, pacts: ____, ...rest } = target();
  return reportTarget({ ...rest, name, baseUrl: `https://${name}.example.com/rest` }, pacts);
};

/** An interaction with a finding, whose words have what is known of this one. */
export function found(code: FindingCode, more: Partial<InteractionResult> = {}): InteractionResult {
  const { cause, cure, means } = findings[code];
  const status = means === 'broken' ? 'failed' : 'unverifiable';
  return { ...verified, id: code, description: code, status, code, cause, cure, ...more };
}
