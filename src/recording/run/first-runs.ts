import { existsSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
  usualPath,
} from '../../../contracts/session/names.ts';
import { InputError } from '../../errors.ts';
import { isNotMocked } from '../../mock-jira/responses.ts';
import { count, literal, shellQuoted } from '../../text.ts';
import { commandLine } from '../../tool.ts';
import { hasInAddress, isWithoutSession, type ObservedRequest } from './observed-request.ts';
import { hasFailed, isSame, type RunOutcome } from './outcome.ts';
import { scenarioNamed } from './run-server.ts';
import {
  PRINTS_OTHER,
  type RecordingContext,
  type Run,
  type Runs,
  ScenarioRuns,
  sharesWithAnother,
} from './runs.ts';

/** Runs that were made at once share something, so that nothing they did says anything. */
export class SharedError extends Error {
  override readonly name = 'SharedError';

  constructor(what = 'The runs shared a file, such as a cookie jar with a fixed name') {
    super(`${what}, so they were made one after another.`);
  }
}

/** The first runs, which show whether runs can be made at once, and whether the client can be recorded. */
export async function firstRuns(runs: Runs): Promise<ScenarioRuns> {
  const usual = runs.context.jobs > 1 ? await startedAtOnce(runs) : await startedAlone(runs);
  refuseMissingResponses(usual.unbroken[0].observed, runs.context);
  const why = whyNotRecordable(usual, runs.context);
  if (why !== undefined) throw new InputError(why);
  return usual;
}

const start = (runs: Runs) => ScenarioRuns.start('right-credentials', runs);

async function startedAlone(runs: Runs): Promise<ScenarioRuns> {
  const usual = await start(runs);
  const [one, other] = usual.unbroken;
  const isSameAgain = isDeepStrictEqual(responsesIn(one), responsesIn(other));
  if (isSameAgain && !usual.unbroken.some(sharesWithAnother)) return usual;
  runs.isEachAfterUnbroken = true;
  return start(runs);
}

const responsesIn = ({ observed }: Run) => observed.map(({ responseId }) => responseId);

async function startedAtOnce(runs: Runs): Promise<ScenarioRuns> {
  const { folder } = runs.context.client;
  using written = folder === undefined ? undefined : filesWrittenIn(folder);
  const usual = await start(runs);
  const [file] = (await written?.names()) ?? [];
  if (file !== undefined) {
    throw new SharedError(`The client writes ${file} in the current folder, which all runs share`);
  }
  if (usual.unbroken.some(({ outcome }) => hasFailed(outcome))) throw new SharedError();
  return usual;
}

/** Watches which files in a folder are written from now on, including those that are removed again, but not in its subfolders. */
function filesWrittenIn(folder: string) {
  const written = new Set<string>();
  const watcher = watching(folder, (name) => {
    const isFolder = statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder) written.add(name);
  });
  return {
    names: async () => {
      // The system's events are read in the next turn.
      await setImmediate();
      await setImmediate();
      // A file that was moved into place is known by its final name.
      const isGone = (name: string) => Number(!existsSync(join(folder, name)));
      return [...written].toSorted((a, b) => isGone(a) - isGone(b) || (a < b ? -1 : 1));
    },
    [Symbol.dispose]: () => watcher?.close(),
  };
}

function watching(folder: string, onChange: (name: string) => void) {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => name !== null && onChange(name));
    watcher.on('error', () => {});
    return watcher;
  } catch {
    return undefined;
  }
}

const GIVEN =
  "It is given JIRA_BASE_URL, JIRA_SITE_URL, JIRA_USERNAME, JIRA_PASSWORD and JIRA_PERSONAL_ACCESS_TOKEN, and no other settings: make it use them. If it has other names for them, set those in single quotes: sh -c 'APP_URL=$JIRA_BASE_URL APP_PASSWORD=$JIRA_PASSWORD node app.mjs'.";

const OWN_HOME =
  ' Its HOME is empty in each run: if it needs yours, for a setting or a package, add --keep-home.';

const TRUST = {
  command:
    'It has to trust the certificate authority of its mocked Jira: its file is in SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, CURL_CA_BUNDLE and REQUESTS_CA_BUNDLE. Java needs a trust store that is made of it.',
  function: "It has to trust the certificate authority of its mocked Jira, which 'run' is given as ca.",
} as const;

const GIVEN_TO_FUNCTION =
  "Each run has a mocked Jira of its own, so make the client inside 'run', from what it is given: baseUrl, siteUrl, username, password and personalAccessToken.";

function whyNotRecordable(
  { unbroken: [one, other], noise }: ScenarioRuns,
  context: RecordingContext,
): string | undefined {
  const { outcome, observed } = one;
  if (observed.length === 0) return whySilent(one, context);
  const { client, runTimeoutMs } = context;
  const cause = causeIn(observed);
  const sent = observed.map(({ method, path, status }) => `${method} ${path} -> ${status}`);
  const said = `It sent ${shortened(sent)}.`;
  if (outcome.ended === 'stopped') {
    return `The client did not end within ${runTimeoutMs / 1000} s. ${said}${cause} ${client.command === null ? 'Give it more time with runTimeoutMs.' : 'Give it more time with --run-timeout, or use a command that ends by itself.'}`;
  }
  if (outcome.ended === 'cut') {
    return `The client did not stop sending requests: ${shortened(sent)}. Make it end by itself.`;
  }
  if (outcome.exitCode !== other.outcome.exitCode) {
    return `The client ends differently each time, although nothing was broken: ${endOf(outcome)}, then ${endOf(other.outcome)}. Make it end in the same way each time.`;
  }
  if (needsNoRecording(observed)) {
    return `This client uses a token, and never Jira's session resource (/auth/1/session), so it needs no recording. ${said} To verify its contract: ${commandLine('verify', '--client jira-token-client')} (Jira Cloud: --client jira-cloud-client; a service account of Jira 11: --client jira-service-account-client).`;
  }
  if (outcome.exitCode !== 0) {
    return `The client fails, although the credentials are right and nothing was broken: ${endOf(outcome)}. ${said}${saidOf(outcome.stderr)}${cause}${client.hasOwnHome ? OWN_HOME : ''}`;
  }
  if (!observed.some(({ isOfSession }) => isOfSession) && !isWithoutSession(observed)) {
    return `The client sent nothing to Jira's session resource (/auth/1/session). ${said}${cause || ' A pact is made of a log-in there, and of Basic credentials or a token at other resources.'}`;
  }
  if (noise.lines.length > 0 && !/[\p{L}\p{N}]/u.test(noise.masked(outcome.stdout))) {
    return `The client prints something different each time: ${shortened(noise.lines.map((line) => `'${line.slice(0, 80)}'`))}. Make it print something that stays the same, such as the user's name.`;
  }
  if (!isSame(outcome, other.outcome, noise)) {
    return PRINTS_OTHER;
  }
  return undefined;
}

/** What a client that sends nothing may lack, and the next step. */
function whySilent(
  { outcome, hasOtherScheme }: Run,
  { client, runTimeoutMs, tls }: RecordingContext,
): string {
  const isFunction = client.command === null;
  const optionTls = isFunction ? 'tls: true' : '--tls';
  if (hasOtherScheme) {
    return tls
      ? `The client spoke plain http to a mocked Jira of https. Make it take the scheme of JIRA_BASE_URL, or leave out ${optionTls}.`
      : `The client speaks https, but the mocked Jira of its run plain http: add ${optionTls}.`;
  }
  const ofHttps = tls
    ? TRUST[isFunction ? 'function' : 'command']
    : `If it accepts only https, add ${optionTls}.`;
  const how =
    outcome.ended === 'by itself'
      ? endOf(outcome)
      : `it did not end within ${runTimeoutMs / 1000} s (more time: --run-timeout)`;
  const threw = outcome.stderr === '' ? '' : ` It threw ${outcome.stderr.replace(/[.\s]*$/, '.')}`;
  const ended = isFunction ? `.${threw} ${GIVEN_TO_FUNCTION}` : `: ${how}.${saidOf(outcome.stderr)} ${GIVEN}`;
  return `The client sent no request to the mocked Jira of its run${ended} ${ofHttps}${client.hasOwnHome ? OWN_HOME : ''}`;
}

/** Whether a client asks with a token who it is, and nothing else: that contract is there already. */
function needsNoRecording(observed: readonly ObservedRequest[]): boolean {
  const others = observed.filter(({ path }) => usualPath(path) !== SERVER_INFO_PATH);
  const isOfToken = ({ path, known }: ObservedRequest) =>
    path === CLOUD_MYSELF_PATH || (usualPath(path) === MYSELF_PATH && known.token?.is === 'right');
  return others.length > 0 && others.every(isOfToken);
}

function causeIn(observed: readonly ObservedRequest[]): string {
  const others = observed.filter(({ isOfSession }) => !isOfSession);
  const isElsewhere = others.some(({ path }) => path.endsWith(SESSION_PATH) && path !== SESSION_PATH);
  if (isElsewhere) {
    return ' JIRA_BASE_URL has /rest at its end, and JIRA_SITE_URL has not: the log-in is at $JIRA_BASE_URL/auth/1/session.';
  }
  const inAddress = others.filter((one) =>
    hasInAddress(one, scenarioNamed('right-credentials').user.password),
  );
  if (inAddress.length > 0) {
    return ` The password stands in the address of ${namesOf(inAddress)} (password-in-url), and addresses are written to logs. Make the client log in with POST /auth/1/session, or send Basic credentials or a token.`;
  }
  const asNobody = others.filter(({ unbroken, known }) => unbroken.status === 401 && isEmpty(known));
  return asNobody.length > 0 ? ` It asked ${namesOf(asNobody)} as nobody, without credentials.` : '';
}

const isEmpty = (known: object) => Object.keys(known).length === 0;

const namesOf = (observed: readonly ObservedRequest[]) =>
  shortened([...new Set(observed.map(({ method, path }) => `${method} ${path}`))]);

const endOf = ({ exitCode }: RunOutcome) =>
  exitCode === null ? 'it was ended by a signal' : `exit code ${exitCode}`;

function shortened(texts: readonly string[]): string {
  return texts.length > 6
    ? [...texts.slice(0, 3), `... (${texts.length} in all)`, texts.at(-1)].join(', ')
    : texts.join(', ');
}

const MAX_LINES = 5;

function saidOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  if (lines.length === 0) return ' It wrote nothing to stderr.';
  const last = lines.slice(-MAX_LINES).join(' / ');
  return ` The last lines of its stderr: ${last.replace(/[.\s]*$/, '.')}`;
}

const MAX_NAMED = 20;

/** Nothing may be claimed of a client then: what it does with an answer that it did not get is not known. */
export function refuseMissingResponses(
  observed: readonly ObservedRequest[],
  { allowMissing }: RecordingContext,
): void {
  const isAllowed = ({ method, path }: ObservedRequest) =>
    allowMissing.some((one) => requestPattern(one).test(`${method} ${usualPath(path)}`));
  const missing = observed.filter(
    (one) => isNotMocked(one.unbroken) && Object.keys(one.known).length > 0 && !isAllowed(one),
  );
  const names = [...new Set(missing.map(({ method, path }) => `${method} ${path}`))];
  if (names.length === 0) return;
  const named = names.slice(0, MAX_NAMED);
  const more = names.length > MAX_NAMED ? ` (and ${names.length - MAX_NAMED} more)` : '';
  throw new InputError(
    `The mocked Jira has no answer to ${count(names.length, 'request')} of the client: ${named.join(', ')}${more}. So the recording would not show what the client does with the answer. Give answers of your Jira with --answers FILE.har. If an answer is of no use to the client, add: ${named.map((one) => `--allow-missing ${shellQuoted(one)}`).join(' ')}`,
  );
}

function requestPattern(allowed: string): RegExp {
  const [method = '', path = ''] = allowed.split(' ');
  return new RegExp(`^${literal(method)} ${usualPath(path).split('*').map(literal).join('[^/]+')}$`);
}
