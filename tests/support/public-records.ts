import { readFileSync } from 'node:fs';

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
    readonly sends: 'nothing' | 'password' | 'cookie' | 'basic' | 'bearer' | 'bearer and cookie';
    /** What is told of them. */
    readonly credentials: string;
  };
  readonly answer: {
    readonly status: number;
    /** As lines, `Name: value`. */
    readonly headers: readonly string[];
    /** A text, or JSON. */
    readonly body: unknown;
  };
  /** Whether the headers are all that there were. */
  readonly headersComplete?: true;
}

/** The name of their file in `contracts/session/recorded`, beside the recordings of this project. */
export const PUBLIC_RECORDS = 'public-records.json';

export const publicRecords = JSON.parse(
  readFileSync(`contracts/session/recorded/${PUBLIC_RECORDS}`, 'utf8'),
) as readonly PublicRecord[];

/** The values of a header of a record, in their order. */
export function headerOf({ answer: { headers } }: PublicRecord, name: string): string[] {
  return headers.flatMap((line) => {
    const colon = line.indexOf(':');
    return line.slice(0, colon).toLowerCase() === name.toLowerCase() ? [line.slice(colon + 1).trim()] : [];
  });
}
