import { isSessionRequest, SESSION_PATH } from '../../contracts/session/names.ts';
import type { StateName } from '../../contracts/session/states.ts';
import { encodedPair } from '../authorization.ts';
import { type Started, started } from '../http/listen.ts';
import { headerValues, page, type WireResponse, wireResponse } from '../http/wire.ts';
import { defaultAccounts } from '../mock-jira/accounts.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import { type Middleware, type MockedRequest, startMockedJira } from '../mock-jira/server.ts';
import type { KnownCredentials } from '../mock-jira/session-resource.ts';
import type { ScenarioName } from '../report/recording.ts';
import { statesOf } from './known-state.ts';
import { type Breakage, broken, isSessionCookie, OTHER_SESSION_COOKIE } from './parts.ts';
import { chanceOf, isOfAnotherRun } from './run-number.ts';
import { personalAccessToken, refusesBasic, type ScenarioEvent, scenarioNamed } from './scenarios.ts';

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
}

/** A request of the client, as the mocked Jira saw it. */
export interface ObservedRequest {
  readonly method: string;
  /** Below Jira's REST root; the whole path of what is not below it. */
  readonly path: string;
  readonly query: string;
  readonly headers: MockedRequest['headers'];
  readonly body: string;
  readonly isOfSession: boolean;
  readonly known: KnownCredentials;
  /** Whether it has a session that the mocked Jira of another run opened. */
  readonly isOfAnotherRun: boolean;
  /** Undefined where the contract has no such provider state. */
  readonly states: readonly StateName[] | undefined;
  /** Which answer it is: that to all requests of one method and path in one provider state. */
  readonly responseId: string;
  /** The answer before it was broken. */
  readonly unbroken: WireResponse;
  readonly status: number;
  /** How credentials came to another address than the one that the client was given; undefined where they did not. */
  readonly leakedVia: 'by a redirect' | 'by an address in an answer' | undefined;
}

/** A mocked Jira for one run of a client. */
export interface Stage extends Started {
  readonly given: Given;
  /** In the order in which they came. */
  readonly sightings: readonly ObservedRequest[];
  /** Sessions that a log-in of the client opened. */
  readonly openSessions: number;
}

export interface StageOptions {
  /** The number of the run. */
  readonly run: number;
  readonly flavour: FlavourName;
  readonly contextPath: string;
  readonly scenario: ScenarioName;
  /** What is broken in this run. */
  readonly breakages: readonly Breakage[];
  /** Changes what Jira answers before it is broken, as an add-on does. */
  readonly alter?: ((answer: WireResponse) => WireResponse) | undefined;
  /** Called when the client sends more requests than any has a reason to. */
  readonly onTooMany: () => void;
}

/** A client that sends more than this in one run does not end by itself. */
const MAX_REQUESTS = 1000;

/** A client that sends the same request so often although it is answered 429 retries without end. */
const MAX_RETRIES = 30;

/** Starts a mocked Jira that puts one run of a client into a scenario, and breaks answers on the way back. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { run, flavour, contextPath, scenario, breakages, onTooMany, alter = (answer) => answer } = options;
  const { user, jira: settings, event } = scenarioNamed(scenario);
  const sightings: ObservedRequest[] = [];
  const does: EventTraits = event ? events[event] : {};
  let endsFirstSession = does.endsFirstSession ?? false;
  const isLimited = does.answersLimited !== undefined;

  const { sessionCookie } = flavours[flavour];

  const between: Middleware = (incoming, behind) => {
    const request = withCookieName(incoming, sessionCookie, run);
    const isElsewhere = request.site !== siteUrl;
    const known = isElsewhere ? {} : withEarlierRuns(behind.know(request), run);
    const states = isLimited ? undefined : statesIn(scenario, known);
    const { path, isBelowRoot } = pathOf(request, contextPath);
    const isOfSession = isBelowRoot && isSessionRequest(request.method, path) && !isElsewhere;
    const unbroken = isElsewhere
      ? wireResponse(404, pageType, page)
      : (insteadOfJira({ path, isOfSession }, does) ?? alter(behind.answer(request)));
    const id = `${request.method} ${path} ${states?.join(' and ') ?? 'in no known state'} ${unbroken.status}`;
    const due = isOfSession ? breakages.filter(({ answer }) => answer === id) : [];
    const place = { elsewhere: siteUrl.replace('127.0.0.1', 'localhost'), site: siteUrl };
    const answer = broken(unbroken, due, place);
    sightings.push({
      ...{ method: request.method, path, query: request.query, headers: incoming.headers },
      ...{ body: request.body, isOfSession, known, states, responseId: id, unbroken },
      isOfAnotherRun: isOfAnotherRun(
        `${request.path}${request.query}\n${incoming.headers.cookie}\n${request.body}`,
        run,
      ),
      status: answer.status,
      leakedVia: isElsewhere && hasCredentials(request) ? strayed(request, sightings) : undefined,
    });
    if (endsFirstSession && known.session?.is === 'open' && !isElsewhere) {
      endsFirstSession = false;
      jira.endSession(known.session.id);
    }
    const times = isLimited ? timesSent(request, sightings) : 0;
    if (sightings.length < MAX_REQUESTS && times < MAX_RETRIES) return answer;
    onTooMany();
    return undefined;
  };

  const hasCredentials = ({ query, headers, body }: MockedRequest) => {
    const secrets = [user.password, encodedPair(user), personalAccessToken, ...sessionsIn(sightings)];
    const sent = `${query}\n${headers.authorization}\n${headers.cookie}\n${body}`;
    return secrets.some((secret) => sent.includes(secret));
  };

  const { accounts = defaultAccounts } = settings;
  const jira = await startMockedJira({
    ...{ flavour, contextPath, ...settings, between, chance: chanceOf(run) },
    // Its users have a past, as those of the Jiras that clients were written for.
    accounts: accounts.map((account) => ({ ...account, lastLogIn: '2026-01-01T02:03:04.567+0000' })),
  });
  const siteUrl = jira.baseUrl.replace(/\/rest$/, '');
  const stage = {
    given: {
      baseUrl: jira.baseUrl,
      siteUrl,
      username: user.username,
      password: user.password,
      personalAccessToken,
      scenario,
    },
    sightings,
    get openSessions() {
      return jira.openLogIns;
    },
  };
  return started(stage, () => jira.stop());
}

const pageType = { 'Content-Type': 'text/html;charset=UTF-8' };

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

/** What an event does to a run. */
interface EventTraits {
  readonly endsFirstSession?: true;
  /** In the place of what Jira would say where it has a limit. A client that sends the same again and again is stopped. */
  readonly answersLimited?: WireResponse;
}

const events: Readonly<Record<ScenarioEvent, EventTraits>> = {
  'first session ends after its first use': { endsFirstSession: true },
  'what has a rate limit is answered 429': { answersLimited: tooManyRequests },
};

/** What is answered without asking the Jira: to whom it limits, and the log-in page that a redirect leads to. */
function insteadOfJira(
  asked: Pick<ObservedRequest, 'path' | 'isOfSession'>,
  { answersLimited }: EventTraits,
): WireResponse | undefined {
  if (asked.path === '/login.jsp') return wireResponse(200, pageType, page);
  return hasRateLimit(asked) ? answersLimited : undefined;
}

/** Source: Atlassian's page "Improving instance stability with rate limiting": what is exempt from the limits of Data Center. */
export function hasRateLimit({ path, isOfSession }: Pick<ObservedRequest, 'path' | 'isOfSession'>): boolean {
  return !isOfSession && !path.endsWith('/serverInfo');
}

/**
 * A session cookie that was renamed is taken under its new name, as by a Jira that calls it so. One of the old name,
 * from before, is then left out: at that Jira the new one would have replaced it. One that was renamed in another run is
 * nothing to this Jira.
 */
function withCookieName(incoming: MockedRequest, sessionCookie: string, run: number): MockedRequest {
  const isRenamed = (pair: string) => pair.startsWith(`${OTHER_SESSION_COOKIE}=`);
  const sent = incoming.headers.cookie?.split(/;\s*/) ?? [];
  const pairs = sent.filter((pair) => !(isRenamed(pair) && isOfAnotherRun(pair, run)));
  const request =
    pairs.length === sent.length
      ? incoming
      : { ...incoming, headers: { ...incoming.headers, cookie: pairs.join('; ') } };
  if (!pairs.some(isRenamed)) return request;
  const cookie = pairs
    .filter((pair) => !pair.startsWith(`${sessionCookie}=`))
    .map((pair) => pair.replace(OTHER_SESSION_COOKIE, sessionCookie))
    .join('; ');
  return { ...request, headers: { ...request.headers, cookie } };
}

function pathOf(
  { path }: MockedRequest,
  contextPath: string,
): { readonly path: string; readonly isBelowRoot: boolean } {
  const root = `${contextPath}/rest`;
  if (path.startsWith(`${root}/`)) return { path: path.slice(root.length), isBelowRoot: true };
  const isBelowContext = contextPath !== '' && path.startsWith(`${contextPath}/`);
  return { path: isBelowContext ? path.slice(contextPath.length) : path, isBelowRoot: false };
}

/** A session of an earlier run is one that has ended: the client kept its cookie. */
function withEarlierRuns(known: KnownCredentials, run: number): KnownCredentials {
  const { session } = known;
  if (session?.is !== 'unknown' || !isOfAnotherRun(session.id, run)) return known;
  return { ...known, session: { ...session, is: 'ended' } };
}

/** That Basic credentials are refused because they are switched off is no provider state of the contract. */
function statesIn(scenario: ScenarioName, known: KnownCredentials): readonly StateName[] | undefined {
  return refusesBasic(scenario) && known.password?.in === 'basic' ? undefined : statesOf(known);
}

/** The values of every session cookie that was set so far. */
function sessionsIn(sightings: readonly ObservedRequest[]): string[] {
  return sightings
    .flatMap(({ unbroken }) => headerValues(unbroken, 'Set-Cookie'))
    .map((cookie) => /^([^=]+)=([^;]+)/.exec(cookie) ?? [])
    .flatMap(([, name = '', value = '']) => (isSessionCookie(name) ? [value] : []));
}

/** How often a request was sent. */
export function timesSent(
  { method, query, body, path }: Pick<ObservedRequest, 'method' | 'query' | 'body' | 'path'>,
  sightings: readonly ObservedRequest[],
): number {
  return sightings.filter(
    (one) => one.method === method && one.query === query && one.body === body && path.endsWith(one.path),
  ).length;
}

function strayed(request: MockedRequest, before: readonly ObservedRequest[]): ObservedRequest['leakedVia'] {
  const isRedirected = before.some(({ status }) => status === 307) && request.path.endsWith(SESSION_PATH);
  return isRedirected ? 'by a redirect' : 'by an address in an answer';
}
