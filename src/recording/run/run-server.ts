import { isSessionRequest, MYSELF_PATH, SESSION_PATH } from '../../../contracts/session/names.ts';
import { started } from '../../http/listen.ts';
import { logInPage, type WireResponse, wireResponse, withHeaders } from '../../http/wire.ts';
import type { Chance } from '../../mock-jira/chance.ts';
import { flavours } from '../../mock-jira/flavours.ts';
import { defaultAccounts, withAPast } from '../../mock-jira/mocked-accounts.ts';
import type { MockedRequest } from '../../mock-jira/request.ts';
import { type Middleware, startMockedJira } from '../../mock-jira/server.ts';
import type { KnownCredentials } from '../../mock-jira/session-resource.ts';
import type { ScenarioName } from '../../report/recording.ts';
import {
  behindBalancer,
  hasRateLimit,
  type ObservedRequest,
  sendsBackIn,
  statesOfKnown,
  timesSent,
} from './observed-request.ts';
import { type Breakage, broken, OTHER_SESSION_COOKIE, partName } from './parts.ts';
import type { RecordingContext } from './runs.ts';
import { emptied, personalAccessToken, refusesBasic, scenarioNamed } from './scenarios.ts';

/** What a client is given: for a command, in its environment (`JIRA_BASE_URL` and so on). */
export interface Given {
  /** With Jira's REST root, such as `http://127.0.0.1:4321/rest`. */
  readonly baseUrl: string;
  /** Without it. */
  readonly siteUrl: string;
  /** A user name that is made up. */
  readonly username: string;
  /** Its password. */
  readonly password: string;
  /** Its personal access token. */
  readonly personalAccessToken: string;
  /** The scenario that this run is in. */
  readonly scenario: ScenarioName;
  /** With `tls`: the certificate authority to trust, in PEM. A command finds its file in `SSL_CERT_FILE` and the like. */
  readonly ca?: string | undefined;
}

export function givenAt({ baseUrl, ca }: Pick<Given, 'baseUrl' | 'ca'>, scenario: ScenarioName): Given {
  const { username, password } = scenarioNamed(scenario).user;
  const siteUrl = baseUrl.replace(/\/rest$/, '');
  return { baseUrl, siteUrl, username, password, personalAccessToken, scenario, ca };
}

export interface RunSetUp {
  readonly number: number;
  readonly scenario: ScenarioName;
  readonly breakages: readonly Breakage[];
  /** In place of nobody, the user gets answers with nothing in them. */
  readonly isEmptyForUser?: boolean | undefined;
  readonly onTooMany: () => void;
}

/** A client that sends more than this in one run does not end by itself. */
const MAX_REQUESTS = 1000;

/** A client that sends the same request so often although the response is 429 retries without end. */
const MAX_RETRIES = 30;

export async function startRunServer(
  { flavour, contextPath, answers, alter, tls }: RecordingContext,
  { number, scenario, breakages, isEmptyForUser, onTooMany }: RunSetUp,
) {
  const { jira: settings, event } = scenarioNamed(scenario);
  const observed: ObservedRequest[] = [];
  const isLimited = event === 'rate limit';
  let uses = 0;
  let hasOtherScheme = false;
  let endsNextSession = event === 'first session ends';

  const middleware: Middleware = (incoming, upstream) => {
    const request = withCookieName(incoming, flavours[flavour].sessionCookie, number);
    const { method, query, body } = request;
    const isElsewhere = request.site !== siteUrl;
    const path = pathBelow(request.path, contextPath);
    const isBelowRoot = request.path.startsWith(`${contextPath}/rest/`);
    const isOfSession = isBelowRoot && isSessionRequest(method, path) && !isElsewhere;
    const sent = withEarlierRuns(upstream.know(request), number);
    const hasCredentials = Object.keys(sent).length > 0;
    const seen = isElsewhere ? {} : sent;
    const isAtOtherNode = event === 'every second node' && seen.session?.is === 'open' && ++uses % 2 === 0;
    const known: KnownCredentials =
      isAtOtherNode && seen.session ? { ...seen, session: { ...seen.session, is: 'unknown' } } : seen;
    // The contract has no provider state for Basic credentials that are switched off.
    const isWithoutState =
      isLimited || (refusesBasic(scenario) && (known.besideBody ?? known.password)?.in === 'basic');
    const states = isWithoutState ? undefined : statesOfKnown(known);

    let unbroken: WireResponse;
    if (isElsewhere) unbroken = wireResponse(404, PAGE_TYPE, logInPage);
    // The log-in page that a redirect leads to.
    else if (path === '/login.jsp') unbroken = toLogIn;
    else if (isLimited && hasRateLimit({ path, isOfSession })) unbroken = tooManyRequests;
    else if (isAtOtherNode) unbroken = upstream.respond(without(request, 'cookie'));
    else unbroken = alter(upstream.respond(request));
    const isToNobody = event === 'empty for nobody' && hasRateLimit({ path, isOfSession });
    if (isToNobody && unbroken.status < 300) {
      const empty = unbroken.status === 200 ? emptied(unbroken) : undefined;
      const asNobody = () => (empty ? withHeaders(empty, NOBODY) : upstream.respond(ofNobody(request)));
      unbroken = isEmptyForUser ? (empty ?? unbroken) : asNobody();
    }
    // What has no body has none to break.
    if (method === 'HEAD') unbroken = { ...unbroken, body: '' };
    const responseId = `${method} ${path} ${states?.join(' and ') ?? 'in no known state'} ${unbroken.status}`;
    const due = breakages.filter((breakage) => breakage.responseId === responseId);
    const myself = `${contextPath}/rest${MYSELF_PATH}`;
    // Beside the session resource, Jira does not know the user, or something in front of it does not.
    const [first] = isOfSession ? [] : due;
    const isRefused = first?.part.kind === 'status';
    const isToLogIn = first && partName(first.part) === 'body';
    let response = isToLogIn ? toLogIn : behindBalancer(broken(unbroken, due, siteUrl));
    if (isRefused) response = upstream.respond({ ...ofNobody(request), method: 'GET', path: myself });

    const one: ObservedRequest = {
      ...{ method, path, query, body, headers: incoming.headers, rawHeaders: incoming.rawHeaders },
      httpVersion: incoming.httpVersion,
      ...{ isOfSession, known, states, responseId, unbroken, response, status: response.status },
      sendsBack: sendsBackIn(request.headers.cookie ?? '', known),
      isOfAnotherRun: isOfAnotherRun(`${request.path}${query}\n${incoming.headers.cookie}\n${body}`, number),
      leakedVia: isElsewhere && hasCredentials ? leakOf(request, observed) : undefined,
    };
    observed.push(one);
    if (endsNextSession && known.session?.is === 'open') {
      endsNextSession = false;
      jira.endSession(known.session.id);
    }
    const times = isLimited ? timesSent(one, observed) : 0;
    if (observed.length < MAX_REQUESTS && times < MAX_RETRIES) return response;
    onTooMany();
    return undefined;
  };

  const { accounts = defaultAccounts } = settings;
  const jira = await startMockedJira({
    ...{ flavour, contextPath, answers, ...settings, middleware, chance: chanceOf(number) },
    accounts: withAPast(accounts),
    tls,
    onOtherScheme: () => {
      hasOtherScheme = true;
    },
  });
  const given = givenAt(jira, scenario);
  const { siteUrl } = given;
  const seen = () => ({ observed, openSessions: jira.openLogIns, hasOtherScheme });
  return started({ given, seen }, () => jira.stop());
}

const NOBODY = { 'X-AUSERNAME': 'anonymous', 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' };

const PAGE_TYPE = { 'Content-Type': 'text/html;charset=UTF-8' };
const toLogIn = wireResponse(200, PAGE_TYPE, logInPage);

/** Source: the headers are those of Atlassian's page "Adjusting your code for rate limiting"; the body is ours. */
const tooManyRequests = wireResponse(
  429,
  {
    'Content-Type': 'application/json;charset=UTF-8',
    // Recorded: 0 with nothing left. The interval says the wait.
    ...{ 'Retry-After': '0', 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0' },
    ...{ 'X-RateLimit-FillRate': '1', 'X-RateLimit-Interval-Seconds': '1' },
  },
  '{"message":"Rate limit exceeded."}',
);

function without(request: MockedRequest, ...names: readonly string[]): MockedRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !names.includes(name)),
  );
  return { ...request, headers };
}

const ofNobody = (request: MockedRequest) => without(request, 'authorization', 'cookie');

/**
 * A session cookie that was renamed is taken under its new name, as by a Jira that calls it so. One of the old name,
 * from before, is then left out: at that Jira the new one would have replaced it. One that was renamed in another run is
 * nothing to this Jira.
 */
function withCookieName(request: MockedRequest, sessionCookie: string, run: number): MockedRequest {
  const isRenamed = (pair: string) => pair.startsWith(`${OTHER_SESSION_COOKIE}=`);
  const sent = request.headers.cookie?.split(/;\s*/) ?? [];
  if (!sent.some(isRenamed)) return request;
  const pairs = sent.filter((pair) => !(isRenamed(pair) && isOfAnotherRun(pair, run)));
  const hasOther = pairs.some(isRenamed);
  const cookie = pairs
    .filter((pair) => !(hasOther && pair.startsWith(`${sessionCookie}=`)))
    .map((pair) => pair.replace(OTHER_SESSION_COOKIE, sessionCookie))
    .join('; ');
  return { ...request, headers: { ...request.headers, cookie } };
}

/** Below Jira's REST root; below the context path where it is not there. */
function pathBelow(path: string, contextPath: string): string {
  const root = [`${contextPath}/rest`, contextPath].find((one) => path.startsWith(`${one}/`)) ?? '';
  return path.slice(root.length);
}

/** A session of an earlier run is one that has ended: the client kept its cookie. */
function withEarlierRuns(known: KnownCredentials, run: number): KnownCredentials {
  const { session } = known;
  if (session?.is !== 'unknown' || !isOfAnotherRun(session.id, run)) return known;
  return { ...known, session: { ...session, is: 'ended' } };
}

function leakOf({ path }: MockedRequest, before: readonly ObservedRequest[]): ObservedRequest['leakedVia'] {
  const isRedirected = before.some(({ status }) => status === 307) && path.endsWith(SESSION_PATH);
  return isRedirected ? 'by a redirect' : 'by an address in a response';
}

/** What stands at the end of every random value, in the place of the run's number, once the run has ended. */
const NO_RUN = '6e34';

/** Values of the mocked Jira: pairs of a fixed group and a count, of which the last has the run's number. */
const OF_A_RUN = /((?:6e34[\da-f]{4})+)(e[\da-f]{3})([\da-f]{4})/gi;

/** A number in four digits. Recordings are too short for the same number to come back soon. */
const digitsOf = (run: number) => `e${(run % 0x1000).toString(16).padStart(3, '0')}`;

/**
 * The same values on every run, so that outputs can be compared, but for the run's number in what is long: a session is
 * known as that of another run.
 */
export function chanceOf(run: number): Chance {
  let count = 0;
  return {
    hex: (bytes) => {
      count += 1;
      const counted = count.toString(16).padStart(4, '0');
      const unit = `${NO_RUN}${counted}`;
      const units = Math.floor((bytes * 2) / unit.length);
      if (units < 2) return unit.repeat(bytes).slice(0, bytes * 2);
      return `${unit.repeat(units - 1)}${digitsOf(run)}${counted}${unit.slice(0, (bytes * 2) % unit.length)}`;
    },
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    isSessionCookieLast: () => false,
  };
}

export function withoutRunNumber(text: string): string {
  return text.replaceAll(OF_A_RUN, (_, before: string, digits: string, count: string) => {
    const none = digits.startsWith('E') ? NO_RUN.toUpperCase() : NO_RUN;
    return `${before}${none}${count}`;
  });
}

export function isOfAnotherRun(text: string, run: number): boolean {
  return [...text.matchAll(OF_A_RUN)].some(([, , digits]) => digits?.toLowerCase() !== digitsOf(run));
}
