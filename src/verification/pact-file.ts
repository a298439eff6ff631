import { readFileSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import { PROVIDER } from '../../contracts/session/names.ts';
import { isStateName, providerStates, type StateName } from '../../contracts/session/states.ts';
import { InputError } from '../errors.ts';
import { requestPathOf } from './contract-request.ts';

/** An interaction as it stands in a pact, with the parts that are read here. */
export interface PactInteraction {
  /** A broker's own. */
  readonly _id?: string;
  /** Since version 4: what kind of interaction it is. */
  readonly type?: string;
  /** What the client wants, in words. */
  readonly description: string;
  /** Since version 3. */
  readonly providerStates?: readonly { readonly name: string }[];
  /** In version 2. */
  readonly providerState?: string | null;
  /** The request that the client sends. */
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly generators?: unknown;
  };
  /** What the client needs of the answer. */
  readonly response?: { readonly status?: unknown; readonly matchingRules?: unknown };
}

/** A pact for this provider. */
export interface PactFile {
  /** The client. */
  readonly consumer: { readonly name: string };
  /** Always `jira-session-api`. */
  readonly provider: { readonly name: string };
  /** At least one. */
  readonly interactions: readonly PactInteraction[];
}

const named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const pactSchema = {
  type: 'object',
  required: ['consumer', 'provider', 'interactions'],
  properties: {
    consumer: named,
    provider: named,
    interactions: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['description', 'request'],
        properties: {
          description: { type: 'string' },
          type: { const: 'Synchronous/HTTP' },
          providerStates: { type: 'array', items: named },
          providerState: { type: ['string', 'null'] },
          request: {
            type: 'object',
            required: ['method', 'path'],
            properties: { method: { type: 'string' }, path: { type: 'string' } },
          },
        },
      },
    },
  },
};

/**
 * Reads a pact.
 *
 * @param file its path
 * @throws InputError when there is none, when it is no pact or not for this provider, and for an unknown state
 */
export async function readPact(file: string): Promise<PactFile> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
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
    const unknown = statesOf(interaction).find((state) => !isStateName(state));
    if (unknown !== undefined) {
      throw new InputError(
        `${file} has the unknown provider state '${unknown}' ('${interaction.description}'): did you mean '${closest(unknown, Object.keys(providerStates))}'?`,
      );
    }
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
  let pact: PactFile;
  try {
    pact = JSON.parse(text);
  } catch {
    throw new InputError(`${source} is not JSON: record it again, or take the file from where it came.`);
  }
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allowUnionTypes: true });
  if (!ajv.validate(pactSchema, pact)) {
    throw new InputError(
      `${source} is not a pact of HTTP interactions: ${ajv.errorsText(ajv.errors, { dataVar: 'it' })}.`,
    );
  }
  if (pact.provider.name !== PROVIDER) {
    throw new InputError(
      `${source} is a pact for '${pact.provider.name}', not for '${PROVIDER}': name another with --pact.`,
    );
  }
  return pact;
}

/** The names of an interaction's provider states, as they stand in the pact. */
export function statesOf({ providerStates: states, providerState }: PactInteraction): string[] {
  return states ? states.map(({ name }) => name) : providerState ? [providerState] : [];
}

/** The names of its provider states that are of this contract. */
export function knownStatesOf(interaction: PactInteraction): StateName[] {
  return statesOf(interaction).filter(isStateName);
}

/** Where the paths of a pact begin, when that is not Jira's REST root, such as `/rest`; undefined where it is. */
export function pathRootOf({ interactions }: PactFile): string | undefined {
  return interactions.map(({ request }) => requestPathOf(request.path).root).find((root) => root !== '');
}

/** An id for each interaction that is the same from run to run: its description, and a number if it stands twice. */
export function idsOf(interactions: readonly PactInteraction[]): ReadonlyMap<PactInteraction, string> {
  const used = new Map<string, number>();
  return new Map(
    interactions.map((interaction) => {
      const slug = interaction.description
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '');
      const count = (used.get(slug) ?? 0) + 1;
      used.set(slug, count);
      return [interaction, count === 1 ? slug : `${slug}-${count}`];
    }),
  );
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
