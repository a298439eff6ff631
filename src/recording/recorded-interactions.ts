import { SESSION_PATH } from '../../contracts/session/names.ts';
import { providerStates, type StateName } from '../../contracts/session/states.ts';
import { isSessionCookie } from './parts.ts';
import { type AnswerReliance, neededParts, needsStatus } from './reliance.ts';
import { scenarioNamed, scenarioNames } from './scenarios.ts';
import type { Sighting } from './stage.ts';

/** An interaction, ready to be said to Pact's core. */
export interface RecordedInteraction {
  readonly description: string;
  readonly states: readonly StateName[];
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** A value, or Pact's matcher with its generator. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: { readonly content: unknown; readonly type: string };
  /** Places of the request that have to be the example exactly. */
  readonly exactly: { readonly header: readonly string[]; readonly body: readonly string[] };
  readonly reliance: AnswerReliance;
}

/** Headers of one connection, or of the program's version: they are no part of what a client asks. */
const NOT_OF_THE_REQUEST = new Set([
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'te', 'trailer', 'upgrade'],
  ...['expect', 'date', 'user-agent', 'accept-encoding', 'proxy-connection', 'cookie', 'authorization'],
]);

/** Whether a pact can hold a request: it has a provider state, and no secret where a state cannot hand one in. */
export function fitsIntoPact({ states, path, query }: Sighting): boolean {
  const secrets = scenarioNames.map((name) => scenarioNamed(name).user.password);
  const address = path + decodeURIComponent(query.replaceAll('+', ' '));
  return states !== undefined && !secrets.some((secret) => address.includes(secret));
}

/**
 * The interactions of a client: each request in each provider state that it relies on something of the answer to.
 *
 * @param sightings all requests of unbroken runs
 */
export function interactionsOf(
  answers: readonly AnswerReliance[],
  sightings: readonly Sighting[],
): RecordedInteraction[] {
  return answers.filter(reliesOnSomething).flatMap((reliance) => {
    const { states, answerId } = reliance.sighting;
    if (!states) return [];
    const requests = sightings
      .filter((sighting) => sighting.answerId === answerId && fitsIntoPact(sighting))
      .map((sighting) => requestOf(sighting, states));
    const different = [...new Map(requests.map((one) => [JSON.stringify(one), one])).values()];
    return different.map((request, index) => ({
      ...request,
      description: descriptionOf(request, states) + (index > 0 ? `, in another form (${index + 1})` : ''),
      states,
      reliance,
    }));
  });
}

export function reliesOnSomething(reliance: AnswerReliance): boolean {
  return needsStatus(reliance) || neededParts(reliance).length > 0 || reliance.eitherOf.length > 0;
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'a log-in',
  GET: 'a request for the current user',
  DELETE: 'a log-out',
};

function descriptionOf(
  { method, path }: { readonly method: string; readonly path: string },
  states: readonly StateName[],
): string {
  const at = path === SESSION_PATH ? '' : ` at ${path}`;
  return `${VERBS[method]}${at} when ${states.join(' and ')}`;
}

type RequestPart = Omit<RecordedInteraction, 'description' | 'states' | 'reliance'>;

function requestOf(
  { method, path, query, headers, body, known }: Sighting,
  states: readonly StateName[],
): RequestPart {
  const own = Object.entries(headers)
    .filter(([name]) => !NOT_OF_THE_REQUEST.has(name))
    .map(([name, value]) => [canonical(name), [value].flat().join(', ')] as const);
  const cookie = cookieOf(headers.cookie ?? '', known.session !== undefined, states);
  const authorization = headers.authorization === undefined ? undefined : handedIn('authorization', states);
  // Jira refuses what a browser sends without a token of its own; of other programs the name tells a version alone.
  const browser = headers['user-agent']?.startsWith('Mozilla/') ? headers['user-agent'] : undefined;
  const json = known.password?.in === 'body' ? (JSON.parse(body) as Record<string, unknown>) : undefined;
  const withValues =
    json &&
    inOrder({ ...json, username: handedIn('username', states), password: handedIn('password', states) });
  return {
    method,
    path,
    query: [...new URLSearchParams(query)],
    headers: inOrder({
      ...Object.fromEntries(own),
      ...(browser && { 'User-Agent': browser }),
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(authorization && { Authorization: authorization }),
    }),
    ...(body !== '' && {
      body: { content: withValues ?? body, type: headers['content-type'] ?? 'text/plain' },
    }),
    exactly: {
      header: [...(cookie ? ['Cookie'] : []), ...(authorization ? ['Authorization'] : [])],
      body: withValues ? ['$.username', '$.password'] : [],
    },
  };
}

/** The same fields, by name: some languages send them in another order on each run. */
function inOrder(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The session is the provider state's; what a client sends beside Jira's own cookies stays. */
function cookieOf(header: string, hasSession: boolean, states: readonly StateName[]): unknown {
  const own = header
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !/^(atlassian\.|renamed\.)/.test(pair))
    .filter((pair) => !isSessionCookie(pair.slice(0, pair.indexOf('='))));
  if (!hasSession) return own.length > 0 ? own.join('; ') : undefined;
  return handedIn('cookie', states, own.map((pair) => `${pair}; `).join(''));
}

/** A value that a provider state hands in, with the example that stands in the pact. */
function handedIn(name: string, states: readonly StateName[], before = ''): object {
  const values = states.map((state): Readonly<Record<string, string>> => providerStates[state].values);
  const example = values.map((one) => one[name]).find((value) => value !== undefined) ?? '';
  return {
    'pact:matcher:type': 'type',
    'pact:generator:type': 'ProviderState',
    expression: `${before}\${${name}}`,
    value: before + example,
  };
}

/** `content-type` as `Content-Type`. */
function canonical(name: string): string {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
