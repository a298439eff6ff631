import { reportOf, reportPact, reportTarget } from '../../src/report/combine.ts';
import type {
  CheckStatus,
  InteractionResult,
  PactReport,
  Report,
  TargetReport,
} from '../../src/report/report.ts';
import { runCli } from './run-cli.ts';

const made = new Map<string, Promise<string>>();

/** The report of one mocked Jira, which is made once. */
export async function reportFrom(flavour: string, ...args: readonly string[]): Promise<Report> {
  const words = ['verify', '--flavour', flavour, ...args, '--json', '-'];
  const key = words.join(' ');
  const json = made.get(key) ?? runCli(words).then(({ stdout }) => stdout);
  made.set(key, json);
  return JSON.parse(await json) as Report;
}

/** The only target of a report. */
export function targetOf({ targets }: Report): TargetReport {
  const [target] = targets;
  if (!target) throw new Error('The report has no target.');
  return target;
}

/** What a matrix shows of a result: a cell of it. */
export interface ShownResult {
  readonly jira: string;
  readonly verb: string;
  readonly text: string;
  readonly states: readonly string[];
  readonly status: CheckStatus;
  readonly change: string | undefined;
}

/** Every result of a report, whether of an interaction or of a check. */
export function resultsOf({ targets }: Report): ShownResult[] {
  return targets.flatMap(({ name, pacts }) =>
    pacts.flatMap(({ interactions, checks }) => [
      ...interactions.map(({ method, description, providerStates, status, change }) => ({
        ...{ jira: name, verb: method, text: description, states: providerStates, status },
        change: change?.kind,
      })),
      ...checks.map((check) => ({
        ...{ jira: name, verb: 'check', text: check.name, states: [], status: check.status },
        change: check.change?.kind,
      })),
    ]),
  );
}

/** A target as if it were a real Jira of that name. */
function asLive(target: TargetReport, name: string): TargetReport {
  const baseUrl = `https://${name}.example.com/rest`;
  const text = JSON.stringify(target).replaceAll(target.baseUrl, baseUrl);
  const { pacts, exitCode: _, verdict: __, summary: ___, ...rest } = JSON.parse(text) as TargetReport;
  return reportTarget({ ...rest, name, kind: 'live', baseUrl }, pacts);
}

/** The target with its interactions changed, and judged anew. */
function withInteractions(
  { pacts, exitCode: _, verdict: __, summary: ___, ...rest }: TargetReport,
  change: (interaction: InteractionResult, index: number) => InteractionResult,
): TargetReport {
  const changed = pacts.map((pact): PactReport => {
    const interactions = pact.interactions.map(change);
    return reportPact({ ...pact, interactions });
  });
  return reportTarget(rest, changed);
}

/** One report of these targets. */
export function reportOfTargets(targets: readonly TargetReport[]): Report {
  return reportOf(targets, new Date('2026-11-26T03:00:00Z'), 12_345);
}

/** An interaction whose answer differs from the contract in one header. */
function differing(interaction: InteractionResult): InteractionResult {
  const mismatch = {
    kind: 'header',
    where: 'Content-Type',
    expected: 'application/json',
    actual: 'text/html',
  };
  return {
    ...interaction,
    status: 'failed',
    code: 'differs',
    cause: 'the answer differs from the contract',
    cure: 'See the mismatches: the client would not understand this answer.',
    mismatches: [{ ...mismatch, text: 'header Content-Type: expected application/json, actual text/html' }],
    curl: "curl -i 'https://jira.example.com/rest/auth/1/session'",
  };
}

/** An interaction that a setting is missing for. */
function notSent({ exchange: _, ...interaction }: InteractionResult): InteractionResult {
  return {
    ...interaction,
    status: 'unverifiable',
    code: 'setting-missing',
    cause: 'JIRA_PERSONAL_ACCESS_TOKEN is not set',
    cure: 'Set it, and run again.',
    durationMs: 0,
  };
}

/** Several Jiras in all states: one holds, one refuses, one differs, one is not known in full, one is mocked. */
export async function reportOfSeveral(): Promise<Report> {
  const [good, bad] = await Promise.all([reportFrom('datacenter'), reportFrom('jira11')]);
  const old = asLive(targetOf(good), 'acme');
  const fresh = { kind: 'new', since: '2026-11-26T03:00:00.000Z' } as const;
  const lasting = { kind: 'still-broken', since: '2026-11-20T03:00:00.000Z' } as const;
  const targets = [
    old,
    withInteractions(asLive(targetOf(bad), 'globex'), (one) => ({ ...one, change: lasting })),
    withInteractions(asLive(targetOf(good), 'initech'), (one) =>
      one.description === 'an anonymous request for the current user'
        ? { ...differing(one), change: fresh }
        : one,
    ),
    withInteractions(asLive(targetOf(good), 'umbrella'), (one) =>
      one.description.includes('token') ? notSent(one) : one,
    ),
    targetOf(good),
  ];
  const history = { baseline: '2026-11-25T03:00:00.000Z', new: 1, stillBroken: 15, mended: 0 };
  return { ...reportOfTargets(targets), history };
}

/** Hundreds of Jiras, each of which answers with words of its own; every tenth is broken in one of two ways. */
export async function reportOfMany(number: number): Promise<Report> {
  const [good, bad] = await Promise.all([reportFrom('datacenter'), reportFrom('jira11')]);
  const targets = Array.from({ length: number }, (_, jira) => {
    const name = `jira-${String(jira + 1).padStart(3, '0')}`;
    const target = asLive(targetOf(jira % 10 === 3 ? bad : good), name);
    return withInteractions(target, (one, index) => {
      const answer = `${one.exchange?.answer ?? '200\n'}\nX-AREQUESTID: ${jira}x${index * 7919 + jira * 104_729}x1`;
      const exchange = { request: one.exchange?.request ?? `${one.method} ${one.path}`, answer };
      const its = { ...one, exchange, durationMs: (jira * 31 + index * 17) % 97 };
      return jira % 10 === 7 && one.description === 'a log-out with a session' ? differing(its) : its;
    });
  });
  return reportOfTargets(targets);
}
