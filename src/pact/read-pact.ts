import type { ValidateFunction } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { PROVIDER } from '../../contracts/session/names.ts';
import type { JsonObject } from '../../contracts/session/response.ts';
import { providerStates } from '../../contracts/session/states.ts';
import { isInteraction, isPact } from '../../schemas/pact.ts';
import { InputError } from '../errors.ts';
import { errorsText } from '../errors-text.ts';
import { readText } from '../files/input-file.ts';
import { contentsOf } from '../strict-json.ts';
import { unknownStateOf, unknownValueOf } from './interactions.ts';
import type { PactFile } from './pact-file.ts';
import { readInteraction } from './read-interaction.ts';

export function readPact(file: string): PactFile {
  const whyNot = (why: string, code?: string) =>
    new InputError(
      code === 'ENOENT'
        ? `There is no pact at ${file}: check the path. A recording writes a pact into the folder pacts.`
        : `The pact ${file} cannot be read (${why}): check the path and the permissions.`,
    );
  const pact = parsePact(readText(file, whyNot), file);
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

/** Reads a pact's text. It may have provider states that are not this contract's: another consumer's, from a broker. */
export function parsePact(text: string, source: string): PactFile {
  let pact: unknown;
  try {
    pact = JSON.parse(text);
  } catch {
    throw new InputError(`${source} is not JSON: record it again, or take the file from where it came.`);
  }
  return pactOf(pact, source);
}

/** No pact of a client is as deep; Pact reads no JSON that is. */
const MAX_DEPTH = 120;

const read = new WeakSet<object>();

/** Reads what may be a pact, as Pact itself reads it. */
export function pactOf(json: unknown, source: string): PactFile {
  if (read.has(json as object)) return json as PactFile;
  const refuse = (why: string) => {
    throw new InputError(`${source} is not a pact of HTTP interactions that can be verified: ${why}.`);
  };
  if (contentsOf(json, MAX_DEPTH + 1).depth > MAX_DEPTH + 1)
    return refuse(`it has values within values, more than ${MAX_DEPTH} deep`);
  const raw = json as PactFile & JsonObject;
  if (!isPact(raw)) {
    const areMessages = json !== null && typeof json === 'object' && 'messages' in json;
    return refuse(areMessages ? 'it is a pact of messages' : firstError(isPact));
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
      typeof description === 'string' ? `the interaction '${description}'` : `interaction ${index + 1}`;
    const refuseIt = (why: string) => refuse(`in ${which}, ${why}`);
    if (version >= 4 && type !== undefined && type !== 'Synchronous/HTTP')
      return refuseIt(`the type is '${type}'`);
    if (!isInteraction(interaction)) return refuseIt(firstError(isInteraction));
    try {
      return readInteraction(interaction as Parameters<typeof readInteraction>[0], version);
    } catch (error) {
      return refuseIt((error as Error).message);
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

const firstError = ({ errors }: ValidateFunction) => errorsText(errors?.slice(0, 1) ?? [], 'it');

function versionOf({ metadata }: JsonObject): number | undefined {
  const named = (metadata ?? {}) as JsonObject;
  const { version = 3 } = (named['pact-specification'] ?? named.pactSpecification ?? {}) as JsonObject;
  const [, major] = /^v?([1-4])(\.|$)/.exec(String(version)) ?? [];
  return major === undefined ? undefined : Number(major);
}
