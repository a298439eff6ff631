import type { Recorded, RecordedResponse } from './recorder.ts';

/**
 * Holds what one Jira answers against another one: statuses, telling headers, cookies, and the JSON by its fields and
 * their types. Values may differ.
 *
 * @param real of a real Jira
 * @param mocked of the mocked one
 * @returns what differs, a line each; empty when nothing does
 */
export function differences(real: Recorded, mocked: Recorded): string[] {
  const byWhat = new Map(mocked.answers.map((answer) => [answer.what, answer]));
  return real.answers.flatMap((answer) => {
    const other = byWhat.get(answer.what);
    if (!other) return [`${answer.what}: the mocked Jira was not asked this`];
    return responseDifferences(answer, other).map((one) => `${answer.what}: ${one}`);
  });
}

function responseDifferences(real: RecordedResponse, mocked: RecordedResponse): string[] {
  const differ = (what: string, one: unknown, other: unknown) =>
    JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [`${what} is ${JSON.stringify(one)} there, ${JSON.stringify(other)} here`];
  return [
    ...differ('the status', real.status, mocked.status),
    ...differ('the headers', Object.keys(real.headers).toSorted(), Object.keys(mocked.headers).toSorted()),
    ...differ('the cookies', real.cookies, mocked.cookies),
    ...differ('the body', shapeOf(real.body), shapeOf(mocked.body)),
  ];
}

/** The fields of a body and the types of their values; what is none is what it is. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== 'object') return typeof value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // What loginInfo has depends on what the account did before.
  return Object.fromEntries(fields.map(([name, one]) => [name, name === 'loginInfo' ? {} : shapeOf(one)]));
}
