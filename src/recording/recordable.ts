import {
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
} from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { commandLine } from '../tool.ts';
import { errorLines } from './error-lines.ts';
import { isSame, type RunOutcome } from './outcome.ts';
import type { ScenarioRuns } from './scenario-runs.ts';
import type { ObservedRequest } from './stage.ts';

/** What a client is told that does not find its Jira. */
const GIVEN =
  "It is given JIRA_BASE_URL, JIRA_SITE_URL, JIRA_USERNAME, JIRA_PASSWORD and JIRA_PERSONAL_ACCESS_TOKEN: make it use them. If it has other names for them, set those in single quotes: sh -c 'APP_URL=$JIRA_BASE_URL APP_PASSWORD=$JIRA_PASSWORD node app.mjs'. It is given no other settings of yours: put those that it needs before it, as in -- env APP_MODE=test node app.mjs";

/** @throws InputError for a client of which nothing can be learnt */
export function refuseUnlessRecordable(
  { unbroken: [one, other], noise }: ScenarioRuns,
  runTimeoutMs: number,
): void {
  const sent = one.sightings.map(({ method, path, status }) => `${method} ${path} -> ${status}`);
  const said = sent.length > 0 ? `It sent ${shortened(sent)}.` : 'It sent no request.';
  if (one.outcome.ended === 'stopped') {
    throw new InputError(
      `The client did not end within ${runTimeoutMs / 1000} s. ${said}${causeIn(one.sightings)} Give it more time with --run-timeout, or use a command that ends by itself.`,
    );
  }
  if (one.outcome.ended === 'cut') {
    throw new InputError(
      `The client did not stop sending requests: ${shortened(sent)}. Use a command that ends by itself.`,
    );
  }
  if (one.outcome.exitCode !== other.outcome.exitCode) {
    throw new InputError(
      `The client ends differently each time, although nothing was broken: ${endOf(one.outcome)}, then ${endOf(other.outcome)}. Make it end in the same way each time.`,
    );
  }
  if (needsNoRecording(one.sightings)) {
    throw new InputError(
      `This client uses a token, and never Jira's session resource (/auth/1/session), so it needs no recording. ${said} To verify its contract: ${commandLine('verify', '--client jira-token-client')} (Jira Cloud: --client jira-cloud-client).`,
    );
  }
  if (one.outcome.exitCode !== 0) {
    throw new InputError(
      `The client fails, although the credentials are right and nothing was broken: ${endOf(one.outcome)}. ${said}${saidOf(one.outcome.stderr)}${causeIn(one.sightings)}`,
    );
  }
  if (!one.sightings.some(({ isOfSession }) => isOfSession)) {
    const cause = causeIn(one.sightings) || ' Make it read the address from JIRA_BASE_URL or JIRA_SITE_URL.';
    throw new InputError(
      `The client sent nothing to Jira's session resource (/auth/1/session). ${said}${cause}`,
    );
  }
  const isNoiseAlone = noise.lines.length > 0 && noise.without(one.outcome.stdout).trim() === '';
  if (isNoiseAlone && !noise.hasWords) {
    throw new InputError(
      `The client prints something different each time: ${shortened(noise.lines.map((line) => `'${line.slice(0, 80)}'`))}. Make it print something that stays the same, such as the user's name.`,
    );
  }
  if (!isSame(one.outcome, other.outcome, noise)) {
    throw new InputError(
      'The client prints something different each time. Make it print the same text each time.',
    );
  }
}

/** Whether a client asks with a token who it is, and nothing else: that contract is there already. */
function needsNoRecording(sightings: readonly ObservedRequest[]): boolean {
  const isOfToken = ({ path, known }: ObservedRequest) =>
    path === CLOUD_MYSELF_PATH || (path === MYSELF_PATH && known.token?.is === 'right');
  return (
    sightings.some(isOfToken) && sightings.every((one) => isOfToken(one) || one.path === SERVER_INFO_PATH)
  );
}

/** What the requests tell of the cause, such as one that was answered 404; empty where they tell nothing. */
function causeIn(sightings: readonly ObservedRequest[]): string {
  if (sightings.length === 0) return ` ${GIVEN}.`;
  const notFound = sightings.filter(({ isOfSession, unbroken }) => !isOfSession && unbroken.status === 404);
  const isElsewhere = notFound.some(({ path }) => path.endsWith(SESSION_PATH));
  if (isElsewhere) {
    return ' JIRA_BASE_URL has /rest at its end, and JIRA_SITE_URL has not: the log-in is at $JIRA_BASE_URL/auth/1/session.';
  }
  return notFound.length === 0
    ? ''
    : ` The mocked Jira has only the log-in (/auth/1/session), ${SERVER_INFO_PATH} and ${MYSELF_PATH}, and no issues or projects: record only the part of your client that logs in.`;
}

const endOf = ({ exitCode }: RunOutcome) =>
  exitCode === null ? 'it was ended by a signal' : `exit code ${exitCode}`;

/** The first and the last of many. */
function shortened(texts: readonly string[]): string {
  return texts.length > 6
    ? [...texts.slice(0, 3), `... (${texts.length} in all)`, texts.at(-1)].join(', ')
    : texts.join(', ');
}

function saidOf(stderr: string): string {
  const { lines, areNamed } = errorLines(stderr);
  if (lines.length === 0) return ' It wrote nothing to stderr.';
  return ` ${areNamed ? 'Its stderr says' : 'The last lines of its stderr'}: ${lines.join(' / ').replace(/[.\s]*$/, '.')}`;
}
