import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, valueIn } from '../../contracts/session/response.ts';
import { type Heeding, isStateName, providerStates, type StateName } from '../../contracts/session/states.ts';
import { listed, numbered } from '../text.ts';
import { ownRulesOf } from './own-rules.ts';
import type { PactFile, PactInteraction, PactPart } from './pact-file.ts';
import { exampleIn } from './read-interaction.ts';

export function statesOf({ providerStates: states = [] }: PactInteraction): string[] {
  return states.map(({ name }) => name);
}

export function interactionTold(interaction: PactInteraction, ids: ReadonlyMap<PactInteraction, string>) {
  const { description, request, pending } = interaction;
  return {
    ...{ id: ids.get(interaction) ?? '', description, providerStates: statesOf(interaction) },
    ...{ method: request.method.toUpperCase(), path: request.path },
    ...(pending && { pending: true }),
    mismatches: [],
  };
}

export function knownStatesOf(interaction: PactInteraction): StateName[] {
  return statesOf(interaction).filter(isStateName);
}

export function unknownStateOf(interaction: PactInteraction): string | undefined {
  return statesOf(interaction).find((state) => !isStateName(state));
}

/** Which value its request takes that its provider states do not hand out: Pact would send the example instead. */
export function unknownValueOf(interaction: PactInteraction): string | undefined {
  const { providerStates: states = [], request } = interaction;
  const known = [
    ...knownStatesOf(interaction).flatMap((state) => Object.keys(providerStates[state].values)),
    ...states.flatMap(({ params = {} }) => Object.keys(params)),
  ];
  const unknown = valueNamesIn(request).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  if (known.length === 0) return `no provider state hands out the value ${unknown}: name the state that does`;
  return `the provider state has no value ${unknown}: its values are ${listed(known)}`;
}

export function pathRootOf({ interactions }: PactFile): string | undefined {
  return interactions.map(({ request }) => requestPathOf(request.path).root).find((root) => root !== '');
}

/**
 * An id for each interaction that is the same from run to run, wherever it stands in the pact: its description. Where that
 * stands twice, or has letters that an id cannot have, a hash of the request tells it; where even that stands twice, of all.
 */
export function idsOf(interactions: readonly PactInteraction[]): ReadonlyMap<PactInteraction, string> {
  const candidates = new Map(interactions.map((one) => [one, candidatesFor(one)]));
  const count = Map.groupBy([...candidates.values()].flat(), (id) => id);
  const ids = [...candidates.values()].map(
    (all) => all.find((one) => count.get(one)?.length === 1) ?? all.at(-1) ?? '',
  );
  // Only what is the same in every letter is told by its place.
  const unique = numbered(ids, (id, time) => `${id}-${time}`);
  return new Map([...candidates.keys()].map((interaction, index) => [interaction, unique[index] ?? '']));
}

function candidatesFor({ description, providerStates: states = [], request, response }: PactInteraction) {
  const { method, path, query } = request;
  const slug = description
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const isTold = slug !== '' && !/[^\p{ASCII}\P{L}]/u.test(description);
  const hashes = [
    [description, states, method, path, query],
    [description, states, request, response],
  ].map((content) => [slug, hashOf(content)].filter(Boolean).join('-'));
  return [...(isTold ? [slug] : []), ...hashes];
}

function hashOf(json: unknown): string {
  const text = JSON.stringify(json, (_, value: unknown) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * The order of a replay. Log-outs come after what a session is used for, and states that need an ended session come
 * last: one session can then live its whole life, with no more log-ins than the interactions need.
 */
export function inReplayOrder(interactions: readonly PactInteraction[]): PactInteraction[] {
  const rank = (interaction: PactInteraction) => {
    if (knownStatesOf(interaction).some((state) => 'isLast' in providerStates[state])) return 2;
    return interaction.request.method.toUpperCase() === 'DELETE' ? 1 : 0;
  };
  return interactions.toSorted((a, b) => rank(a) - rank(b));
}

/** What the pact of a client asks for in a response. */
export interface AskedFor {
  /** Whether it asks for what a field says, or for all that a field holds; without any name, for a body. */
  readonly field: (place: readonly string[]) => boolean;
  readonly cookies: boolean;
  /** What the client heeds of the cookies' attributes. */
  readonly heeds: Heeding;
  /** The name under which the client sends the session of the body, where that is not the one that the body tells. */
  readonly sessionCookie: string | undefined;
}

export function askedForBy(interaction: PactInteraction): AskedFor {
  const { type, response: { headers = {}, body } = {} } = interaction;
  const content = exampleIn(body, type === undefined ? 3 : 4);
  const rules = ownRulesOf(interaction);
  const isRule = (name: 'anyCookie' | 'cookieOfAnyPath') => rules.some((rule) => name in rule);
  const heedsPath = !isRule('cookieOfAnyPath');
  return {
    field: (place) =>
      valueIn(content, place) !== undefined &&
      !rules.some((rule) => 'anyValue' in rule && isDeepStrictEqual(rule.anyValue, place)),
    cookies: Object.keys(headers).some((name) => name.toLowerCase() === 'set-cookie'),
    heeds: isRule('anyCookie') ? 'no attribute' : heedsPath ? 'every attribute' : 'Domain and expiry',
    sessionCookie: rules.find((rule) => 'sessionCookie' in rule)?.sessionCookie,
  };
}

export function valueNamesIn({ generators = {} }: PactPart): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (!isJsonObject(value)) return;
    const { type, expression } = value;
    if (type === 'ProviderState' && typeof expression === 'string') {
      const named = [...expression.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
      // Without braces, all of it is a name.
      found.push(...(named.length > 0 ? named : [expression]));
    } else for (const one of Object.values(value)) look(one);
  };
  look(generators);
  return [...new Set(found)];
}

/**
 * Takes a path of a pact apart, such as `/auth/1/session`, or `/jira/rest/auth/1/session`: other tools record the whole path,
 * from the site on. What stands before the path below Jira's REST root is its `root`.
 */
export function requestPathOf(text: string) {
  // An absolute URL, or one that begins with '//', would name another host.
  const { pathname, search } = new URL(`http://localhost/${text.replace(/^\/+/, '')}`);
  const [, root = '', path = pathname] = /^((?:\/[^/]+)*?\/rest)(\/.*)$/.exec(pathname) ?? [];
  return { root, path, query: search };
}
