import { examine } from '../doctor/examine.ts';
import { type Observation, verdictOf } from '../doctor/observation.ts';
import { InputError } from '../errors.ts';
import { statesOf } from '../pact/interactions.ts';
import { readPact } from '../pact/pact-file.ts';
import { pactsOfClients } from '../pact/shipped-pacts.ts';
import { secretsOf } from '../redaction/from-settings.ts';
import { paintFor } from '../render/words.ts';
import type { ExitCode } from '../report/report.ts';
import { parseBaseUrl, restRootOf } from '../settings/base-url.ts';
import { printable } from '../text.ts';
import { tool } from '../tool.ts';
import type { LiveTarget, TargetSpecifics } from '../verification/verify.ts';
import { type Io, wantsColors } from './io.ts';
import { type JiraOptions, liveJiraFrom, refuseOptionsOfOneJira, warnOfInsecure } from './jira-options.ts';
import { jsonOutput } from './json-output.ts';

export interface DoctorOptions extends JiraOptions {
  /** A targets file, and the name of the Jira in it. */
  readonly targets?: string;
  readonly name?: string;
  /** A file, or `-` for the standard output. */
  readonly json?: string;
}

const marks = { good: '✓', bad: '✗', unknown: '–' } as const;

/**
 * Examines the Jira at a base URL and prints each observation as it comes.
 *
 * @returns 0 when nothing is wrong, 1 when the contract is broken there, 2 when something keeps that from being found out
 * @throws InputError for input that makes no sense
 */
export async function doctorCommand(options: DoctorOptions, io: Io): Promise<ExitCode> {
  const { given, live } = await jiraMeant(options, io);
  const { baseUrl, credentials, network, timeoutMs = options.timeout } = live;
  const { out, write } = jsonOutput(options.json, io);
  const paint = paintFor(wantsColors(io));
  const secrets = secretsOf(credentials, { ...io.env, ...network?.environment });
  const observations: Observation[] = [];
  const say = (observation: Observation) => {
    observations.push(observation);
    const { topic, verdict, what } = observation;
    const mark = { good: paint.green, bad: paint.red, unknown: paint.yellow }[verdict](marks[verdict]);
    out.write(`  ${mark} ${topic}: ${printable(secrets.redact(what))}\n`);
  };

  out.write(`The Jira at ${baseUrl}\n\n`);
  let missing: Observation | undefined;
  if (withRestRoot(given) === given) say({ topic: '/rest', verdict: 'good', what: 'in the base URL' });
  else missing = { topic: '/rest', verdict: 'bad', what: `missing: set the base URL to ${baseUrl}` };
  const way = { baseUrl, timeoutMs, ...(network && { network }) };
  for await (const observation of examine(way, credentials, {
    clients: await clientsWithPassword(),
    onCookies: (setCookies) => secrets.addCookies(...setCookies),
    signal: io.signal,
  })) {
    // With /rest it may still be wrong: then only the right one is told.
    if (missing && observation.topic === 'context path') say(missing);
    if (['context path', 'base URL'].includes(observation.topic)) missing = undefined;
    say(observation);
  }
  if (missing) say(missing);
  const exitCode = exitCodeOf(observations);
  const verdict = secrets.redact(verdictOf(observations));
  const color = { 0: paint.green, 1: paint.red, 2: paint.yellow }[exitCode];
  out.write(`\n${color(printable(verdict))}\n`);
  // Whether it was a log-in is in the verdict, in words.
  const told = observations.map(({ isLogIn: _, ...observation }) => observation);
  write({ formatVersion: 1, tool, baseUrl, exitCode, verdict, observations: secrets.redactAll(told) });
  return exitCode;
}

/** The Jira that is meant, and its base URL as it was given. */
async function jiraMeant(
  options: DoctorOptions,
  io: Io,
): Promise<{ readonly given: string; readonly live: LiveTarget & TargetSpecifics }> {
  const { targets, name } = options;
  if (targets !== undefined) {
    refuseOptionsOfOneJira(options, '--targets names the Jiras');
    const live = await targetNamed(name, targets, io);
    return { given: live.baseUrl, live };
  }
  if (name !== undefined) {
    throw new InputError(
      `'${name}' names a Jira of a targets file: add --targets FILE, or give --base-url URL.`,
    );
  }
  let given = '';
  const live = liveJiraFrom(options, io, (text) => {
    given = text;
    return parseBaseUrl(withRestRoot(text));
  });
  if (!live) throw new InputError('The doctor needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
  return { given, live };
}

/** The Jira with a name in a targets file, or the only one. */
async function targetNamed(
  name: string | undefined,
  file: string,
  io: Io,
): Promise<LiveTarget & TargetSpecifics> {
  const { readTargets } = await import('../targets/targets-file.ts');
  const all = (await readTargets(file, io)).filter((one) => one.kind === 'live');
  const [target, ...more] = all.filter((one) => name === undefined || one.name === name);
  if (target && more.length === 0) {
    warnOfInsecure([target], io);
    return target;
  }
  throw new InputError(
    target
      ? `The doctor examines one Jira: give its name behind ${file}, as in --targets ${file} ${printable(target.name ?? '')}.`
      : `There is no Jira '${printable(name ?? '')}' in ${file}: check the name.`,
  );
}

function exitCodeOf(observations: readonly Observation[]): ExitCode {
  if (observations.some(({ breaksContract }) => breaksContract)) return 1;
  return observations.some(({ verdict }) => verdict === 'bad') ? 2 : 0;
}

/** The clients whose recorded pacts log in with a password. */
async function clientsWithPassword(): Promise<string[]> {
  const pacts = await Promise.all(pactsOfClients(['all']).map((file) => readPact(file)));
  return pacts
    .filter(({ interactions }) => interactions.some((one) => statesOf(one).includes('the user can log in')))
    .map(({ consumer }) => consumer.name);
}

/** The base URL with Jira's REST root at its end, which is the first thing that people leave out. */
function withRestRoot(given: string): string {
  if (!URL.canParse(given)) return given;
  const { username, password, pathname } = new URL(given);
  // Credentials in it are refused, and not taken out in silence.
  if (username || password) return given;
  return pathname.replace(/\/+$/, '').endsWith('/rest') ? given : restRootOf(given);
}
