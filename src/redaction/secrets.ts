import { basicPair, encodedPair } from '../authorization.ts';
import { readingsOf } from '../decoding.ts';
import { findings } from '../findings.ts';
import { isCookieAttribute } from '../http/cookies.ts';
import { literal } from '../text.ts';
import { type Redact, redactionOf } from './encodings.ts';

const MAX_KEPT = 5_000_000;

/** The secrets of a run, collected as they become known, and removed from everything that is shown or written. */
export class Secrets {
  readonly #sought = new Map<string, Redact>();
  /** Redacted texts, kept until a new secret is known: the same ones recur in events and reports. */
  readonly #redacted = new Map<string, string>();
  #kept = 0;

  add(...secrets: readonly (string | undefined)[]): void {
    for (const given of secrets) {
      // A file or a secret store may leave a line break at its end.
      const secret = given?.replace(/[\r\n]+$/, '');
      if (!secret || this.#sought.has(secret)) continue;
      this.#sought.set(secret, redactionOf(secret));
      this.#forget();
    }
  }

  #forget(): void {
    this.#redacted.clear();
    this.#kept = 0;
  }

  addPair(username: string | undefined, password: string): void {
    this.add(password, username === undefined ? undefined : encodedPair({ username, password }));
  }

  addAuthorization(header: string | undefined): void {
    const [, scheme = '', value] = /^(\S+)\s+(.+)$/.exec(header ?? '') ?? [];
    this.add(value);
    if (value && scheme.toLowerCase() === 'basic') this.add(basicPair(value).password);
  }

  addCookies(...headers: readonly string[]): void {
    for (const header of headers) {
      // In quotes, a value may have a semicolon in it.
      for (const [, quoted] of header.matchAll(/=\s*"([^"]*)"/g)) this.add(quoted);
      for (const part of header.split(/;\s*/)) {
        if (isCookieAttribute(part)) continue;
        // A cookie may have no name.
        const value = (part.includes('=') ? part.split('=').slice(1).join('=') : part).trim();
        this.add(value, value.replaceAll(/^["']|["']$/g, ''));
      }
    }
  }

  /** Our own words stay: if a password were one of them, the gap would reveal it. */
  redact(text: string): string {
    const known = this.#redacted.get(text);
    if (known !== undefined) return known;
    // A secret may have another one in it.
    const sought = [...this.#sought].toSorted(([a], [b]) => b.length - a.length);
    const redacted = text
      .split(OWN_WORDS)
      .map((part, index) => {
        if (index % 2 === 1) return part;
        const readings = readingsOf(part);
        return sought.reduce((rest, [, redact]) => redact(rest, readings), part);
      })
      .join('');
    if (this.#kept > MAX_KEPT) this.#forget();
    this.#redacted.set(text, redacted);
    this.#kept += text.length;
    return redacted;
  }

  redactAll<Data>(data: Data): Data;
  redactAll(data: unknown): unknown {
    if (typeof data === 'string') return this.redact(data);
    if (Array.isArray(data)) return data.map((one) => this.redactAll(one));
    if (data === null || typeof data !== 'object') return data;
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        NOT_FROM_A_JIRA.has(name) ? value : this.redactAll(value),
      ]),
    );
  }
}

/** Fields with our own words, or the pact's: no Jira can put a secret there, and a gap would reveal a password. */
const NOT_FROM_A_JIRA = new Set([
  ...['code', 'kind', 'status', 'type', 'id', 'name', 'verdict', 'tool', 'baseUrl', 'flavour'],
  ...['description', 'descriptions', 'providerStates', 'method', 'path', 'pathRoot', 'consumer', 'source'],
]);

const OWN_WORDS = new RegExp(
  `(${Object.values(findings)
    .flatMap(({ cause, cure }) => [cause, cure])
    .toSorted((a, b) => b.length - a.length)
    .map(literal)
    .join('|')})`,
);
