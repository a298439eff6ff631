import { isDeepStrictEqual } from 'node:util';
import { MYSELF_PATH, SESSION_PATH, usualPath } from '../../../contracts/session/names.ts';
import { cookieNameOf, jsonObject } from '../../../contracts/session/response.ts';
import {
  type Heeding,
  providerStates,
  type SessionForm,
  type StateName,
  type StateValues,
  sessionFormNames,
  sessionForms,
} from '../../../contracts/session/states.ts';
import { CONNECTION_HEADERS, canonicalName } from '../../http/wire.ts';
import { EXAMPLE_SITE } from '../../pact/client-request.ts';
import type { OwnRule } from '../../pact/own-rules.ts';
import { type SendsBack, scenarioNames } from '../../report/recording.ts';
import { numbered, percentDecoded } from '../../text.ts';
import {
  cookiesBesideSession,
  isSetBesideSession,
  type ObservedRequest,
  sendsTwice,
} from '../run/observed-request.ts';
import { isSessionCookie } from '../run/parts.ts';
import { personalAccessToken, scenarioNamed } from '../run/run-server.ts';
import type { ScenarioRuns } from '../run/runs.ts';
import type { Evidence, ResponseReliance } from '../search/reliance.ts';

export interface RecordedInteraction extends RequestForm {
  readonly description: string;
  readonly states: readonly StateName[];
  readonly reliance: ResponseReliance;
}

/** A request as a client sends it, with the values that a provider state hands in. */
interface RequestForm {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string | FromState>>;
  readonly body?: {
    readonly content: string | Readonly<Record<string, unknown>>;
    readonly type: string;
  };
  /** Its headers as they were sent: their names, and whole lines of those that do not stand in a pact. */
  readonly sends: readonly string[];
  /** Which cookies it sends, where the value of the provider state does not say it. */
  readonly cookieRules: readonly OwnRule[];
  /** What is left out because it differs from run to run. */
  readonly differing: readonly string[];
}

/** What Pact makes a value of the provider state of, with its example. */
interface FromState {
  readonly 'pact:matcher:type': 'equality';
  readonly 'pact:generator:type': 'ProviderState';
  readonly expression: string;
  readonly value: string;
}

/** Each request in each provider state that the client relies on something of the response to. */
export function interactionsOf(evidence: Evidence): RecordedInteraction[] {
  const { found, scenarios, heeds } = evidence;
  const textOf = (one: RecordedInteraction) => JSON.stringify({ ...one, reliance: undefined });
  const ofSession = found
    .filter(({ canBeFailed }) => canBeFailed)
    .flatMap((reliance) => oneOfEach(formsOf(reliance, [...scenarios.values()], heeds), textOf));
  const all = [...ofSession, ...whoAmIWithEach(evidence)];
  const descriptions = numbered(
    all.map(({ description }) => description),
    (description, time) => `${description}, in another form (${time})`,
  );
  return all.map((one, index) => ({ ...one, description: descriptions[index] ?? '' }));
}

/** Those that differ in their texts, in the order of these. */
export function oneOfEach<One>(all: readonly One[], textOf: (one: One) => string): One[] {
  const byText = new Map(all.map((one) => [textOf(one), one]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/**
 * What stands for all that a client uses its session, its Basic credentials or its token for beside the session resource:
 * `myself` takes them, in each form in which the client sends them.
 */
function whoAmIWithEach({ refusedBeside, scenarios, heeds }: Evidence): RecordedInteraction[] {
  // What is needed of `myself` itself counts for whatever is asked with the same credentials.
  const whoAmILast = refusedBeside.toSorted((a, b) => a.tried.size - b.tried.size);
  const usual = [...scenarios.values()].slice(0, 1);
  const asked = whoAmILast.flatMap((reliance) => formsOf(reliance, usual, heeds));
  const textOf = ({ states, cookieRules, headers: { Cookie, Authorization } }: RecordedInteraction) =>
    JSON.stringify([states, Cookie, cookieRules, Authorization]);
  const alike = Map.groupBy(asked, textOf);
  return oneOfEach(asked, textOf).map((one) => asMyself(one, alike.get(textOf(one)) ?? []));
}

/** What all requests with the same credentials have in common; the client's own request of `myself`, if it sends one. */
function asMyself(last: RecordedInteraction, all: readonly RecordedInteraction[]): RecordedInteraction {
  const isGet = ({ method, body }: RequestForm) => method === 'GET' && !body;
  const own = all.filter((one) => isGet(one) && usualPath(one.path) === MYSELF_PATH);
  const gets = all.filter(isGet);
  const others = (gets.length > 0 ? gets : all).map(withoutOwnContent);
  const { headers, sends, cookieRules } = (own.length > 0 ? own : others).reduce<RequestForm>(
    common,
    own[0] ?? others[0] ?? last,
  );
  const { states, reliance } = last;
  const differing = last.differing.filter((what) => !what.includes(' '));
  const form = { method: 'GET', path: MYSELF_PATH, query: [], headers, sends, cookieRules, differing };
  return { ...form, description: descriptionOf(form, states), states, reliance };
}

/** Without what belongs to its body, or says that it wants something else than JSON. */
function withoutOwnContent(form: RecordedInteraction): RecordedInteraction {
  const { method, body, headers } = form;
  const isLeft = (name: string) =>
    /^accept$/i.test(name)
      ? /json|\*\/\*/i.test(String(headers.Accept))
      : (method === 'GET' && !body) || !/^(content-|transfer-encoding|expect$)|method/i.test(name);
  return {
    ...form,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => isLeft(name))),
    sends: form.sends.filter((line) => isLeft(line.replace(/:.*/, ''))),
  };
}

const REQUESTS: Readonly<Record<string, string>> = {
  POST: 'a log-in',
  GET: 'a request for the current user',
  HEAD: 'a request whether there is a current user',
  DELETE: 'a log-out',
};

function descriptionOf({ method, path }: RequestForm, states: readonly StateName[]): string {
  const at = path === SESSION_PATH ? '' : ` at ${path}`;
  return `${REQUESTS[method]}${at} when ${states.join(' and ')}`;
}

/** Two unbroken runs are compared: what differs between them, such as the id of a request, is left out. */
function formsOf(
  reliance: ResponseReliance,
  scenarios: readonly ScenarioRuns[],
  heeds: Heeding,
): RecordedInteraction[] {
  const { states, responseId } = reliance.observed;
  if (!states) return [];
  return scenarios.flatMap(({ unbroken }) => {
    const [forms = [], others = []] = unbroken.map(({ observed }) =>
      observed
        .filter((request) => request.responseId === responseId && canBeHandedIn(request))
        .map((one) => formOf(one, heeds)),
    );
    return forms
      .map((form, index) => common(form, others[index] ?? form))
      .filter((form) => !hasSecret(form))
      .map((form) => ({ ...form, description: descriptionOf(form, states), states, reliance }));
  });
}

function common(one: RequestForm, other: RequestForm): RequestForm {
  const query = one.query.filter((pair) => other.query.some((beside) => isDeepStrictEqual(pair, beside)));
  const headers = commonFields(one.headers, other.headers);
  const linesOfBoth = ({ sends: lines }: RequestForm) =>
    lines.filter(
      (line) =>
        one.sends.includes(line) &&
        other.sends.includes(line) &&
        (line.includes(':') || canonicalName(line) in headers),
    );
  const sends = linesOfBoth(one);
  const fields = [one.body?.content, other.body?.content].map((all) => (typeof all === 'object' ? all : {}));
  const content = commonFields(fields[0] ?? {}, fields[1] ?? {});
  const left = [
    ...one.query.filter((pair) => !query.includes(pair)).map(([name]) => `the parameter ${name}`),
    ...Object.keys(one.headers).filter((name) => !(name in headers)),
    ...Object.keys(fields[0] ?? {}).flatMap((name) => (name in content ? [] : [`the field ${name}`])),
  ];
  return {
    ...one,
    query,
    headers,
    // Some languages send them in another order on each run.
    sends: isDeepStrictEqual(sends, linesOfBoth(other)) ? sends : sends.toSorted(),
    differing: [...one.differing, ...left],
    ...(typeof one.body?.content === 'object' && { body: { ...one.body, content } }),
  };
}

function commonFields<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(one).filter(([name, value]) => isDeepStrictEqual(value, other[name])),
  );
}

/** Pact puts values into a body that is said to be JSON, and into no other; and takes a matcher of the client's own for its own. */
function canBeHandedIn({ body, headers, known }: ObservedRequest): boolean {
  const json = jsonObject(body);
  if (JSON.stringify(json ?? '').includes('"pact:matcher:type"')) return false;
  const isJson = /^application\/(.+\+)?json\b/i.test(headers['content-type'] ?? 'text/plain');
  return isJson || !json || known.password?.in !== 'body';
}

/** Whether credentials stand in it where no provider state hands them in: they are never written into a pact. */
function hasSecret(form: RequestForm): boolean {
  // Those of another kind, such as a ticket of Kerberos.
  if (typeof form.headers.Authorization === 'string' && form.headers.Authorization !== '') return true;
  const secrets = [...scenarioNames.map((name) => scenarioNamed(name).user.password), personalAccessToken];
  const text = JSON.stringify(form) + percentDecoded(form.query.flat().join(' '));
  return secrets.some((secret) => text.includes(secret));
}

/** Headers that Pact would hang on, or has its own of, or that none of its own requests may have: `Origin` is a browser's. */
const BESIDE_PACT = ['accept-encoding', 'content-length', 'expect', 'origin', 'transfer-encoding'];

/** Headers of one connection, or of one moment: they are no part of what a client asks. */
const NOT_OF_THE_REQUEST = new Set([...CONNECTION_HEADERS, ...BESIDE_PACT, 'host', 'date']);

/** The scheme of credentials that a provider state hands in. */
const HANDED_IN = /^(basic|bearer)\s+/i;

export const namesIn = (rawHeaders: readonly string[]) => rawHeaders.filter((_, index) => index % 2 === 0);

function linesOf({ headers, rawHeaders, body }: ObservedRequest): string[] {
  const names = new Map(namesIn(rawHeaders).map((name) => [name.toLowerCase(), name]));
  return [...names].flatMap(([lower, name]) => {
    const value = String(headers[lower]);
    const [scheme = ''] = lower === 'authorization' ? (HANDED_IN.exec(value) ?? []) : [];
    if (scheme !== '' && !/^(Basic|Bearer) $/.test(scheme)) return [`${name}: ${scheme}`];
    // The length of a body is that of what is sent. And Pact writes a blank behind each comma.
    const isBeside = BESIDE_PACT.includes(lower) && (lower !== 'content-length' || body === '');
    const isLine = isBeside || (/^accept/.test(lower) && /,(?! \S)/.test(value));
    if (isLine) return [`${name}: ${withoutSite(value)}`];
    return NOT_OF_THE_REQUEST.has(lower) ? [] : [name];
  });
}

function formOf(request: ObservedRequest, heeds: Heeding): RequestForm {
  const { method, path, query, headers, body, states } = request;
  const own = Object.entries(headers)
    .filter(([name]) => !NOT_OF_THE_REQUEST.has(name) && name !== 'cookie' && name !== 'authorization')
    .map(([name, value]) => [canonicalName(name), [value].flat().join(', ')] as const);
  const cookie = cookieOf(request, sessionFormOf(request.sendsBack, heeds));
  const isHandedIn = HANDED_IN.test(headers.authorization ?? '');
  const authorization = isHandedIn ? handedIn('authorization', states) : headers.authorization;
  return {
    method,
    path,
    query: [...new URLSearchParams(query)],
    headers: inOrder({
      ...Object.fromEntries(own),
      ...(cookie && { Cookie: cookie }),
      ...(authorization !== undefined && { Authorization: authorization }),
    }) as RequestForm['headers'],
    ...(body !== '' && {
      body: { content: contentOf(request), type: headers['content-type'] ?? 'text/plain' },
    }),
    sends: linesOf(request),
    cookieRules: cookieRulesOf(request),
    differing: headers.date === undefined ? [] : ['Date'],
  };
}

function cookieRulesOf(request: ObservedRequest): OwnRule[] {
  const cookiesBeside = cookiesBesideSession(request);
  return [
    ...(cookiesBeside.length > 0 ? [{ cookiesBeside }] : []),
    ...(sendsTwice(request) ? [{ cookiesAsSet: true } as const] : []),
  ];
}

function contentOf({ body, known, states }: ObservedRequest) {
  const json = jsonObject(body);
  if (!json) return withoutSite(body);
  const content = inOrder(json) as Record<string, unknown>;
  return known.password?.in === 'body'
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

/** The value of a provider state that stands for a session; the session of a body has one form. */
export function sessionFormOf(sendsBack: SendsBack, heeds: Heeding): SessionForm | undefined {
  const forms = sessionFormNames.filter((name) => sessionForms[name].of === sendsBack);
  return forms.find((name) => sessionForms[name].heeds === heeds) ?? forms[0];
}

/** The session is the provider state's; what a client sends beside Jira's own cookies stays. */
function cookieOf({ headers, states }: ObservedRequest, form: SessionForm | undefined): string | FromState {
  const own = (headers.cookie ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !/^(atlassian\.|renamed\.)/.test(pair))
    .filter((pair) => !isSessionCookie(cookieNameOf(pair)) && !isSetBesideSession(pair));
  return form === undefined
    ? own.join('; ')
    : handedIn(form, states, own.map((pair) => `${pair}; `).join(''));
}

function handedIn(name: string, states: readonly StateName[] = [], before = ''): FromState {
  const values = states.map((state): StateValues => providerStates[state].values);
  const example = values.find((one) => one[name] !== undefined)?.[name] ?? '';
  return {
    'pact:matcher:type': 'equality',
    'pact:generator:type': 'ProviderState',
    expression: `${before}\${${name}}`,
    value: before + example,
  };
}

/** The text with an example's address in place of the mocked Jira's, which differs from run to run. */
export function withoutSite(text: string): string {
  return text.replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, EXAMPLE_SITE);
}
