import { join } from 'node:path';
import { writeTemporary } from '../files/temporary-folder.ts';
import { CONNECTION_HEADERS } from '../http/wire.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';

/** Pacts of one interaction each, in files for Pact. Each is written once, however many Jiras are held to it. */
export class PactFiles {
  readonly #folder: string;
  readonly #written = new WeakMap<PactFile, Map<PactInteraction, string>>();
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file with a pact of this interaction alone. */
  of(pact: PactFile, interaction: PactInteraction): string {
    const written = this.#written.get(pact) ?? new Map<PactInteraction, string>();
    this.#written.set(pact, written);
    const file = written.get(interaction) ?? this.#write(pact, interaction);
    written.set(interaction, file);
    return file;
  }

  #write(pact: PactFile, interaction: PactInteraction): string {
    this.#count += 1;
    const file = join(this.#folder, `pact-${this.#count}.json`);
    // What is pending is judged here: Pact would call it a success.
    const { pending: _, ...judged } = withoutFraming(interaction);
    writeTemporary(file, JSON.stringify({ ...pact, interactions: [judged] }));
    return file;
  }
}

/**
 * Headers of a connection that is not the one to come, and that Pact would send as they stand in a pact: a length without
 * a body hangs it, and so does waiting for leave to send one.
 */
const NOT_SENT = new Set([...CONNECTION_HEADERS, 'expect', 'host']);

function withoutFraming(interaction: PactInteraction): PactInteraction {
  const { headers } = interaction.request;
  if (!headers) return interaction;
  const kept = Object.entries(headers).filter(([name]) => !NOT_SENT.has(name.toLowerCase()));
  return { ...interaction, request: { ...interaction.request, headers: Object.fromEntries(kept) } };
}
