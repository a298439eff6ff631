import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER } from '../../contracts/session/names.ts';
import { SESSION_COOKIES } from '../../contracts/session/response.ts';
import { inTemporaryFolder, removeTemporaryFolder, temporaryFolder } from '../files/temporary-folder.ts';
import { headerValues } from '../http/wire.ts';
import { serialize } from '../pact/pact-text.ts';
import { literal } from '../text.ts';
import { holds, isSessionCookie, type Part, partName, valueAt } from './parts.ts';
import { type FromState, type RecordedInteraction, withoutSite } from './recorded-interactions.ts';
import { acceptedStatuses, neededParts, type ResponseReliance } from './reliance.ts';
import { scenarioNamed } from './scenarios.ts';

/** The part of a pact's metadata by which a recorded one is known. */
export const RECORDED = {
  namespace: 'jira-session-contracts',
  name: 'recorded',
  value: 'by running the client',
};

/**
 * The text of the pact, written by Pact's own core: specification 4.
 *
 * @param consumer its name in the pact
 */
export async function pactText(
  consumer: string,
  interactions: readonly RecordedInteraction[],
): Promise<string> {
  // Node and Vitest import a CommonJS module in two ways.
  const module = await import('@pact-foundation/pact-core');
  const core = 'makeConsumerPact' in module ? module : (module as { default: typeof module }).default;
  const pact = core.makeConsumerPact(consumer, PROVIDER, SPECIFICATION_4, 'error');
  pact.addMetadata(RECORDED.namespace, RECORDED.name, RECORDED.value);
  for (const one of interactions) {
    const { description, states, method, path, reliance } = one;
    const interaction = pact.newInteraction(description);
    interaction.uponReceiving(description);
    for (const state of states) interaction.given(state);
    interaction.withRequest(method, path);
    sayRequest(interaction, one);
    sayResponse(interaction, reliance);
  }
  const dir = temporaryFolder('record');
  try {
    const written = inTemporaryFolder(() => {
      pact.writePactFile(dir, false);
      const [file = ''] = readdirSync(dir);
      return readFileSync(join(dir, file), 'utf8');
    });
    return serialize(JSON.parse(written));
  } finally {
    removeTemporaryFolder(dir);
  }
}

/** Pact's number for its specification 4. */
const SPECIFICATION_4 = 5;

type ConsumerInteraction = ReturnType<
  ReturnType<typeof import('@pact-foundation/pact-core').makeConsumerPact>['newInteraction']
>;

function sayRequest(interaction: ConsumerInteraction, { query, headers, body }: RecordedInteraction): void {
  const places = new Map<string, number>();
  for (const [name, value] of query) {
    const place = places.get(name) ?? 0;
    interaction.withQuery(name, place, value);
    places.set(name, place + 1);
  }
  for (const [name, value] of Object.entries(headers)) {
    interaction.withRequestHeader(name, 0, JSON.stringify(matcherOf(value)));
  }
  if (!body) return;
  if (typeof body.content === 'string') {
    interaction.withRequestBody(body.content, body.type);
    return;
  }
  const fields = Object.entries(body.content).map(([name, value]) => [
    name,
    isFromState(value) ? matcherOf(value) : value,
  ]);
  interaction.withRequestBody(JSON.stringify(Object.fromEntries(fields)), body.type);
}

const isFromState = (value: unknown): value is FromState =>
  value !== null && typeof value === 'object' && 'expression' in value && 'example' in value;

/** A value with a matcher that takes it alone: a text that looks like JSON would be read as a matcher itself. */
function matcherOf(value: string | FromState): object {
  if (!isFromState(value)) return { 'pact:matcher:type': 'equality', value };
  const { expression, example } = value;
  return {
    'pact:matcher:type': 'equality',
    'pact:generator:type': 'ProviderState',
    expression,
    value: example,
  };
}

function sayResponse(interaction: ConsumerInteraction, reliance: ResponseReliance): void {
  const statuses = acceptedStatuses(reliance);
  interaction.withStatus(reliance.sighting.unbroken.status);
  if (statuses.length > 1) {
    const rule = { match: 'statusCode', status: statuses };
    interaction.withResponseMatchingRules(JSON.stringify({ status: { $: { matchers: [rule] } } }));
  }
  const needed = partsToAskFor(reliance);
  for (const part of needed) {
    if (part.kind === 'header')
      interaction.withResponseHeader(part.name, 0, JSON.stringify(headerRule(part.name, reliance)));
  }
  const cookie = needed.find((part) => part.kind === 'cookie');
  if (cookie) sayCookie(interaction, cookie.name, reliance);
  const paths = needed.filter((part) => part.kind === 'body');
  // Pact holds no other body than JSON against one that differs from Jira to Jira.
  const isJson = typeof valueAt(reliance.sighting.unbroken, []) === 'object';
  if (paths.length > 0 && isJson) {
    interaction.withResponseBody(JSON.stringify(bodyRule(paths, reliance)), 'application/json');
  }
}

/** What is needed, and of each either-or one part, unless one of it is needed anyway. */
function partsToAskFor(reliance: ResponseReliance): Part[] {
  const needed = neededParts(reliance);
  const names = new Set(needed.map(partName));
  for (const group of reliance.eitherOf) {
    // Which one a client takes first shows where it notices that this one is wrong.
    const own = group.filter(({ answer }) => answer === reliance.sighting.responseId);
    const taken = own.find(({ part }) => reliance.noticed.has(partName(part))) ?? group[0];
    const isNeeded = own.some(({ part }) => names.has(partName(part)));
    if (!taken || isNeeded || taken.answer !== reliance.sighting.responseId) continue;
    names.add(partName(taken.part));
    needed.push(taken.part);
  }
  // What is in it says more than what holds it.
  return needed.filter((part) => !needed.some((other) => holds(part, other)));
}

function headerRule(name: string, { sighting, noticed }: ResponseReliance): object {
  const [value = ''] = headerValues(sighting.unbroken, name);
  if (name.toLowerCase() === 'content-type') {
    const [type = ''] = value.split(';');
    return { 'pact:matcher:type': 'regex', regex: `^${literal(type.trim())}(\\s*;.*)?$`, value };
  }
  const isValueNeeded = noticed.get(`header ${name}`)?.has('value') === true;
  const { username } = scenarioNamed('right-credentials').user;
  const [word = ''] = value.split(/[;\s]/);
  // What names the user or the site differs from Jira to Jira.
  const isFixed = isValueNeeded && word !== '' && word !== username && !word.includes('127.0.0.1');
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
function sayCookie(
  interaction: ConsumerInteraction,
  name: string,
  { sighting, noticed }: ResponseReliance,
): void {
  const isNameNeeded = !isSessionCookie(name) || noticed.get(`cookie ${name}`)?.has('renamed') === true;
  const names = isNameNeeded ? literal(name) : SESSION_COOKIES.map(literal).join('|');
  const cookies = headerValues(sighting.unbroken, 'Set-Cookie');
  const examples = [
    ...cookies.filter((one) => one.startsWith(`${name}=`)),
    ...cookies.filter((one) => !one.startsWith(`${name}=`)),
    'other=cookie; Path=/',
  ]
    .slice(0, 2)
    .map((cookie) => cookie.replace(/; Path=[^;]*/, '; Path=/'));
  for (const [index, example] of examples.entries())
    interaction.withResponseHeader('Set-Cookie', index, example);
  const regex = `^(${names})=[^;\\s]+(;.*)?$`;
  const rules = { $: { matchers: [{ match: 'regex', regex }] } };
  const rule = { match: 'arrayContains', variants: [{ index: 0, rules }] };
  interaction.withResponseMatchingRules(JSON.stringify({ header: { 'Set-Cookie': { matchers: [rule] } } }));
}

type BodyPart = Extract<Part, { kind: 'body' }>;

/** The body with what is needed of it and nothing more, each value with its matcher. */
function bodyRule(parts: readonly BodyPart[], reliance: ResponseReliance): unknown {
  const whole = valueAt(reliance.sighting.unbroken, []);
  const shape = (value: unknown, inside: readonly BodyPart[], depth: number): unknown => {
    if (inside.some(({ path }) => path.length === depth))
      return valueRule(value, inside[0] as BodyPart, reliance);
    if (Array.isArray(value)) {
      const [first] = value;
      return { 'pact:matcher:type': 'type', min: 1, value: [shape(first, inside, depth + 1)] };
    }
    const keys = [...new Set(inside.map(({ path }) => String(path[depth])))];
    return Object.fromEntries(
      keys.map((key) => [
        key,
        shape(
          (value as Record<string, unknown>)[key],
          inside.filter(({ path }) => String(path[depth]) === key),
          depth + 1,
        ),
      ]),
    );
  };
  return shape(whole, parts, 0);
}

function valueRule(value: unknown, part: BodyPart, { noticed }: ResponseReliance): unknown {
  const isTypeNeeded = noticed.get(partName(part))?.has('type') === true;
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (isText && !isTypeNeeded) return { 'pact:matcher:type': 'notEmpty', value: example(value) };
  if (typeof value === 'number') return { 'pact:matcher:type': 'number', value };
  if (Array.isArray(value)) return { 'pact:matcher:type': 'type', value: [] };
  if (value !== null && typeof value === 'object') return { 'pact:matcher:type': 'type', value: {} };
  return { 'pact:matcher:type': 'type', value: example(value) };
}

const example = (value: unknown) => (typeof value === 'string' ? withoutSite(value) : value);
