import { createHash } from 'node:crypto';
import { literal } from '../text.ts';

/** The longest name that is searched for in a text: its words, and what is between them. */
const LONGEST_NAME = 9;

/** A hash for each name, in whatever case it is written. */
export class Hashes {
  readonly #hashes: ReadonlyMap<string, string>;
  /** The same by their words, and names with a mail address or a domain also without it. */
  readonly #inTexts: ReadonlyMap<string, string>;

  constructor(users: readonly string[]) {
    const names = users.filter((user) => user !== '-').map((user) => user.toLowerCase());
    this.#hashes = new Map(names.map((name) => [name, userHash(name)]));
    const all = [...this.#hashes];
    const parts = all.map(([name, hash]) => [name.replace(/^.*\\|@.*$/g, ''), hash] as const);
    this.#inTexts = new Map([...parts, ...all].map(([name, hash]) => [nameWords(name), hash]));
  }

  of(user: string): string {
    return this.#hashes.get(user.toLowerCase()) ?? user;
  }

  /** A script may print anybody's name, and its own user's anywhere. */
  inAgent(agent: string, user: string): string {
    if (this.#hashes.size === 0) return agent;
    const own = user.length > 1 ? this.#hashes.get(user.toLowerCase()) : undefined;
    const withoutOwn = own ? agent.replaceAll(new RegExp(literal(user), 'gi'), own) : agent;
    const parts = withoutOwn.split(/([^\p{L}\p{N}]+)/u);
    for (let from = 0; from < parts.length; from += 2) {
      for (let length = LONGEST_NAME; length > 0; length -= 2) {
        const name = parts.slice(from, from + length).join('');
        const hash = this.#inTexts.get(nameWords(name));
        if (hash !== undefined) parts.splice(from, length, hash);
      }
    }
    return parts.join('');
  }
}

function nameWords(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
}

function userHash(user: string): string {
  return createHash('sha256').update(user).digest('hex').slice(0, 12);
}
