import { type Hazard, type HazardKind, hazardKinds, type ScenarioName } from '../../report/recording.ts';
import { count, listed } from '../../text.ts';
import { hasInAddress, type ObservedRequest, timesSent } from '../run/observed-request.ts';
import { endInOneWay, saysNothingNew, withoutClocks } from '../run/outcome.ts';
import { personalAccessToken, refusesBasic, scenarioNamed } from '../run/run-server.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import type { Evidence, ResponseReliance } from '../search/reliance.ts';

interface HazardTraits {
  readonly advice: string;
  readonly find: (evidence: Evidence) => string | undefined;
}

const hazards: Readonly<Record<HazardKind, HazardTraits>> = {
  'wrong-password': {
    advice:
      'Send a password once, and stop when it is refused: after a few refusals Jira demands a CAPTCHA, and the account is locked for every program that uses it.',
    find: ({ runs }) => first(runs, wrongPasswordIn),
  },
  'password-in-url': {
    advice:
      'Send the password in the body of POST: addresses are written to the logs of Jira, of proxies and of load balancers.',
    find: ({ runs }) => first(runs, passwordInUrl),
  },
  'session-left-open': {
    advice:
      'At the end, log out with DELETE, also after a failure: Jira keeps every open session until its time-out.',
    find: sessionLeftOpen,
  },
  'unnoticed-failure': {
    advice:
      'Check the status of the log-in, or of each request if there is none. If it is no success, end with an exit code other than 0.',
    find: unnoticedFailure,
  },
  'first-cookie': {
    advice:
      'Find the session cookie by its name, or keep every cookie in a cookie jar: Jira does not send the cookies in a fixed order.',
    find: ({ found }) => first(found, firstCookie),
  },
  'captcha-as-wrong-password': {
    advice:
      'After a 403, read X-Authentication-Denied-Reason. If it says CAPTCHA_CHALLENGE, another password does not help: a person has to log in once in a browser.',
    find: captchaAsWrongPassword,
  },
  'endless-retry': {
    advice: 'Between two tries, wait as long as Retry-After says. Stop after a few tries.',
    find: endlessRetry,
  },
  'redirect-followed': {
    advice:
      'Do not follow a redirect of a request with credentials, or follow it only to the same host: a redirect can send the credentials to any host.',
    find: ({ runs }) => first(runs, leakIn('by a redirect')),
  },
  'credentials-elsewhere': {
    advice: 'Send credentials only to the configured host, and never to an address from an answer.',
    find: ({ runs }) => first(runs, leakIn('by an address in a response')),
  },
  'session-not-renewed': {
    advice: 'When a request is answered 401, log in once more and repeat it: Jira ends sessions at any time.',
    find: ({ scenarios }) => sessionNotRenewed(scenarios.get('ended-session')?.unbroken[0]),
  },
  'partial-result': {
    advice:
      'Check the status of every request. If one is refused, end with an exit code other than 0, or begin anew.',
    find: partialResult,
  },
  'empty-as-success': {
    advice:
      'Look at X-AUSERNAME or X-Seraph-LoginReason, or ask who is logged in: without a log-in, Jira may answer 200 with an empty list.',
    find: emptyAsSuccess,
  },
  'token-as-password': {
    advice:
      'Send a personal access token as Authorization: Bearer. As a password it is refused, and refusals lead to a CAPTCHA.',
    find: ({ runs }) =>
      first(runs, ({ observed }) => {
        const found = observed.find(({ known }) => known.password?.secret === personalAccessToken);
        return found && `${said(found)} sent the personal access token as a password`;
      }),
  },
};

export function hazardsIn(evidence: Evidence): Hazard[] {
  return hazardKinds.flatMap((kind) => {
    const { advice, find } = hazards[kind];
    const detail = find(evidence);
    return detail === undefined ? [] : [{ kind, detail, advice }];
  });
}

/** The alphabetically first thing that is found: the runs end in no fixed order. */
export function first<Thing>(
  things: readonly Thing[],
  find: (thing: Thing) => string | undefined,
): string | undefined {
  return things.flatMap((thing) => find(thing) ?? []).toSorted()[0];
}

const inWords = (name: ScenarioName) => `${name} (${scenarioNamed(name).title})`;

export const said = ({ method, path }: ObservedRequest) => `${method} ${path}`;

function wrongPasswordIn({ observed, scenario }: Run): string | undefined {
  const refused = new Map<string, ObservedRequest>();
  for (const request of observed) {
    const { password } = request.known;
    // A hazard of its own.
    if (!password || password.secret === personalAccessToken) continue;
    if (password.is === 'wrong') {
      const which = password.secret === '' ? 'an empty password' : 'a wrong password';
      return `${said(request)} sent ${which} for an account that exists`;
    }
    const id = `${password.username}\n${password.secret}`;
    const before = refused.get(id);
    if (before) {
      return `${said(request)} sent the same password again although ${said(before)} was answered ${before.status}`;
    }
    // A password that is not taken in this form is not refused.
    const isSwitchedOff = refusesBasic(scenario) && password.in === 'basic';
    if ([401, 403].includes(request.status) && !isSwitchedOff) refused.set(id, request);
  }
  return undefined;
}

function passwordInUrl({ observed, scenario }: Run): string | undefined {
  const { password } = scenarioNamed(scenario).user;
  const found = observed.find((one) => hasInAddress(one, password));
  return found && `${said(found)} has the password in its address`;
}

function sessionLeftOpen({ scenarios }: Evidence): string | undefined {
  const open = scenarios.get('right-credentials')?.unbroken[0].openSessions ?? 0;
  if (open === 0) return undefined;
  return open === 1 ? 'one session is still open at the end' : `${open} sessions are still open at the end`;
}

/** Requests that go on with a dead session, although one was refused: a client that dies of the first is no hazard. */
function sessionNotRenewed(run: Run | undefined): string | undefined {
  const isDead = ({ known, method, status }: ObservedRequest) =>
    known.session?.is === 'ended' && method !== 'DELETE' && status >= 400;
  const dead = run?.observed.filter(isDead) ?? [];
  return dead.length > 1 && dead[0]
    ? `after ${said(dead[0])} was answered ${dead[0].status}, it sent ${count(dead.length - 1, 'more request')} with the session that has ended`
    : undefined;
}

const REFUSING = ['ended-session', 'other-node', 'rate-limited'] as const satisfies ScenarioName[];

/** Whether a client that was refused something ends as if it was not, with less than it prints otherwise or with less done. */
function partialResult(evidence: Evidence): string | undefined {
  const found = REFUSING.find((name) => {
    const how = endsAsIfWell(name, evidence);
    return how === 'with less' || (how && losesARequest(evidence.scenarios.get(name)?.unbroken[0]));
  });
  return found && `in ${inWords(found)}, it ends as if nothing had been refused, and its exit code is 0`;
}

/** What was refused has to be asked again; a read can as well be followed by others, in a new session. */
function losesARequest({ observed }: Pick<Run, 'observed'> = { observed: [] }): boolean {
  const beside = observed.filter(({ isOfSession }) => !isOfSession);
  return beside.some((one, at) => {
    const isRefused = [401, 403, 429].includes(one.status);
    const later = beside.slice(at).filter(({ status }) => status < 300);
    const isRead = /^(?:GET|HEAD)$/.test(one.method);
    return isRefused && (isRead ? later.length : timesSent(one, later)) === 0;
  });
}

function emptyAsSuccess(evidence: Evidence): string | undefined {
  const name = 'not-logged-in';
  return endsAsIfWell(name, evidence) === 'with less'
    ? `in ${inWords(name)}, it takes the empty answer for a result, and its exit code is 0`
    : undefined;
}

function unnoticedFailure(evidence: Evidence): string | undefined {
  const isOfLogIn = (name: ScenarioName) =>
    name !== 'right-credentials' && !REFUSING.some((refusing) => refusing === name);
  const unnoticed = [...evidence.scenarios.values()].filter(
    ({ name, unbroken: [run] }) => isOfLogIn(name) && !gotIn(run) && endsAsIfWell(name, evidence),
  );
  if (unnoticed.length === 0) return undefined;
  const where = listed(unnoticed.map(({ name }) => inWords(name)));
  return `it ends as if nothing had failed, with exit code 0, in ${where}`;
}

function captchaAsWrongPassword(evidence: Evidence): string | undefined {
  const { runs, scenarios } = evidence;
  const usual = scenarios.get('right-credentials');
  const captcha = scenarios.get('captcha');
  const unknown = scenarios.get('unknown-user');
  if (!usual || !captcha || !unknown || endsAsIfWell('captcha', evidence)) return undefined;
  if (!looksTheSame(captcha, unknown)) return undefined;
  const logIn = usual.unbroken[0].observed.find(({ known }) => known.password);
  // Of a log-in elsewhere it was not seen: no error was answered there.
  if (!logIn?.isOfSession) return undefined;
  const noises = [captcha, unknown, usual];
  const [usually, now] = [toldBy(usual.unbroken[0], noises), toldBy(captcha.unbroken[0], noises)];
  // One that ends so on another failure of the log-in only refuses, and one that does not notice an error looks at no status.
  const onlyRefuses = runs.some((run) => {
    const { scenario, breakages, outcome } = run;
    const isOfLogIn = breakages.every(
      ({ responseId, kind }) => responseId === logIn.responseId && kind !== 401 && kind !== 403,
    );
    if (scenario !== usual.name || breakages.length === 0 || !isOfLogIn) return false;
    const told = toldBy(run, noises);
    const isUnnoticedError = breakages.length === 1 && breakages[0]?.kind === 500 && told === usually;
    const endsSo = endInOneWay(captcha.unbroken[0].outcome, outcome);
    return isUnnoticedError || (endsSo && saysNothingNew(now, [told, usually]));
  });
  if (onlyRefuses) return undefined;
  return 'it ends in the same way when a CAPTCHA is pending and when the credentials are wrong';
}

function gotIn({ observed }: Run): boolean {
  return observed.some(({ status, unbroken, states, known }) => {
    const { session, password, token } = known;
    const isSomebody = session !== undefined || token !== undefined || password?.is === 'right';
    return states !== undefined && isSomebody && status < 300 && unbroken.status < 300;
  });
}

function firstCookie(reliance: ResponseReliance): string | undefined {
  return reliance.parts.some((part) => reliance.isNoticed(part, 'order'))
    ? `it finds a cookie of ${said(reliance.observed)} by its position, and not by its name`
    : undefined;
}

const RETRIES = 10;

function endlessRetry({ scenarios }: Evidence): string | undefined {
  const run = scenarios.get('rate-limited')?.unbroken[0];
  if (!run || run.outcome.ended === 'by itself') return undefined;
  const count = Math.max(...run.observed.map((one) => timesSent(one, run.observed)), 0);
  return count >= RETRIES
    ? `it sent the same request ${count} times although it was answered 429, until it was stopped`
    : undefined;
}

function leakIn(via: NonNullable<ObservedRequest['leakedVia']>) {
  return ({ observed }: Run): string | undefined => {
    const found = observed.find(({ leakedVia }) => leakedVia === via);
    if (!found) return undefined;
    const how = via === 'by a redirect' ? 'after a redirect' : 'which was in an answer';
    return `${found.method} with its credentials went to another host, ${how}`;
  };
}

/**
 * Whether a client that does not get what it wants ends well all the same, and says nothing that it does not say where it gets
 * it, or where there is nothing to get.
 */
function endsAsIfWell(
  name: ScenarioName,
  { scenarios, emptyForUser }: Evidence,
): 'in the same way' | 'with less' | undefined {
  const [usual, one] = [scenarios.get('right-credentials'), scenarios.get(name)];
  if (!usual || !one) return undefined;
  if (looksTheSame(usual, one)) return 'in the same way';
  const noises = [usual, one, scenarios.get('not-logged-in') ?? one];
  const [good, run] = [usual.unbroken[0], one.unbroken[0]];
  const [usually, now] = [toldBy(good, noises), toldBy(run, noises)];
  const ofNothing = emptyForUser && isWell(emptyForUser) ? toldBy(emptyForUser, noises) : '';
  // A client may call it a failure, as all others.
  const isOfFailure = /fail|error|refuse|denied|wrong|invalid/i.test(ofNothing);
  const known = [usually, isOfFailure ? '' : ofNothing, ...shownUnread(run, good)];
  if (!isWell(run) || !saysNothingNew(now, known)) return undefined;
  const isLess = now.length < usually.length || !saysNothingNew(usually, [now]);
  return isLess ? 'with less' : 'in the same way';
}

const isWell = ({ outcome: { ended, exitCode } }: Run) => ended === 'by itself' && exitCode === 0;

/** The refusals that a client prints as it prints a success: it has not read them. */
function shownUnread({ observed }: Run, usual: Run): string[] {
  const isShownWhole = ({ response: { body } }: ObservedRequest) =>
    saysNothingNew(body.replaceAll(/https?:[^\s"]*/g, ''), [usual.outcome.stdout]);
  const isUnread = ({ method, path, status }: ObservedRequest) =>
    status >= 400 &&
    usual.observed.some((one) => one.method === method && one.path === path && isShownWhole(one));
  return observed.filter(isUnread).map(({ response }) => response.body);
}

/** Whether two scenarios end in the same way, but for the user's name and the words that differ from run to run. */
function looksTheSame(one: ScenarioRuns, other: ScenarioRuns): boolean {
  const noises = [one, other];
  return toldBy(one.unbroken[0], noises) === toldBy(other.unbroken[0], noises);
}

/** All that a run tells whoever looks at it, and at nothing that differs from run to run. */
function toldBy({ scenario, outcome }: Run, noises: readonly ScenarioRuns[]): string {
  const { username } = scenarioNamed(scenario).user;
  const masked = (text: string, which: 'noise' | 'errorNoise') =>
    withoutClocks(noises.reduce((rest, scenarioRuns) => scenarioRuns[which].masked(rest), text)).replaceAll(
      username,
      'USER',
    );
  // A line that overwrites itself is a progress bar.
  const errors = outcome.stderr.split('\n').filter((line) => !/\r./.test(line));
  const texts = [masked(outcome.stdout, 'noise'), masked(errors.join('\n'), 'errorNoise')];
  return [outcome.ended, outcome.exitCode, ...texts].join('\n');
}
