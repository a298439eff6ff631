import { triedErrors } from './recording.ts';

export interface StatusGroup {
  readonly words: string;
  readonly first: number;
  /** As Pact is told them: the name that it has for a class, or each of them. */
  readonly inPact: string | readonly number[];
}

const clientErrors = triedErrors.filter((status) => status < 500);
const serverErrors = triedErrors.filter((status) => status >= 500);

/** The statuses of a class that are tried, Pact's name for all of it, and others of it that are met. */
const CLASSES: readonly (readonly [
  words: string,
  tried: readonly number[],
  pacts: string | undefined,
  others: readonly number[],
])[] = [
  ['any 2xx', [200, 201, 203, 204], 'success', []],
  ['any 2xx with a body', [200, 201, 203], undefined, [202, 206]],
  ['any redirect', [302, 307], 'redirect', []],
  ['any error', triedErrors, 'error', [405, 406, 408, 409, 415, 422, 501, 502, 504]],
  ['any 4xx', clientErrors, 'clientError', [405, 406, 408, 409, 415, 422]],
  ['any 5xx', serverErrors, 'serverError', []],
];

/** What a client takes, in words and for its pact: a class where it takes all of those that are tried, or of many all but two. */
export function statusGroups(accepted: readonly number[]): StatusGroup[] {
  const groups: StatusGroup[] = [];
  let rest = accepted;
  for (const mayMiss of [0, 2]) {
    for (const [name, all, pacts, others] of CLASSES.filter(([, { length }]) => length > 2 * mayMiss)) {
      const missing = all.filter((status) => !rest.includes(status));
      if (missing.length > mayMiss) continue;
      const each = [...all, ...others].filter((status) => !missing.includes(status));
      groups.push({
        words: missing.length > 0 ? `${name} but ${missing.join(' and ')}` : name,
        first: Math.min(...all),
        inPact: (missing.length === 0 && pacts) || each.toSorted((a, b) => a - b),
      });
      rest = rest.filter((status) => !all.includes(status));
    }
  }
  const alone = rest.map((status) => ({ words: `${status}`, first: status, inPact: [status] }));
  return [...groups, ...alone].toSorted((one, other) => one.first - other.first);
}
