import { closest } from 'fastest-levenshtein';
import { isJsonObject, type JsonObject, jsonIn } from '../../contracts/session/response.ts';
import { OWN_RULES } from './own-rules.ts';
import type { PactInteraction, PactPart } from './pact-file.ts';
import { readByPlace, readRules } from './read-rules.ts';
import { stepsOf } from './rule-path.ts';

type RawInteraction = JsonObject & {
  readonly description: string;
  readonly request: JsonObject & { readonly method: string; readonly path: string };
  readonly response: JsonObject & { readonly status: number };
};

/**
 * Reads an interaction as Pact does, whatever version of the specification it is written in. Pact gets what is read here
 * and nothing else, so that Pact never acts on what was not read here.
 */
export function readInteraction(raw: RawInteraction, version: number): PactInteraction {
  if (version >= 4 && raw.type === undefined) throw new Error('it has no type, and version 4 needs one');
  const { _id, providerStates, providerState, provider_state: oldState, request, response } = raw;
  const old = providerState ?? oldState;
  const states = providerStates ?? (typeof old === 'string' && old !== '' ? [{ name: old }] : undefined);
  const asked = readPart(request, 'request', version);
  refuseUnsendable(asked);
  refuseIdleGenerators(asked, version);
  const own = isJsonObject(raw.comments) ? raw.comments[OWN_RULES] : undefined;
  return {
    ...(_id !== undefined && { _id: String(_id) }),
    ...(version >= 4 && { type: 'Synchronous/HTTP', ...(raw.pending === true && { pending: true }) }),
    ...(own !== undefined && { comments: { [OWN_RULES]: own } }),
    description: raw.description,
    ...(states !== undefined && { providerStates: states as PactInteraction['providerStates'] & object }),
    request: { ...asked, method: request.method, path: request.path },
    response: { ...readPart(response, 'response', version), status: response.status },
  };
}

/** Where rules may stand, and whether they stand there by paths, by names, or alone. */
const PLACES = {
  request: { method: 'alone', path: 'alone', query: 'names', header: 'names', body: 'paths' },
  response: { status: 'alone', header: 'names', body: 'paths' },
} as const;

type Side = keyof typeof PLACES;

function readPart(raw: JsonObject, side: Side, version: number): PactPart {
  refuseOldMatchers(raw, side);
  refuseUnknownEncoding(raw.body, side, version);
  const { query, headers, body, generators } = raw;
  const rules = raw.matchingRules ?? (version < 4 ? raw[`${side}MatchingRules`] : undefined);
  const names = isJsonObject(headers) ? Object.keys(headers) : [];
  return {
    ...((typeof query === 'string' || isJsonObject(query)) && { query }),
    ...(isJsonObject(headers) && { headers }),
    ...('body' in raw && { body }),
    matchingRules: readByKind(asVersion3(rules), { side, what: 'rule', names }, readRules),
    generators: readByKind(generators, { side, what: 'generator', names }, readGenerator),
  };
}

interface Kinds {
  readonly side: Side;
  readonly what: 'rule' | 'generator';
  readonly names: readonly string[];
}

/** Rules or generators by their kinds, and there by their places, where there are several. */
function readByKind(
  raw: unknown,
  { side, what, names }: Kinds,
  read: (one: unknown, place: string) => unknown,
): JsonObject {
  const kinds = Object.entries(objectOf(raw ?? {}, `the ${what}s of its ${side}`))
    // Some tools write all kinds, most of them empty.
    .filter(([, all]) => all !== null && !(isJsonObject(all) && Object.keys(all).length === 0))
    .map(([given, all]) => {
      const kind = kindIn(given, side, what);
      const how: string = PLACES[side][kind as never];
      const byPlace = objectOf(all, `the ${what}s of its ${kind}`);
      const isOne = what === 'rule' ? 'matchers' in byPlace : how === 'alone';
      if (isOne) return [kind, read(byPlace, kind)];
      const places = readByPlace(byPlace, how !== 'names', what, read);
      // If a generator spells a header differently, Pact adds a second header beside it.
      const spelled = (place: string) => names.find((one) => one.toLowerCase() === place.toLowerCase());
      const entries = Object.entries(places).map(([place, one]) => [spelled(place) ?? place, one]);
      return [kind, kind === 'header' ? Object.fromEntries(entries) : places];
    });
  return Object.fromEntries(kinds);
}

function objectOf(raw: unknown, what: string): JsonObject {
  if (!isJsonObject(raw)) throw new Error(`${what} are not an object`);
  return raw;
}

/** pact-ruby's matchers of version 1 stand in the body, where Pact takes them for fields. */
function refuseOldMatchers(value: unknown, side: Side): void {
  const isOld = isJsonObject(value) && /^(Pact::|Regexp$)/.test(String(value.json_class ?? ''));
  if (isOld)
    throw new Error(`its ${side} has a matcher of version 1 (${value.json_class}), and these are not read`);
  if (value === null || typeof value !== 'object') return;
  for (const one of Object.values(value)) refuseOldMatchers(one, side);
}

function refuseUnknownEncoding(body: unknown, side: Side, version: number): void {
  if (version < 4 || !isJsonObject(body)) return;
  const encoded = body.encoded ?? false;
  const isKnown = typeof encoded === 'boolean' || ['base64', 'json'].includes(String(encoded).toLowerCase());
  if (!isKnown) throw new Error(`the body of its ${side} has the unknown encoding '${String(encoded)}'`);
}

/** Rules of version 2, whose paths begin with the part that they are for, as those of version 3. */
function asVersion3(raw: unknown): unknown {
  if (!isJsonObject(raw) || !Object.keys(raw)[0]?.startsWith('$')) return raw;
  const byKind: Record<string, Record<string, unknown>> = {};
  for (const [path, rule] of Object.entries(raw)) {
    const [, kind, place] = stepsOf(path) ?? [];
    if (!kind || !path.startsWith('$.')) throw new Error(`the rule's path cannot be read: ${path}`);
    const ofKind = byKind[kind] ?? {};
    byKind[kind] = ofKind;
    if (kind === 'body') ofKind[`$${path.slice('$.body'.length)}`] = { matchers: [rule] };
    else if (place === undefined) ofKind.matchers = [rule];
    else ofKind[place] = { matchers: [rule] };
  }
  return byKind;
}

/** Every generator of Pact's specification. Source: `Generator` of Pact's core. */
const GENERATORS = [
  ...['ProviderState', 'MockServerURL', 'RandomInt', 'Uuid', 'RandomDecimal', 'RandomHexadecimal'],
  ...['RandomString', 'Regex', 'Date', 'Time', 'DateTime', 'RandomBoolean'],
];

/** Pact passes over what it does not know, and sends the example. */
function readGenerator(generator: unknown, place: string): unknown {
  const { type, expression } = isJsonObject(generator) ? generator : {};
  if (typeof type !== 'string') throw new Error(`the generator of ${place} has no type`);
  if (!GENERATORS.includes(type)) {
    throw new Error(
      `there is no generator '${type}' without a plugin: did you mean '${closest(type, GENERATORS)}'?`,
    );
  }
  if (type === 'ProviderState' && typeof expression !== 'string')
    throw new Error(`the generator of ${place} does not say which value of the provider state it takes`);
  if (type === 'ProviderState' && /\$\{[^}]*$/.test(String(expression)))
    throw new Error(`the generator of ${place} has an expression without an end: ${expression}`);
  return generator;
}

function kindIn(given: string, side: Side, what: 'rule' | 'generator'): string {
  const known = Object.keys(PLACES[side]);
  const kind = what === 'rule' && given === 'headers' ? 'header' : given.toLowerCase();
  if (known.includes(kind)) return kind;
  throw new Error(
    `its ${side} has ${what}s for '${given}', which it does not have: did you mean '${closest(given, known)}'?`,
  );
}

function refuseUnsendable({ headers = {} }: PactPart): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new Error(`'${name}' is no name of a header`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these end a header, or a connection
    if ([value].flat().some((one) => /[\u0000-\u0008\u000a-\u001f\u007f]/.test(String(one))))
      throw new Error(`the header ${name} of its request has a line break or another control character`);
  }
}

/** The example of a body as a client reads it: since version 4 it stands in an object of its own, and JSON may stand in a text. */
export function exampleIn(body: unknown, version: number): unknown {
  const isApart = version >= 4 && isJsonObject(body) && 'content' in body;
  const { content, encoded }: JsonObject = isApart ? body : { content: body, encoded: true };
  if (typeof content !== 'string' || !encoded) return content;
  const isBase64 = String(encoded).toLowerCase() === 'base64';
  const text = isBase64 ? Buffer.from(content, 'base64').toString() : content;
  return jsonIn(text) ?? text;
}

/** Where the body has no place for a generated value, Pact sends the example. */
function refuseIdleGenerators({ body, generators }: PactPart, version: number): void {
  if (!isJsonObject(generators?.body)) return;
  const value = exampleIn(body, version);
  // A form has fields too.
  if (typeof value === 'string' && value.includes('=')) return;
  const idle = Object.keys(generators.body).find((path) => !reaches(value, (stepsOf(path) ?? []).slice(1)));
  if (idle !== undefined)
    throw new Error(`the generator of ${idle} stands for nothing in the body of its request`);
}

function reaches(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return typeof value !== 'string' || value !== '';
  if (value === null || typeof value !== 'object') return false;
  const among = step === '*' || step === '[*]' ? Object.values(value) : [(value as JsonObject)[step]];
  return among.some((one) => one !== undefined && reaches(one, rest));
}
