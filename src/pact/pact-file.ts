import { createHash } from 'node:crypto';
import type { Ajv } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { PROVIDER } from '../../contracts/session/names.ts';
import { isJsonObject, type JsonObject } from '../../contracts/session/response.ts';
import { isStateName, providerStates, type StateName } from '../../contracts/session/states.ts';
import { InputError } from '../errors.ts';
import { readInput } from '../files/input-file.ts';
import type { InteractionResult } from '../report/report.ts';
import { numbered } from '../text.ts';
import { requestPathOf } from './contract-request.ts';
import { readInteraction, valueNamesIn } from './read-interaction.ts';

/** What a request and an answer have alike in a pact. */
export interface PactPart {
  readonly query?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** In the form of version 3, by the kind of what they are for. */
  readonly matchingRules?: Readonly<Record<string, unknown>>;
  readonly generators?: Readonly<Record<string, unknown>>;
}

/** An interaction of a pact as it was read, in the form of version 3 or 4. */
export interface PactInteraction {
  /** A broker's own. */
  readonly _id?: string;
  /** Since version 4: what kind of interaction it is. */
  readonly type?: string;
  /** Since version 4: its failure does not count. */
  readonly pending?: boolean;
  /** What the client wants, in words. */
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string; readonly params?: JsonObject }[];
  /** The request that the client sends. */
  readonly request: PactPart & { readonly method: string; readonly path: string };
  /** What the client needs of the answer. */
  readonly response?: PactPart & { readonly status?: number };
}

/** A pact for this provider. */
export interface PactFile {
  /** The client. */
  readonly consumer: { readonly name: string };
  /** Always `jira-session-api`. */
  readonly provider: { readonly name: string };
  /** At least one. */
  readonly interactions: readonly PactInteraction[];
  /** The version of Pact's specification that it is written in; 3 if left out. */
  readonly metadata?: { readonly pactSpecification?: { readonly version: string } };
}

/** A pact to verify, and where it comes from. */
export interface PactToVerify {
  /** The content of the pact. */
  readonly pact: PactFile;
  /** Its file, or its address at a broker. */
  readonly source: string;
  /** The version of the client, if a broker says it. */
  readonly consumerVersion?: string;
  /** Why a broker wants it verified. */
  readonly why?: readonly string[];
  /** A pending pact's failure does not count. */
  readonly pending?: boolean;
}

const named = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };
const header = { type: ['string', 'number', 'boolean'] };
const part = {
  // Some tools write null for what there is none of, and Pact reads it so.
  query: { type: ['string', 'object', 'null'] },
  headers: {
    type: ['object', 'null'],
    additionalProperties: { anyOf: [header, { type: 'array', items: header, minItems: 1 }] },
  },
  matchingRules: { type: ['object', 'null'] },
  generators: { type: ['object', 'null'] },
};
const interactionSchema = {
  type: 'object',
  required: ['description', 'request', 'response'],
  properties: {
    description: { type: 'string', minLength: 1 },
    pending: { type: ['boolean', 'null'] },
    providerStates: {
      type: ['array', 'null'],
      items: { ...named, properties: { ...named.properties, params: { type: 'object' } } },
    },
    providerState: { type: ['string', 'null'] },
    provider_state: { type: ['string', 'null'] },
    request: {
      type: 'object',
      required: ['method', 'path'],
      properties: {
        ...part,
        method: { type: 'string', pattern: '^[A-Za-z]+$' },
        path: { type: 'string', minLength: 1 },
      },
    },
    response: {
      type: 'object',
      required: ['status'],
      properties: { ...part, status: { type: 'integer', minimum: 100, maximum: 599 } },
    },
  },
};
const pactSchema = {
  type: 'object',
  required: ['consumer', 'provider', 'interactions'],
  properties: {
    consumer: named,
    provider: named,
    metadata: { type: ['object', 'null'] },
    interactions: { type: 'array', minItems: 1, items: { type: 'object' } },
  },
};

/**
 * Reads a pact.
 *
 * @param file its path
 * @throws InputError when there is none, when it is no pact or not for this provider, and for an unknown state or value
 */
export async function readPact(file: string): Promise<PactFile> {
  let text: string;
  try {
    text = readInput(file).toString();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'ENOENT'
        ? `There is no pact at ${file}: check the path. A recording writes a pact into the folder pacts.`
        : `The pact ${file} cannot be read (${code}): check the path and the permissions.`,
    );
  }
  const pact = await parsePact(text, file);
  for (const interaction of pact.interactions) {
    const { description } = interaction;
    const unknown = unknownStateOf(interaction);
    if (unknown !== undefined) {
      throw new InputError(
        `${file} has the unknown provider state '${unknown}' ('${description}'): did you mean '${closest(unknown, Object.keys(providerStates))}'?`,
      );
    }
    const problem = unknownValueOf(interaction);
    if (problem) throw new InputError(`${file}, in the interaction '${description}': ${problem}`);
  }
  return pact;
}

/**
 * Reads a pact's text. It may have provider states that are not this contract's: another consumer's, from a broker.
 *
 * @param source where it is from, for the message
 * @throws InputError when it is no pact or not for this provider
 */
export async function parsePact(text: string, source: string): Promise<PactFile> {
  let pact: unknown;
  try {
    // Tools of Windows begin a file with a byte order mark.
    pact = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new InputError(`${source} is not JSON: record it again, or take the file from where it came.`);
  }
  return pactOf(pact, source);
}

/** No pact of a client is as deep; Pact reads no JSON that is. */
const MAX_DEPTH = 120;

/** Whether JSON has lists and objects within each other, more than so many. */
function isNestedDeeper(json: unknown, most: number): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    // An object of the library's user may hold one thing many times, or itself.
    level = [...new Set(level.flatMap((one) => (one instanceof Object ? Object.values(one) : [])))];
  }
  return false;
}

/** What holds pacts to their schemas, loaded for the first of them. */
let schemas: Promise<Ajv> | undefined;

/** What was read here need not be read again. */
const read = new WeakSet<object>();

/**
 * Reads what may be a pact, as Pact itself reads it.
 *
 * @param source where it is from, for the message
 * @throws InputError when it is no pact or not for this provider
 */
export async function pactOf(json: unknown, source: string): Promise<PactFile> {
  if (read.has(json as object)) return json as PactFile;
  schemas ??= import('ajv').then(({ Ajv }) => new Ajv({ allowUnionTypes: true }));
  const ajv = await schemas;
  const refuse = (why: string) => {
    throw new InputError(`${source} is not a pact of HTTP interactions that can be verified: ${why}.`);
  };
  const mistake = () => ajv.errorsText(ajv.errors?.slice(0, 1), { dataVar: 'it' });
  if (isNestedDeeper(json, MAX_DEPTH))
    return refuse(`it has values within values, more than ${MAX_DEPTH} deep`);
  const raw = json as PactFile & JsonObject;
  if (!ajv.validate(pactSchema, raw)) {
    const areMessages = json !== null && typeof json === 'object' && 'messages' in json;
    return refuse(areMessages ? 'it is a pact of messages' : mistake());
  }
  if (raw.provider.name !== PROVIDER) {
    throw new InputError(
      `${source} is a pact for '${raw.provider.name}', not for '${PROVIDER}': name another with --pact.`,
    );
  }
  const version = versionOf(raw) ?? refuse('its metadata names an unknown version of the specification');
  const { plugins } = (raw.metadata ?? {}) as JsonObject;
  const plugin = Array.isArray(plugins) ? plugins.map((one) => String(one?.name ?? one)).join(', ') : '';
  if (plugin) return refuse(`it needs the plugin ${plugin}, and plugins are not used`);
  const interactions = raw.interactions.map((interaction, index) => {
    const { type, description } = interaction;
    const which =
      typeof description === 'string'
        ? `in the interaction '${description}', `
        : `in interaction ${index + 1}, `;
    if (version >= 4 && type !== undefined && type !== 'Synchronous/HTTP')
      return refuse(`${which}the type is '${type}'`);
    if (!ajv.validate(interactionSchema, interaction)) return refuse(which + mistake());
    try {
      return readInteraction(interaction as Parameters<typeof readInteraction>[0], version);
    } catch (error) {
      return refuse(which + (error as Error).message);
    }
  });
  const pact = {
    consumer: { name: raw.consumer.name },
    provider: { name: raw.provider.name },
    interactions,
    metadata: { pactSpecification: { version: `${version}.0.0` } },
  };
  read.add(pact);
  return pact;
}

/** The version of the specification, as Pact finds it: 3 where none is named. */
function versionOf({ metadata }: JsonObject): number | undefined {
  const named = (metadata ?? {}) as JsonObject;
  const { version = 3 } = (named['pact-specification'] ?? named.pactSpecification ?? {}) as JsonObject;
  const [, major] = /^v?([1-4])(\.|$)/.exec(String(version)) ?? [];
  return major === undefined ? undefined : Number(major);
}

/** The names of an interaction's provider states, as they stand in the pact. */
export function statesOf({ providerStates: states = [] }: PactInteraction): string[] {
  return states.map(({ name }) => name);
}

/** An interaction as a report tells it, whatever became of it. */
export function interactionTold(
  interaction: PactInteraction,
  ids: ReadonlyMap<PactInteraction, string>,
): Omit<InteractionResult, 'status' | 'durationMs'> {
  const { description, request, pending } = interaction;
  return {
    ...{ id: ids.get(interaction) ?? '', description, providerStates: statesOf(interaction) },
    ...{ method: request.method.toUpperCase(), path: request.path },
    ...(pending && { pending: true }),
    mismatches: [],
  };
}

/** The names of its provider states that are of this contract. */
export function knownStatesOf(interaction: PactInteraction): StateName[] {
  return statesOf(interaction).filter(isStateName);
}

/** A provider state of an interaction that is not of this contract. */
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
  return `the provider state has no value ${unknown}: did you mean ${closest(unknown, known)}?`;
}

/** Where the paths of a pact begin, when that is not Jira's REST root, such as `/rest`; undefined where it is. */
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

/** Ids that an interaction may have, from the plainest to the one that tells it from every other. */
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

/** A short hash of some JSON, in whatever order its fields stand. */
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
    if (knownStatesOf(interaction).some((state) => providerStates[state].place === 'last')) return 2;
    return interaction.request.method.toUpperCase() === 'DELETE' ? 1 : 0;
  };
  return interactions.toSorted((a, b) => rank(a) - rank(b));
}
