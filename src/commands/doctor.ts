import { createColors } from 'picocolors';
import { examine, type Finding } from '../doctor/examine.ts';
import { InputError } from '../errors.ts';
import { JiraHttp } from '../http/http-client.ts';
import type { ExitCode } from '../reports/report.ts';
import { printable, wantsColors } from '../reports/terminal.ts';
import { secretsOf } from '../secrets.ts';
import { credentialsFrom, parseBaseUrl, refusePlainHttp } from '../settings/jira.ts';
import type { Surroundings } from './verify.ts';

/** The options of `doctor`, as the command line hands them in. */
export interface DoctorCommandOptions {
  readonly baseUrl?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
  readonly allowHttp?: boolean;
  /** For one answer, in milliseconds. */
  readonly timeout: number;
}

const marks = { good: '✓', bad: '✗', unknown: '–' } as const;

/**
 * Examines the Jira at a base URL and prints each finding as it comes.
 *
 * @returns 0 when nothing is wrong, 1 when the contract is broken there, 2 when something keeps that from being found out
 * @throws InputError for input that makes no sense
 */
export async function doctorCommand(options: DoctorCommandOptions, around: Surroundings): Promise<ExitCode> {
  const given = options.baseUrl ?? around.env.JIRA_BASE_URL;
  if (!given) throw new InputError('The doctor needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
  const credentials = credentialsFrom(around.env);
  const paint = createColors(wantsColors(around.stdout, around.env));
  const secrets = secretsOf(credentials, around.env);
  const findings: Finding[] = [];
  const say = (finding: Finding) => {
    findings.push(finding);
    const { topic, verdict, what } = finding;
    const mark = { good: paint.green, bad: paint.red, unknown: paint.yellow }[verdict](marks[verdict]);
    around.stdout.write(`  ${mark} ${topic}: ${secrets.redact(printable(what))}\n`);
  };

  const baseUrl = withRestRoot(given);
  const parsed = parseBaseUrl(baseUrl);
  if (!options.allowHttp) refusePlainHttp(parsed, credentials);
  around.stdout.write(`The Jira at ${parsed}\n\n`);
  say(
    baseUrl === given
      ? { topic: '/rest', verdict: 'good', what: 'in the base URL' }
      : { topic: '/rest', verdict: 'bad', what: `missing: set the base URL to ${parsed}`, means: 'unknown' },
  );
  const http = new JiraHttp({ ...options, baseUrl: parsed, timeoutMs: options.timeout });
  try {
    for await (const finding of examine(http, credentials)) say(finding);
  } finally {
    await http.close();
  }
  if (findings.some(({ means }) => means === 'broken')) return 1;
  return findings.some(({ verdict }) => verdict === 'bad') ? 2 : 0;
}

/** The base URL with Jira's REST root, which is the first thing that people leave out. */
function withRestRoot(given: string): string {
  if (!URL.canParse(given)) return given;
  const url = new URL(given);
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/rest')) return given;
  url.pathname = `${path}/rest`;
  return url.href;
}
