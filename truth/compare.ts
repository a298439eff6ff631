import type { Recorded, RecordedResponse } from '../src/doctor/recorded-responses.ts';

/** Headers that say something of who is there. */
const TELLING = [
  ...['content-type', 'retry-after', 'www-authenticate', 'x-aaccountid', 'x-authentication-denied-reason'],
  ...['x-ausername', 'x-seraph-loginreason'],
];

/**
 * Holds what one Jira answers against another one: statuses, telling headers, cookies, and the JSON by its fields and
 * their types. Values may differ.
 *
 * @param real of a real Jira
 * @param mocked of the mocked one
 * @returns what differs, a line each; empty when nothing does
 */
export function differences(real: Recorded, mocked: Recorded): string[] {
  const other = byRequest(mocked);
  return [...byRequest(real)].flatMap(([request, response]) => {
    const answer = other.get(request);
    if (!answer) return [`${request}: the mocked Jira was not asked this`];
    return responseDifferences(response, answer).map((one) => `${request}: ${one}`);
  });
}

/** Such as `GET /auth/1/session with one cookie`, and with a number where the same is asked again. */
export function byRequest({ answers }: Recorded): Map<string, RecordedResponse> {
  const all = new Map<string, RecordedResponse>();
  for (const answer of answers) {
    const request = `${answer.method} ${answer.path} with ${answer.sent.join(' and ')}`;
    let name = request;
    for (let time = 2; all.has(name); time++) name = `${request} (${time})`;
    all.set(name, answer);
  }
  return all;
}

function responseDifferences(real: RecordedResponse, mocked: RecordedResponse): string[] {
  const differ = (what: string, one: unknown, other: unknown) =>
    JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [`${what} is ${JSON.stringify(one)} there, ${JSON.stringify(other)} here`];
  const tellingIn = ({ headers }: RecordedResponse) => TELLING.filter((name) => name in headers);
  return [
    ...differ('the status', real.status, mocked.status),
    ...differ('the headers', tellingIn(real), tellingIn(mocked)),
    ...differ('the cookies', real.cookies, mocked.cookies),
    ...differ('the body', shapeOf(real.body), shapeOf(mocked.body)),
  ];
}

/** The fields of a body and the types of their values; what is none is what it is. */
function shapeOf(form: unknown): unknown {
  if (Array.isArray(form)) return form.slice(0, 1).map(shapeOf);
  if (typeof form === 'string')
    return /^\((page|broken JSON|number|true or false)\)/.exec(form)?.[0] ?? 'text';
  if (form === null || typeof form !== 'object') return form;
  const fields = Object.entries(form).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // What loginInfo has depends on what the account did before.
  return Object.fromEntries(fields.map(([name, one]) => [name, name === 'loginInfo' ? {} : shapeOf(one)]));
}
