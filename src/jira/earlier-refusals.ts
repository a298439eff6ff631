import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import { isJsonObject, jsonIn } from '../../contracts/session/response.ts';
import { InputError } from '../errors.ts';
import { readText } from '../files/input-file.ts';
import { refuseToDestroy, refuseUnlessWritable, writeWhole } from '../files/output-file.ts';
import { type Finding, type FindingCode, finding, findings } from '../findings.ts';

interface Refused {
  readonly jira: string;
  readonly account: string;
  readonly code: FindingCode;
  readonly at: string;
  readonly salt: string;
  readonly hash: string;
}

const MAX_KEPT = 1000;

const OWNER_ALONE = 0o600;

/** The passwords that Jiras refused in earlier runs, in a file that its owner alone can read. */
export class EarlierRefusals {
  readonly #file: string;
  readonly #shown: string;

  constructor(file: string, shown: string) {
    this.#file = file;
    this.#shown = shown;
    refuseToDestroy(file, shown);
    refuseUnlessWritable(file, '--state');
    this.#read();
  }

  find(jira: string, account: string, password: string): Finding | undefined {
    const known = this.#read().find(
      (one) =>
        one.jira === jira &&
        one.account === account &&
        timingSafeEqual(passwordHash(password, one.salt), Buffer.from(one.hash, 'hex')),
    );
    return (
      known && finding('refused-in-earlier-run', `${known.at.slice(0, 10)}: ${findings[known.code].cause}`)
    );
  }

  /** Notes a refusal at once: a run that is ended by force has sent the password all the same. */
  add(jira: string, account: string, password: string, { code }: Finding): void {
    const salt = randomBytes(16).toString('hex');
    const hash = passwordHash(password, salt).toString('hex');
    // Another run may have written since.
    const refused = [...this.#read(), { jira, account, code, at: new Date().toISOString(), salt, hash }];
    const text = `${JSON.stringify({ formatVersion: 1, refused: refused.slice(-MAX_KEPT) }, null, 2)}\n`;
    writeWhole(this.#file, '--state', text, OWNER_ALONE);
  }

  #read(): Refused[] {
    const there = statSync(this.#file, { throwIfNoEntry: false });
    if (!there) return [];
    // Windows has neither.
    const uid = process.getuid?.();
    if (uid !== undefined && (there.uid !== uid || (there.mode & 0o077) !== 0)) {
      throw new InputError(
        `--state ${this.#shown} can be read or changed by others: make it yours alone (chmod 600), or choose another file.`,
      );
    }
    const whyNot = (why: string) =>
      new InputError(`--state ${this.#shown} cannot be read (${why}): check its permissions.`);
    const text = readText(this.#file, whyNot);
    const { formatVersion, refused } = (jsonIn(text) ?? {}) as { formatVersion?: unknown; refused?: unknown };
    if (text.trim() === '') return [];
    if (formatVersion === 1 && Array.isArray(refused) && refused.every(isRefused)) return refused;
    throw new InputError(
      `--state ${this.#shown} is not a file that --state wrote: choose another file, or delete this one.`,
    );
  }
}

function passwordHash(password: string, salt: string): Buffer {
  return scryptSync(password, Buffer.from(salt, 'hex'), 32);
}

function isRefused(value: unknown): value is Refused {
  const { jira, account, code, at, salt, hash } = isJsonObject(value) ? value : {};
  return (
    [jira, account, at].every((one) => typeof one === 'string') &&
    Object.hasOwn(findings, String(code)) &&
    /^[\da-f]{32}$/.test(String(salt)) &&
    /^[\da-f]{64}$/.test(String(hash))
  );
}
