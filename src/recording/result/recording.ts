import { usualPath } from '../../../contracts/session/names.ts';
import { cookieNameOf } from '../../../contracts/session/response.ts';
import { type Heeding, sessionFormNames, sessionForms } from '../../../contracts/session/states.ts';
import { headerValues, type WireResponse } from '../../http/wire.ts';
import { BALANCER_COOKIE } from '../../mock-jira/cookies-beside.ts';
import type {
  RecordedRequest,
  RecordedScenario,
  RecordingNotes,
  RequestBeside,
} from '../../report/recording.ts';
import { listed } from '../../text.ts';
import {
  cookieNamesIn,
  cookiesBesideSession,
  firstOfEachResponse,
  isWithoutSession,
  type ObservedRequest,
} from '../run/observed-request.ts';
import { hasFailed, isSame, spelledAlike } from '../run/outcome.ts';
import { type Breakage, holds, type Part, partName, valueAt } from '../run/parts.ts';
import { sendsPassword, sendsToken } from '../run/run-server.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import { type Evidence, observedIn, ResponseReliance, STATUS } from '../search/reliance.ts';
import { first, said } from './hazards.ts';
import { partsBeyondPact } from './pact.ts';
import { namesIn, oneOfEach, type RecordedInteraction, sessionFormOf } from './recorded-interactions.ts';

export function recordedScenario(
  { name, unbroken, noise, hasFailed }: ScenarioRuns,
  { found, runs, scenarios }: Evidence,
): RecordedScenario {
  const [{ outcome, observed }] = unbroken;
  // In its own runs, a clock may have shown the same time by chance.
  const noises = [...[...scenarios.values()].map((one) => one.noise), noise];
  const stdout = noises.reduceRight((text, one) => one.masked(text), outcome.stdout);
  const unchanged = runs.filter((run) => run.scenario === name && isSame(outcome, run.outcome, noise));
  return {
    name,
    outcome: { exitCode: outcome.exitCode, stdout },
    requests: firstOfEachResponse(observed).map((request) =>
      recordedRequest(
        found.find((one) => one.observed.responseId === request.responseId) ?? new ResponseReliance(request),
        hasFailed ? outcome.stdout : '',
        unchanged,
      ),
    ),
  };
}

function recordedRequest(
  reliance: ResponseReliance,
  shownOnFailure: string,
  unchanged: readonly Run[],
): RecordedRequest {
  const { method, path, states, unbroken, responseId, sendsBack } = reliance.observed;
  // A part of another response is named with its request.
  const nameOfEither = ({ part, responseId: id }: Breakage) =>
    id === responseId ? partName(part) : `${partName(part)} (of ${id})`;
  const needed = reliance.needed.map(partName);
  const unused = reliance.ignored;
  const ignored = unused.map(partName);
  const isBodyInTheWay = unbroken.status === 204 && reliance.isNoticed({ kind: 'body', path: [] }, 'null');
  const rightIfThere = isBodyInTheWay ? [] : reliance.rightIfThere.map(partName);
  // What is printed without it too are the client's own words.
  const gone = unchanged
    .flatMap(({ breakages }) => breakages)
    .filter((one) => one.responseId === responseId && one.kind === 'gone');
  const isOwn = (part: Part) =>
    gone.some((one) => partName(one.part) === partName(part) || holds(one.part, part));
  const isShown = (part: Part) => isShownIn(shownOnFailure, part, unbroken) && !isOwn(part);
  const isStatusNeeded = reliance.isNoticed(STATUS);
  const isStatusIgnored = isStatusNeeded === false && !reliance.replaceable.has('status');
  const isStatusShown = isStatusIgnored && new RegExp(`\\b${unbroken.status}\\b`).test(shownOnFailure);
  const shows = [...(isStatusShown ? ['status'] : []), ...unused.filter(isShown).map(partName)];
  return {
    method,
    path,
    state: states?.join(' and ') ?? null,
    sendsBack,
    answered: unbroken.status,
    needs: [...(isStatusNeeded ? ['status'] : []), ...needed, ...(isBodyInTheWay ? ['no body'] : [])],
    eitherOf: reliance.eitherOf.map((group) => group.map(nameOfEither)),
    accepts: reliance.acceptedStatuses,
    ...(rightIfThere.length > 0 && { rightIfThere }),
    ...(shows.length > 0 && { shows }),
    ignores: isStatusIgnored ? ['status', ...ignored] : ignored,
  };
}

function isShownIn(text: string, part: Part, response: WireResponse): boolean {
  const value =
    part.kind === 'header'
      ? headerValues(response, part.name)[0]
      : part.kind === 'body'
        ? valueAt(response, part.path)
        : undefined;
  return typeof value === 'string' && value !== '' && spelledAlike(text).includes(spelledAlike(value));
}

/** What is shown beside a recording. */
export function notesOn(evidence: Evidence, interactions: readonly RecordedInteraction[]): RecordingNotes {
  const { scenarios, found, heeds, refusedBeside } = evidence;
  const [usual] = scenarios.values();
  const sent = usual?.unbroken[0].observed ?? [];
  const observed = observedIn(scenarios);
  const withoutSession = isWithoutSession(sent) ? refusedBeside : [];
  const beyondPact = new Set(interactions.flatMap(({ reliance }) => partsBeyondPact(reliance)));
  const isOfMyself = interactions.some(({ reliance }) => refusedBeside.includes(reliance));
  const usesTokenAlone = withoutSession.length === 0 && !sendsPassword(sent) && sendsToken(observed);
  return {
    noise: [...new Set([...scenarios.values()].flatMap(({ noise }) => noise.lines))],
    beside: besideTheSession(observed, interactions),
    withoutSession: [
      ...new Set(withoutSession.map(({ observed: { known } }) => (known.token ? 'token' : 'Basic'))),
    ],
    remarks: [
      beyondPact.size > 0 &&
        `Pact cannot compare a header whose value has commas. verify checks these itself: ${[...beyondPact].toSorted().join(', ')}`,
      isOfMyself &&
        withoutSession.length === 0 &&
        'The client needs its credentials beside the session resource too: its pact asks for that with a request of myself.',
      ...cookiesLeftOut(observed, interactions, heeds),
      ...habitsIn(evidence, usual?.unbroken[0]),
      ...notKeptInPact(observed, found, interactions),
      usesTokenAlone &&
        'The client used its token and never its password. To record the log-in with the password, put env -u JIRA_PERSONAL_ACCESS_TOKEN before the command.',
    ].filter((one) => typeof one === 'string'),
  };
}

function habitsIn({ runs }: Evidence, usual: Run | undefined) {
  if (!usual) return [];
  const { observed, outcome } = usual;
  const logIns = observed.filter(
    // Beside the cookie of a session, a password opens none.
    ({ known, isOfSession, status }) => isOfSession && known.password && !known.session && status < 300,
  );
  const withSession = observed.filter(({ known }) => known.session);
  const isUnused =
    logIns.some(({ method }) => method === 'POST') && withSession.every(({ method }) => method === 'DELETE');
  const missing = observed.filter(({ status, leakedVia }) => status === 404 && !leakedVia);
  return [
    outcome.stdout.trim() === '' &&
      'The client prints nothing, so only how it ends was compared, and nothing that it learns. Make it print that, such as the name of the user; a function returns it.',
    logIns.length > 1 &&
      `The client logs in ${logIns.length} times in one run: one session is enough for all requests.`,
    isUnused &&
      `The client uses the session that it opens for no request${withSession.length > 0 ? ' but the log-out' : ''}.`,
    first(runs, leftOpenAfterFailure),
    missing.length > 0 &&
      outcome.exitCode === 0 &&
      `The client goes on after a 404: ${[...new Set(missing.map(said))].join(', ')}`,
  ];
}

/** A client that got its session, failed after that, and left it open. What a log-in or a log-out broke is no such failure. */
function leftOpenAfterFailure({ breakages, observed, outcome, openSessions }: Run): string | undefined {
  if (!hasFailed(outcome) || openSessions === 0) return undefined;
  const broken = breakages.map(({ responseId }) =>
    observed.find((request) => request.isOfSession && request.responseId === responseId),
  );
  const isAfterLogIn = broken.length > 0 && broken.every((one) => one?.method === 'GET' && one.known.session);
  return isAfterLogIn && broken[0]
    ? `When the client fails after ${said(broken[0])}, it does not log out: its session stays open.`
    : undefined;
}

const GONE: readonly (readonly [path: RegExp, words: string])[] = [
  // Recorded, since 2025: 410, with these words.
  [/^\/api\/[23]\/search$/, 'Jira Cloud has it no more: /rest/api/3/search/jql'],
  // Documented: Atlassian's page "Preparing for Jira 9.0".
  [/^\/api\/2\/issue\/createmeta$/, 'Jira 9 has it no more: /issue/createmeta/PROJECT/issuetypes'],
  // Documented: Atlassian's issue JRASERVER-78733.
  [/^\/webhooks\/1\.0\//, 'Jira 10 has it elsewhere: /rest/jira-webhook/1.0/webhooks'],
];

function besideTheSession(
  observed: readonly ObservedRequest[],
  interactions: readonly RecordedInteraction[],
): RequestBeside[] {
  const isInPact = (one: ObservedRequest) =>
    interactions.some(({ method, path }) => method === one.method && path === usualPath(one.path));
  const all = observed
    .filter((one) => !one.isOfSession && !isInPact(one))
    .map((one) => ({
      request: withoutIds(one),
      credentials: credentialsOf(one),
      gone: GONE.find(([path]) => path.test(usualPath(one.path)))?.[1] ?? '',
    }));
  return oneOfEach(all, ({ request, credentials }) => `${request}\n${credentials}`);
}

function withoutIds({ method, path }: ObservedRequest): string {
  return `${method} ${path.replaceAll(/(?<=\/)([A-Z][A-Z\d_]+-\d+|\d{2,})(?=\/|$)/g, '*')}`;
}

const NOT_HEEDED: Readonly<Record<Heeding, string>> = {
  'every attribute': '',
  'Domain and expiry': 'Path and Secure',
  'no attribute': 'Path, Domain, Secure, Max-Age and Expires',
};

function cookiesLeftOut(
  observed: readonly ObservedRequest[],
  interactions: readonly RecordedInteraction[],
  heeds: Heeding,
): string[] {
  const isAskedWith = (form: string) =>
    interactions.some(({ headers }) => JSON.stringify(headers).includes(`\${${form}}`));
  const notHeeded = sessionFormNames.some((name) => sessionForms[name].heeds === heeds && isAskedWith(name))
    ? NOT_HEEDED[heeds]
    : '';
  const some = Map.groupBy(observed, notAllIn);
  some.delete('');
  const notAll = [...some].map(([words, sent]) => {
    const named = [...new Set(sent.map(withoutIds))].toSorted().join(', ');
    const isAsked = sent.some((one) => isAskedWith(String(sessionFormOf(one.sendsBack, heeds))));
    return `Not every cookie comes back: in ${named}, ${words}. A Jira behind a load balancer or a single sign-on may refuse that. The pact ${isAsked ? 'asks' : 'does not ask'} in the same way.`;
  });
  if (notHeeded === '') return notAll;
  return [
    ...notAll,
    `The client sends its session cookie back whatever ${notHeeded} say of it, which no cookie jar does. The pact asks in the same way.`,
  ];
}

function notAllIn(request: ObservedRequest): string {
  const beside = listed(cookiesBesideSession(request));
  if (request.sendsBack === 'session from the body')
    return `the cookie is built from the body of the log-in${beside && `, beside ${beside}`}`;
  if (request.sendsBack !== 'session cookie') return '';
  return beside
    ? `only the session cookie and ${beside} are sent back`
    : 'only the session cookie is sent back';
}

/** Jira's own names for what its log-in page sends. */
const OWN_NAMES = /\bos_(?:username|password)=/i;

function credentialsOf({ known: { session, password, token }, query, body }: ObservedRequest): string {
  const sent = [
    ...(session ? [session.is === 'open' ? 'the session' : 'a session that is not open'] : []),
    ...(password?.in === 'basic' ? ['Basic'] : []),
    ...(password?.in === 'body' ? ['the password in the body'] : []),
    ...(token ? ['a token'] : []),
    ...(OWN_NAMES.test(query) ? ['the password in the address'] : []),
    ...(OWN_NAMES.test(body) ? ['the password in a form'] : []),
  ];
  return sent.length > 0 ? listed(sent) : 'none';
}

/** What a server, or a proxy before it, can see of a request, and the file of a pact cannot keep. */
const TRAITS: readonly (readonly [is: (request: ObservedRequest) => boolean, what: string])[] = [
  [
    ({ query }) => OWN_NAMES.test(query),
    'has its credentials in the address, where a pact cannot take them from a provider state',
  ],
  [
    ({ method, body, headers }) =>
      method === 'POST' &&
      body === '' &&
      (headers['content-length'] ?? headers['transfer-encoding']) === undefined,
    'does not say that it has no body, which a server may refuse with 411. verify sends Content-Length: 0',
  ],
  [
    ({ httpVersion }) => httpVersion === '1.0',
    'is sent by HTTP/1.0, which some servers answer in another way. verify sends it by HTTP/1.1',
  ],
  [
    ({ headers }) => headers.upgrade !== undefined,
    'offers another protocol (Upgrade), which a proxy may refuse. verify does not',
  ],
  [
    ({ rawHeaders }) => {
      const names = namesIn(rawHeaders).map((name) => name.toLowerCase());
      return new Set(names).size < names.length;
    },
    'sends a header twice. verify sends it once, with both values in it where HTTP allows that',
  ],
];

function notKeptInPact(
  observed: readonly ObservedRequest[],
  found: readonly ResponseReliance[],
  interactions: readonly RecordedInteraction[],
): string[] {
  const lines = observed
    .filter(({ isOfSession }) => isOfSession)
    .flatMap((request) =>
      TRAITS.filter(([is]) => is(request)).map(
        ([, what]) => `Not in the pact: ${request.method} ${request.path} ${what}.`,
      ),
    );
  const leftOut = found
    .filter((one) => one.observed.states && one.canBeFailed)
    .filter((one) => interactions.every(({ reliance }) => reliance !== one))
    .map(
      ({ observed: { method, path } }) =>
        `Not in the pact: ${method} ${path} has credentials where a pact cannot take them from a provider state, such as in a header of its own, or in a body without Content-Type: application/json.`,
    );
  const differing = interactions.flatMap(({ method, path, differing: all }) =>
    all.map((what) => `Not in the pact: ${method} ${path} sends ${what}, which differs from run to run.`),
  );
  return [...new Set([...lines, ...differing, ...reordered(observed), ...leftOut])];
}

/** A pact gets the cookies from its provider state, in the order in which Jira sets them. */
function reordered(observed: readonly ObservedRequest[]): string[] {
  const given = observed.flatMap(({ unbroken }) => headerValues(unbroken, 'Set-Cookie')).map(cookieNameOf);
  const all = observed
    .filter(({ sendsBack }) => sendsBack === 'all cookies')
    .filter(({ headers: { cookie = '' } }) => {
      // The client's own are sent first, and the balancer's is no Jira's.
      const names = cookieNamesIn(cookie).filter((name) => name !== BALANCER_COOKIE);
      const places = names.map((name) => given.indexOf(name));
      return places.some((place, index) => place < (places[index - 1] ?? -1));
    });
  if (all.length === 0) return [];
  const named = [...new Set(all.map(withoutIds))].join(', ');
  return [
    `Not in the pact: the client sends its cookies in an order of its own (${named}). verify sends them in Jira's.`,
  ];
}
