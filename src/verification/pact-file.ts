import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { PROVIDER } from '../../contracts/session/names.ts';
import { isStateName, providerStates, type StateName } from '../../contracts/session/states.ts';
import { InputError } from '../errors.ts';

/** An interaction as it stands in a pact, with the parts that are read here. */
export interface PactInteraction {
  /** A broker's own. */
  readonly _id?: string;
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string }[];
  readonly request: { readonly method: string; readonly path: string };
}

/** A pact for this provider. */
export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
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
          providerStates: { type: 'array', items: named },
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
export function readPact(file: string): PactFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `No pact at ${file} (${(error as NodeJS.ErrnoException).code}): run npm test to write it, or name one with --pact.`,
    );
  }
  const pact = parsePact(text, file);
  for (const interaction of pact.interactions) {
    for (const name of statesOf(interaction).filter((state) => !isStateName(state))) {
      throw new InputError(
        `${file} has the unknown provider state '${name}' ('${interaction.description}'): did you mean '${closest(name, Object.keys(providerStates))}'?`,
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
export function parsePact(text: string, source: string): PactFile {
  let pact: PactFile;
  try {
    pact = JSON.parse(text);
  } catch {
    throw new InputError(`${source} is not JSON: run npm test to write the pact anew.`);
  }
  const ajv = new Ajv();
  if (!ajv.validate(pactSchema, pact)) {
    throw new InputError(`${source} is not a pact: ${ajv.errorsText(ajv.errors, { dataVar: 'it' })}.`);
  }
  if (pact.provider.name !== PROVIDER) {
    throw new InputError(
      `${source} is a pact for '${pact.provider.name}', not for '${PROVIDER}': name another with --pact.`,
    );
  }
  return pact;
}

/** The names of an interaction's provider states. */
export function statesOf(interaction: PactInteraction): StateName[] {
  return (interaction.providerStates ?? []).map(({ name }) => name as StateName);
}
