import { isSessionRequest, MYSELF_PATH, SESSION_PATH } from '../../../contracts/session/names.ts';
import { isJsonObject, jsonIn } from '../../../contracts/session/response.ts';
import { started } from '../../http/listen.ts';
import { logInPage, type WireResponse, wireResponse, withHeaders } from '../../http/wire.ts';
import { type FlavourName, flavours } from '../../mock-jira/flavours.ts';
import { type Account, defaultAccounts, withAPast } from '../../mock-jira/mocked-accounts.ts';
import type { MockedRequest } from '../../mock-jira/request.ts';
import type { StoredAnswer } from '../../mock-jira/rest/stored-answers.ts';
import { type Middleware, type MockedJiraOptions, startMockedJira } from '../../mock-jira/server.ts';
import type { KnownCredentials } from '../../mock-jira/session-resource.ts';
import type { ScenarioName } from '../../report/recording.ts';
import {
  behindBalancer,
  chanceOf,
  hasRateLimit,
  isOfAnotherRun,
  type ObservedRequest,
  sendsBackIn,
  statesOfKnown,
  timesSent,
} from './observed-request.ts';
import { type Breakage, broken, OTHER_SESSION_COOKIE, partName } from './parts.ts';

const [alice, carol] = defaultAccounts as readonly [Account, Account];

interface ScenarioTraits {
  readonly title: string;
  readonly user: { readonly username: string; readonly password: string };
  readonly jira: Pick<MockedJiraOptions, 'accounts' | 'basicAuthentication'>;
  readonly event?: 'first session ends' | 'rate limit' | 'empty for nobody' | 'every second node';
  /** Whether it is looked at for hazards, and nothing that is asked in it is a part of the contract. */
  readonly isForHazardsAlone?: true;
  /** Whether a client that sent this with the right credentials can get into it. */
  readonly applies: (sent: readonly ObservedRequest[]) => boolean;
  /** Whether what a client sent in it makes it say anything; by default it always does. */
  readonly saysSomething?: (sent: readonly ObservedRequest[]) => boolean;
}

export const sendsPassword = (sent: readonly ObservedRequest[]) => sent.some(({ known }) => known.password);
export const sendsToken = (sent: readonly ObservedRequest[]) => sent.some(({ known }) => known.token);

const scenarios = {
  'right-credentials': {
    title: 'the user name and the password are right',
  },
  'unknown-user': {
    title: 'no account has the user name',
    user: { username: 'no-such-user', password: 'password-of-nobody' },
    applies: sendsPassword,
  },
  captcha: {
    title: 'a CAPTCHA challenge is pending for the user',
    user: carol,
    jira: { accounts: [alice, { ...carol, captchaPending: true }] },
    applies: sendsPassword,
  },
  'ended-session': {
    title: 'Jira ends the session after its first use',
    event: 'first session ends',
    applies: (sent) => sent.filter(({ known }) => known.session?.is === 'open').length > 1,
  },
  token: {
    title: 'the client uses a personal access token',
    saysSomething: sendsToken,
  },
  'basic-off': {
    title: 'Basic credentials are switched off',
    jira: { basicAuthentication: false },
    applies: (sent) => sent.some(({ known }) => (known.besideBody ?? known.password)?.in === 'basic'),
  },
  'rate-limited': {
    title: 'Jira answers 429 to REST requests, but for the session resource and serverInfo',
    event: 'rate limit',
    isForHazardsAlone: true,
    applies: (sent) => sent.some((one) => one.unbroken.status < 300 && hasRateLimit(one)),
  },
  'not-logged-in': {
    title: 'Jira takes nobody for logged in, and answers searches with 200 and nothing in them',
    event: 'empty for nobody',
    isForHazardsAlone: true,
    applies: (sent) => sent.some(isList) && (sendsPassword(sent) || sendsToken(sent)),
  },
  'other-node': {
    title: 'every second request reaches a node that does not know the session',
    event: 'every second node',
    isForHazardsAlone: true,
    applies: (sent) => sent.filter(({ known }) => known.session?.is === 'open').length > 1,
  },
} as const satisfies Record<ScenarioName, Partial<ScenarioTraits>>;

function isList({ isOfSession, path, unbroken }: ObservedRequest): boolean {
  return hasRateLimit({ path, isOfSession }) && unbroken.status === 200 && emptied(unbroken) !== undefined;
}

function emptied(response: WireResponse): WireResponse | undefined {
  const json = jsonIn(response.body);
  const fields = isJsonObject(json) ? Object.entries(json) : [];
  if (!Array.isArray(json) && !fields.some(([, value]) => Array.isArray(value))) return undefined;
  const empty = (name: string, value: unknown) => (Array.isArray(value) ? [] : name === 'total' ? 0 : value);
  const body = Array.isArray(json)
    ? []
    : Object.fromEntries(fields.map(([name, value]) => [name, empty(name, value)]));
  return { ...response, body: JSON.stringify(body) };
}

export function scenarioNamed(name: ScenarioName): ScenarioTraits {
  return { user: alice, jira: {}, applies: () => true, ...scenarios[name] };
}

export function refusesBasic(name: ScenarioName): boolean {
  return scenarioNamed(name).jira.basicAuthentication === false;
}

export const personalAccessToken = alice.personalAccessToken ?? '';

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

/** The mocked Jira that each run has one of. */
export interface JiraOfRuns {
  readonly flavour: FlavourName;
  readonly contextPath: string;
  readonly tls: boolean;
  readonly answers: readonly StoredAnswer[];
  /** Changes what Jira responds before it is broken, as an add-on does. */
  readonly alter: (response: WireResponse) => WireResponse;
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
  { flavour, contextPath, answers, alter, tls }: JiraOfRuns,
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
