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

export type EarlierRefusals = ReturnType<typeof earlierRefusalsIn>;

/** The passwords that Jiras refused in earlier runs, in a file that its owner alone can read. */
export function earlierRefusalsIn(file: string, shown: string) {
  refuseToDestroy(file, shown);
  refuseUnlessWritable(file, '--state');
  read();
  /** A hash takes time, so that is done once for each password. */
  const found = new Map<string, Finding | undefined>();

  function read(): Refused[] {
    const there = statSync(file, { throwIfNoEntry: false });
    if (!there) return [];
    // Windows has neither.
    const uid = process.getuid?.();
    if (uid !== undefined && (there.uid !== uid || (there.mode & 0o077) !== 0)) {
      throw new InputError(
        `--state ${shown} can be read or changed by others: make it yours alone (chmod 600), or choose another file.`,
      );
    }
    const whyNot = (why: string) =>
      new InputError(`--state ${shown} cannot be read (${why}): check its permissions.`);
    const text = readText(file, whyNot);
    if (text.trim() === '') return [];
    const { formatVersion, refused } = (jsonIn(text) ?? {}) as { formatVersion?: unknown; refused?: unknown };
    if (formatVersion === 1 && Array.isArray(refused) && refused.every(isRefused)) return refused;
    throw new InputError(
      `--state ${shown} is not a file that --state wrote: choose another file, or delete this one.`,
    );
  }

  function findNow(jira: string, account: string, password: string): Finding | undefined {
    const known = read().find(
      (one) =>
        one.jira === jira &&
        one.account === account &&
        timingSafeEqual(passwordHash(password, one.salt), Buffer.from(one.hash, 'hex')),
    );
    if (!known) return undefined;
    return finding('refused-in-earlier-run', `${known.at.slice(0, 10)}: ${findings[known.code].cause}`);
  }

  return {
    find: (...of: Parameters<typeof findNow>) => {
      const key = JSON.stringify(of);
      if (!found.has(key)) found.set(key, findNow(...of));
      return found.get(key);
    },
    /** Notes a refusal at once: a run that is ended by force has sent the password all the same. */
    add: (jira: string, account: string, password: string, { code }: Finding): void => {
      const salt = randomBytes(16).toString('hex');
      const hash = passwordHash(password, salt).toString('hex');
      // Another run may have written since.
      const refused = [...read(), { jira, account, code, at: new Date().toISOString(), salt, hash }];
      const text = `${JSON.stringify({ formatVersion: 1, refused: refused.slice(-MAX_KEPT) }, null, 2)}\n`;
      writeWhole(file, '--state', text, OWNER_ALONE);
    },
  };
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
