import { isDeepStrictEqual } from 'node:util';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { jsonObject } from '../../contracts/session/response.ts';
import { providerStates, type StateName } from '../../contracts/session/states.ts';
import { CONNECTION_HEADERS, canonicalName } from '../http/wire.ts';
import { percentDecoded } from '../text.ts';
import { isSessionCookie } from './parts.ts';
import { neededParts, needsStatus, type ResponseReliance } from './reliance.ts';
import { personalAccessToken, scenarioNamed, scenarioNames } from './scenarios.ts';
import type { ObservedRequest } from './stage.ts';

/** An interaction, ready to be said to Pact's core. */
export interface RecordedInteraction extends RecordedForm {
  readonly description: string;
  readonly states: readonly StateName[];
  readonly reliance: ResponseReliance;
}

/** A request as a client sends it, with the values that a provider state hands in. */
interface RecordedForm {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** A text, or {@link FromState}. */
  readonly headers: Readonly<Record<string, string | FromState>>;
  readonly body?: {
    readonly content: string | Readonly<Record<string, unknown>>;
    readonly type: string;
  };
}

/** A value that a provider state hands in. */
export interface FromState {
  readonly expression: string;
  /** What stands in the pact. */
  readonly example: string;
}

/**
 * The interactions of a client: each request in each provider state that it relies on something of the answer to. What
 * differs between two runs, such as the id of a request, is left out.
 *
 * @param runs of each scenario the requests of two unbroken runs
 */
export function interactionsOf(
  answers: readonly ResponseReliance[],
  runs: readonly (readonly [readonly ObservedRequest[], readonly ObservedRequest[]])[],
): RecordedInteraction[] {
  const used = new Map<string, number>();
  return answers.filter(reliesOnSomething).flatMap((reliance) => {
    const { states, responseId, method, path } = reliance.sighting;
    if (!states) return [];
    const forms = runs.flatMap(([one, other]) => formsOf(responseId, states, one, other));
    const different = new Map(forms.map((form) => [JSON.stringify(form), form]));
    return [...different.keys()].toSorted().map((key) => {
      const description = descriptionOf(method, path, states);
      const count = (used.get(description) ?? 0) + 1;
      used.set(description, count);
      return {
        ...(different.get(key) as RecordedForm),
        description: count === 1 ? description : `${description}, in another form (${count})`,
        states,
        reliance,
      };
    });
  });
}

function reliesOnSomething(reliance: ResponseReliance): boolean {
  return needsStatus(reliance) || neededParts(reliance).length > 0 || reliance.eitherOf.length > 0;
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'a log-in',
  GET: 'a request for the current user',
  DELETE: 'a log-out',
};

function descriptionOf(method: string, path: string, states: readonly StateName[]): string {
  const at = path === SESSION_PATH ? '' : ` at ${path}`;
  return `${VERBS[method]}${at} when ${states.join(' and ')}`;
}

/** The requests that got one answer, as both runs sent them. */
function formsOf(
  responseId: string,
  states: readonly StateName[],
  one: readonly ObservedRequest[],
  other: readonly ObservedRequest[],
): RecordedForm[] {
  const of = (sightings: readonly ObservedRequest[]) =>
    sightings
      .filter((sighting) => sighting.responseId === responseId)
      .map((sighting) => formOf(sighting, states));
  const others = of(other);
  return of(one)
    .map((form, index) => common(form, others[index] ?? form))
    .filter((form) => !hasSecret(form));
}

/** What two forms of one request have in common. */
function common(one: RecordedForm, other: RecordedForm): RecordedForm {
  const { body, query, headers } = one;
  const isSameBody = isDeepStrictEqual(body, other.body);
  const fields =
    body && typeof body.content === 'object' && other.body && typeof other.body.content === 'object';
  return {
    ...one,
    query: query.filter((pair) => other.query.some((beside) => isDeepStrictEqual(pair, beside))),
    headers: same(headers, other.headers),
    ...(body &&
      !isSameBody &&
      fields && {
        body: { ...body, content: same(Object(body.content), Object(other.body?.content)) },
      }),
  };
}

function same<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(one).filter(([name, value]) => isDeepStrictEqual(value, other[name])),
  );
}

/** Whether credentials stand in it where no provider state hands them in: they are never written into a pact. */
function hasSecret(form: RecordedForm): boolean {
  const secrets = [...scenarioNames.map((name) => scenarioNamed(name).user.password), personalAccessToken];
  const text = JSON.stringify(form) + percentDecoded(form.query.flat().join(' '));
  return secrets.some((secret) => text.includes(secret)) || text.includes('"pact:matcher:type"');
}

/**
 * Headers of one connection, or of the program's version: they are no part of what a client asks. `Origin` is a
 * browser's, and nothing that comes from one is let through to a Jira here.
 */
const NOT_OF_THE_REQUEST = new Set([
  ...CONNECTION_HEADERS,
  ...['host', 'expect', 'date', 'user-agent', 'accept-encoding', 'origin'],
  // They are said in another way: as values that a provider state hands in.
  ...['cookie', 'authorization'],
]);

function formOf(
  { method, path, query, headers, body, known }: ObservedRequest,
  states: readonly StateName[],
): RecordedForm {
  const own = Object.entries(headers)
    .filter(([name]) => !NOT_OF_THE_REQUEST.has(name))
    .map(([name, value]) => [canonicalName(name), withoutSite([value].flat().join(', '))] as const);
  const cookie = cookieOf(headers.cookie ?? '', known.session !== undefined, states);
  const isHandedIn = /^(basic|bearer)\s/i.test(headers.authorization ?? '');
  const authorization = isHandedIn ? handedIn('authorization', states) : headers.authorization;
  // Jira refuses what a browser sends without a token of its own; of other programs the name tells a version alone.
  const browser = headers['user-agent']?.startsWith('Mozilla/') ? headers['user-agent'] : undefined;
  return {
    method,
    path,
    query: [...new URLSearchParams(query)],
    headers: inOrder({
      ...Object.fromEntries(own),
      ...(browser && { 'User-Agent': browser }),
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(authorization && { Authorization: authorization }),
    }) as RecordedForm['headers'],
    ...(body !== '' && {
      body: {
        content: contentOf(body, known.password?.in === 'body', states),
        type: headers['content-type'] ?? 'text/plain',
      },
    }),
  };
}

function contentOf(body: string, hasCredentials: boolean, states: readonly StateName[]) {
  const json = jsonObject(body);
  if (!json) return withoutSite(body);
  const content = inOrder(json) as Record<string, unknown>;
  return hasCredentials
    ? { ...content, username: handedIn('username', states), password: handedIn('password', states) }
    : content;
}

/** The same fields, by name and at every depth: some languages send them in another order on each run. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value === 'string') return withoutSite(value);
  if (value === null || typeof value !== 'object') return value;
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, one]) => [name, inOrder(one)]));
}

/** The session is the provider state's; what a client sends beside Jira's own cookies stays. */
function cookieOf(
  header: string,
  hasSession: boolean,
  states: readonly StateName[],
): string | FromState | undefined {
  const own = header
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !/^(atlassian\.|renamed\.)/.test(pair))
    .filter((pair) => !isSessionCookie(pair.slice(0, pair.indexOf('='))));
  if (!hasSession) return own.length > 0 ? own.join('; ') : undefined;
  return handedIn('cookie', states, own.map((pair) => `${pair}; `).join(''));
}

/** A value that a provider state hands in, with the example that stands in the pact. */
function handedIn(name: string, states: readonly StateName[], before = ''): FromState {
  const values = states.map((state): Readonly<Record<string, string>> => providerStates[state].values);
  const example = values.map((one) => one[name]).find((value) => value !== undefined) ?? '';
  return { expression: `${before}\${${name}}`, example: before + example };
}

/** The text with an example's address in place of the mocked Jira's, which differs from run to run. */
export function withoutSite(text: string): string {
  return text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://jira.example.com');
}
