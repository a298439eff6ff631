import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROVIDER } from '../../../contracts/session/names.ts';
import { cookieNameOf, jsonObject } from '../../../contracts/session/response.ts';
import type { Heeding } from '../../../contracts/session/states.ts';
import { InputError } from '../../errors.ts';
import { readInput } from '../../files/input-file.ts';
import { makeFolder } from '../../files/output-file.ts';
import { inTemporaryFolder, temporaryFolder } from '../../files/temporary-folder.ts';
import { headerValues } from '../../http/wire.ts';
import { OWN_RULES, type OwnRule, takesAnyMediaType } from '../../pact/own-rules.ts';
import type { PactFile, PactInteraction } from '../../pact/pact-file.ts';
import { serialize } from '../../pact/pact-text.ts';
import { statusGroups } from '../../report/status-classes.ts';
import { jsonTypeOf, jsonTypes } from '../../strict-json.ts';
import { literal } from '../../text.ts';
import { cookieNamesIn, type ObservedRequest } from '../run/observed-request.ts';
import { isMediaType, type Part, partName, textFormOf, valueAt } from '../run/parts.ts';
import { scenarioNamed } from '../run/run-server.ts';
import type { Run } from '../run/runs.ts';
import { type Evidence, innermostOf, observedIn, type ResponseReliance } from '../search/reliance.ts';
import { type RecordedInteraction, withoutSite } from './recorded-interactions.ts';

const RECORDED = {
  namespace: 'jira-session-contracts',
  name: 'recorded',
  value: 'by running the client',
};

/** The text of the pact, written by Pact's own core: specification 4. */
export async function pactText(
  consumer: string,
  interactions: readonly RecordedInteraction[],
  evidence: Evidence,
): Promise<string> {
  // Node and Vitest import a CommonJS module in two ways.
  const module = await import('@pact-foundation/pact-core');
  const core = 'makeConsumerPact' in module ? module : (module as { default: typeof module }).default;
  const pact = core.makeConsumerPact(consumer, PROVIDER, SPECIFICATION_4, 'error');
  pact.addMetadata(RECORDED.namespace, RECORDED.name, RECORDED.value);
  for (const one of interactions) {
    const { description, states, method, path, reliance, sends, cookieRules } = one;
    const interaction = pact.newInteraction(description);
    interaction.uponReceiving(description);
    for (const state of states) interaction.given(state);
    interaction.withRequest(method, path);
    sayRequest(interaction, one);
    sayResponse(interaction, reliance);
    const rules: OwnRule[] = [{ sends }, ...cookieRules, ...ownRulesFor(reliance, evidence)];
    interaction.setComment(OWN_RULES, JSON.stringify(rules));
  }
  using folder = temporaryFolder('record');
  const written = inTemporaryFolder(() => {
    pact.writePactFile(folder.path, false);
    const [file = ''] = readdirSync(folder.path);
    return readFileSync(join(folder.path, file), 'utf8');
  });
  const read = JSON.parse(written) as PactFile;
  return serialize({ ...read, interactions: read.interactions.map(withoutMediaType) });
}

/** Pact's core writes the media type of a body as a header that is asked for. */
function withoutMediaType(interaction: PactInteraction): PactInteraction {
  const { response } = interaction;
  if (!response || !takesAnyMediaType(interaction)) return interaction;
  const { 'Content-Type': _, ...headers } = response.headers ?? {};
  const { headers: __, ...bare } = response;
  return { ...interaction, response: Object.keys(headers).length > 0 ? { ...response, headers } : bare };
}

/** Pact's number for its specification 4. */
const SPECIFICATION_4 = 5;

type ConsumerInteraction = ReturnType<
  ReturnType<typeof import('@pact-foundation/pact-core').makeConsumerPact>['newInteraction']
>;

function sayRequest(interaction: ConsumerInteraction, { query, headers, body }: RecordedInteraction): void {
  for (const [name, pairs] of Map.groupBy(query, ([one]) => one))
    for (const [place, [, value]] of pairs.entries()) interaction.withQuery(name, place, value);
  for (const [name, value] of Object.entries(headers)) {
    // A text that looks like JSON would be read as a matcher itself.
    const matcher = typeof value === 'string' ? { 'pact:matcher:type': 'equality', value } : value;
    interaction.withRequestHeader(name, 0, JSON.stringify(matcher));
  }
  if (!body) return;
  const { content, type } = body;
  interaction.withRequestBody(typeof content === 'string' ? content : JSON.stringify(content), type);
}

function sayResponse(interaction: ConsumerInteraction, reliance: ResponseReliance): void {
  const accepted = reliance.acceptedStatuses;
  interaction.withStatus(reliance.observed.unbroken.status);
  if (accepted.length > 1) {
    const inPact = statusGroups(accepted).map((group) => group.inPact);
    const classes = inPact.filter((one) => typeof one === 'string');
    const alone = inPact.filter((one) => typeof one !== 'string').flat();
    const each = alone.length > 0 ? [...classes, alone] : classes;
    const matchers = each.map((status) => ({ match: 'statusCode', status }));
    const rules = { ...(matchers.length > 1 && { combine: 'OR' }), matchers };
    interaction.withResponseMatchingRules(JSON.stringify({ status: { $: rules } }));
  }
  const needed = partsToAskFor(reliance);
  for (const part of needed) {
    if (part.kind === 'header' && !hasCommas(part, reliance))
      interaction.withResponseHeader(part.name, 0, JSON.stringify(headerRule(part.name, reliance)));
  }
  const cookie = needed.find((part) => part.kind === 'cookie');
  if (cookie) sayCookie(interaction, cookie.name, reliance);
  const paths = neededOfJson(reliance);
  if (paths.length > 0)
    interaction.withResponseBody(JSON.stringify(bodyRule(paths, reliance)), 'application/json');
}

/** Pact holds no other body than JSON against one that differs from Jira to Jira. */
function neededOfJson(reliance: ResponseReliance): BodyPart[] {
  const isJson = typeof valueAt(reliance.observed.unbroken, []) === 'object';
  return isJson ? partsToAskFor(reliance).filter(isOfBody) : [];
}

/** Pact cuts a value at its commas and compares the pieces. Source: pact-reference 300. */
function hasCommas(part: Part, { observed }: ResponseReliance): boolean {
  return (
    part.kind === 'header' && headerValues(observed.unbroken, part.name).some((one) => one.includes(','))
  );
}

export function partsBeyondPact(reliance: ResponseReliance): string[] {
  return partsToAskFor(reliance)
    .filter((part) => hasCommas(part, reliance))
    .map(partName);
}

/** Whether the client builds its session's cookie from the body of the log-in, under a name of its own: it takes no other that it is told. */
function namesCookie({ runs, scenarios }: Evidence): boolean {
  const observed = observedIn(scenarios);
  const namesOf = (all: readonly ObservedRequest[]) =>
    all.flatMap(({ headers: { cookie } }) => (cookie === undefined ? [] : cookieNamesIn(cookie)));
  const known = namesOf(observed);
  const isOther = (name: string) => !known.includes(name) && !name.startsWith('renamed.');
  const isTold = ({ breakages }: Run) => breakages.some(({ part }) => partName(part) === 'body session.name');
  return (
    observed.some(({ sendsBack }) => sendsBack === 'session from the body') &&
    !runs.some((run) => isTold(run) && namesOf(run.observed).some(isOther))
  );
}

/** A client that builds its cookie, and takes the value alone from the body, has the cookie's name fixed in its code. */
function nameOfCookie(reliance: ResponseReliance): OwnRule[] {
  const needed = reliance.needed.map(partName);
  const name = valueAt(reliance.observed.unbroken, ['session', 'name']);
  const isFixed = needed.includes('body session.value') && !needed.includes('body session.name');
  return isFixed && typeof name === 'string' ? [{ sessionCookie: name }] : [];
}

/** What a client that does not keep its cookies as a jar does asks of them. */
const COOKIE_RULES: Readonly<Record<Heeding, readonly OwnRule[]>> = {
  'every attribute': [],
  'Domain and expiry': [{ cookieOfAnyPath: true }],
  'no attribute': [{ anyCookie: true }],
};

function ownRulesFor(reliance: ResponseReliance, evidence: Evidence): OwnRule[] {
  const asked = partsToAskFor(reliance);
  const rightIfThere = reliance.rightIfThere;
  const headerRuleOf = (name: string, mayBeAbsent: boolean): OwnRule[] => [
    { header: name, regex: headerRule(name, reliance).regex, mayBeAbsent },
  ];
  const isMediaTypeRead = asked.some(isMediaType);
  return [
    // Pact asks for the media type of each body.
    ...(neededOfJson(reliance).length > 0 && !isMediaTypeRead ? [{ anyMediaType: true } as const] : []),
    ...(asked.some(({ kind }) => kind === 'cookie') ? COOKIE_RULES[evidence.heeds] : []),
    ...(reliance.parts.some((part) => reliance.isNoticed(part, 'order'))
      ? [{ firstCookie: true } as const]
      : []),
    // A client may need an address to be there that it does not ask.
    ...asked
      .filter(isOfBody)
      .filter((part) => reliance.isNoticed(part, 'value') === false)
      .map(({ path }) => ({ anyValue: path })),
    ...[...asked, ...rightIfThere]
      .filter(isOfBody)
      .filter((part) => reliance.isNoticed(part, 'form'))
      .map(({ path }) => {
        const text = textFormOf(path, reliance.observed.unbroken);
        return text === undefined ? { ownSite: path } : { field: path, text };
      }),
    ...asked.flatMap((part) =>
      part.kind === 'header' && hasCommas(part, reliance) ? headerRuleOf(part.name, false) : [],
    ),
    ...rightIfThere.flatMap((part) => {
      if (part.kind === 'header') return headerRuleOf(part.name, true);
      return isOfBody(part) ? typesRule(part, reliance) : [];
    }),
    ...(namesCookie(evidence) ? nameOfCookie(reliance) : []),
  ];
}

function typesRule(part: BodyPart, reliance: ResponseReliance): OwnRule[] {
  const isTypeNoticed = reliance.isNoticed(part, 'type');
  const isNullNoticed = reliance.isNoticed(part, 'null');
  if (!isTypeNoticed && !isNullNoticed) return [];
  const { unbroken } = reliance.observed;
  if (unbroken.body === '') return [{ body: part.path, types: isNullNoticed ? [] : jsonTypes }];
  const own = jsonTypeOf(valueAt(unbroken, part.path));
  // The whole body is broken by a page: what is wrong then is that it is no JSON.
  const isAnyTaken = part.path.length === 0 || !isTypeNoticed;
  const types = jsonTypes.filter((type) => (type === 'null' ? !isNullNoticed : type === own || isAnyTaken));
  return [{ body: part.path, types }];
}

/** What is needed, and of each either-or one part, unless one of it is needed anyway. */
function partsToAskFor(reliance: ResponseReliance): Part[] {
  const { observed, eitherOf } = reliance;
  const asked = reliance.needed;
  for (const group of eitherOf) {
    const own = group.filter(({ responseId }) => responseId === observed.responseId);
    const names = own.map(({ part }) => partName(part));
    if (asked.some((part) => names.includes(partName(part)))) continue;
    // Which one a client takes first shows where it notices that this one is wrong.
    const taken = own.find(({ part }) => reliance.isNoticed(part)) ?? group[0];
    if (taken?.responseId === observed.responseId) asked.push(taken.part);
  }
  return innermostOf(asked);
}

function headerRule(
  name: string,
  reliance: ResponseReliance,
): { readonly regex: string } & Record<string, unknown> {
  const [value = ''] = headerValues(reliance.observed.unbroken, name);
  const part = { kind: 'header', name } as const;
  if (isMediaType(part)) {
    const [type = ''] = value.split(';');
    const regex = reliance.isNoticed(part, 'form')
      ? `^${literal(value)}$`
      : `^${literal(type.trim())}(\\s*;.*)?$`;
    return { 'pact:matcher:type': 'regex', regex, value };
  }
  const { username } = scenarioNamed('right-credentials').user;
  const [word = ''] = value.split(/[;,\s]/);
  // What names the user, the site or the moment differs from Jira to Jira.
  const isFixed = reliance.isNoticed(part, 'value') && word !== username && /^\D+$/.test(word);
  return {
    'pact:matcher:type': 'regex',
    regex: isFixed ? `^${literal(word)}(\\W.*)?$` : '^.*\\S.*$',
    value: withoutSite(value),
  };
}

/**
 * The session cookie in any place and with any company, as Pact can say it: by `arrayContains`, with two examples,
 * since it compares a single one by equality.
 */
function sayCookie(interaction: ConsumerInteraction, name: string, reliance: ResponseReliance): void {
  const part = { kind: 'cookie', name } as const;
  const isNameNeeded =
    reliance.isNoticed(part, 'renamed') && reliance.isNoticed(part, 'renamed as told') !== false;
  const cookies = headerValues(reliance.observed.unbroken, 'Set-Cookie');
  const examples = [
    ...cookies.filter((one) => cookieNameOf(one) === name),
    ...cookies.filter((one) => cookieNameOf(one) !== name),
    'other=cookie; Path=/',
  ]
    .slice(0, 2)
    .map((cookie) => cookie.replace(/; Path=[^;]*/, '; Path=/'));
  for (const [index, example] of examples.entries())
    interaction.withResponseHeader('Set-Cookie', index, example);
  const regex = `^${isNameNeeded ? `(${literal(name)})` : '[^=;\\s]+'}=[^;\\s]+(;.*)?$`;
  const rules = { $: { matchers: [{ match: 'regex', regex }] } };
  const rule = { match: 'arrayContains', variants: [{ index: 0, rules }] };
  interaction.withResponseMatchingRules(JSON.stringify({ header: { 'Set-Cookie': { matchers: [rule] } } }));
}

type BodyPart = Extract<Part, { kind: 'body' }>;

const isOfBody = (part: Part): part is BodyPart => part.kind === 'body';

function bodyRule(parts: readonly BodyPart[], reliance: ResponseReliance): unknown {
  const shape = (value: unknown, inside: readonly BodyPart[], depth: number): unknown => {
    const [part] = inside;
    if (part?.path.length === depth) return valueRule(value, part, reliance);
    if (Array.isArray(value)) {
      return { 'pact:matcher:type': 'type', min: 1, value: [shape(value[0], inside, depth + 1)] };
    }
    const byKey = Map.groupBy(inside, ({ path }) => String(path[depth]));
    const fields = [...byKey].map(([key, of]) => [
      key,
      shape((value as Record<string, unknown>)[key], of, depth + 1),
    ]);
    return Object.fromEntries(fields);
  };
  return shape(valueAt(reliance.observed.unbroken, []), parts, 0);
}

function valueRule(value: unknown, part: BodyPart, reliance: ResponseReliance): unknown {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (isText && !reliance.isNoticed(part, 'type'))
    return { 'pact:matcher:type': 'notEmpty', value: example(value) };
  if (typeof value === 'number') return { 'pact:matcher:type': 'number', value };
  if (Array.isArray(value)) return { 'pact:matcher:type': 'type', value: [] };
  if (value !== null && typeof value === 'object') return { 'pact:matcher:type': 'type', value: {} };
  return { 'pact:matcher:type': 'type', value: example(value) };
}

const example = (value: unknown) => (typeof value === 'string' ? withoutSite(value) : value);

export function committedPact(file: string, consumer: string, check: boolean): string | undefined {
  if (!existsSync(file)) {
    if (check)
      throw new InputError(`There is no pact at ${file} to compare with: leave --check out to write it.`);
    makeFolder(dirname(file), 'choose another folder with --pact-dir');
    return undefined;
  }
  const text = statSync(file).isFile() ? readInput(file).toString() : '';
  const other = 'it would be overwritten. Choose another --consumer, or another --pact-dir.';
  const pact: NamedPact | undefined = jsonObject(text);
  if (!pact) throw new InputError(`${file} already exists, and it is not a pact: ${other}`);
  if (pact.consumer?.name !== consumer || pact.provider?.name !== PROVIDER) {
    throw new InputError(
      `${file} is the pact of '${pact.consumer?.name}' for '${pact.provider?.name}', not of '${consumer}': ${other}`,
    );
  }
  if (pact.metadata?.[RECORDED.namespace]?.[RECORDED.name] === undefined) {
    throw new InputError(`${file} was not recorded: consumer tests wrote it, and ${other}`);
  }
  return text;
}

interface NamedPact {
  readonly consumer?: { readonly name?: string };
  readonly provider?: { readonly name?: string };
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/** A pact without what says nothing of the client: the versions of Pact's core, and of the libraries that the client uses. */
export function comparable(pact: string): string {
  const reviver = (name: string, value: unknown) => {
    if (name === 'User-Agent' && Array.isArray(value))
      return value.map((one) => String(one).replaceAll(/\d[^\s;)]*/g, '*'));
    return typeof value === 'string' ? value.replace(/^(accept-encoding): [\w, ]+$/i, '$1') : value;
  };
  return JSON.stringify({ ...JSON.parse(pact, reviver), metadata: undefined });
}
