import { readFileSync } from 'node:fs';
import type { Responder, ResponseKind } from '../../contracts/session/response.ts';
import type { FlavourName } from '../../src/mock-jira/flavours.ts';

/** An answer that somebody got from a real Jira, or from what stands in front of one, and showed in public. */
export interface PublicRecord {
  readonly id: string;
  /** Where it was shown, and when. */
  readonly source: string;
  /** `recording`: kept by a tool. `pasted`: by a person, perhaps in parts. `documented`: in words, in a test or in source. */
  readonly basis: 'recording' | 'pasted' | 'documented';
  readonly givenBy: 'Jira' | 'Cloud' | 'front';
  /** That of the Jira, where it is told. */
  readonly version?: string;
  readonly note?: string;
  readonly request: {
    readonly method: string;
    /** From the root of the site; with a `*` for a resource that is not told. */
    readonly path: string;
    /** Whether nobody may ask for it too. */
    readonly isOpen?: true;
    /** What the credentials are; right if left out. */
    readonly is?:
      | 'right, beside an ended session'
      | 'wrong'
      | 'captcha pending'
      | 'ended'
      | 'password'
      | 'JWT';
    readonly sends: 'nothing' | 'password' | 'cookie' | 'basic' | 'bearer' | 'bearer and cookie';
    /** What is told of them. */
    readonly credentials: string;
  };
  readonly answer: {
    readonly status: number;
    /** As lines, `Name: value`. */
    readonly headers: readonly string[];
    /** A text, or JSON; null where it is not shown. */
    readonly body: unknown;
  };
  /** Whether the headers are all that there were. */
  readonly headersComplete?: true;
  /** The flavour that answers so, where its version does not tell. */
  readonly flavour?: FlavourName;
  /** Why the mocked Jira does not answer so. */
  readonly notMocked?: string;
  /** Why the description does not have it. */
  readonly notDescribed?: string;
  /** What is said of it. */
  readonly said: {
    /** Who answered, and the kind of the answer. */
    readonly meaning: readonly [Responder, ResponseKind];
    /** Of a Jira that gives it, where the password and the tokens are right: the exit code, and what was found. */
    readonly verify: readonly [exitCode: number, ...codes: string[]];
    /** The exit code, and what was looked at and found wrong. */
    readonly doctor: readonly [exitCode: number, ...topics: string[]];
  };
}

/** The name of their file in `contracts/session/recorded`, beside the recordings of this project. */
export const PUBLIC_RECORDS = 'public-records.json';

export const publicRecords = JSON.parse(
  readFileSync(`contracts/session/recorded/${PUBLIC_RECORDS}`, 'utf8'),
) as readonly PublicRecord[];

/** The session in each record: made up. */
export const MADE_UP_SESSION = '0123456789ABCDEF0123456789ABCDEF';

/** The headers of a record, in their order. */
export function headersOf({ answer: { headers } }: PublicRecord): [name: string, value: string][] {
  return headers.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
}

/** By name in small letters; more than one value with a comma between them, as Node has them. */
export function headersByName(record: PublicRecord): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [given, value] of headersOf(record)) {
    const name = given.toLowerCase();
    all[name] = all[name] === undefined ? value : `${all[name]}, ${value}`;
  }
  return all;
}

/** The body of a record as a text. */
export const textOf = ({ answer: { body } }: PublicRecord) =>
  typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
