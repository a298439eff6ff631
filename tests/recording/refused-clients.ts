import { expect } from '@jest/globals';
import { recorded } from './own-rule-clients.ts';
import { logIn } from './small-clients.ts';

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A client that fails where the log-in is refused, and says this of it. */
export const refusedWith = (say: (refusal: Refusal) => string) =>
  recorded(
    async (given) => {
      const answer = await logIn(given);
      if (answer.status === 200) return 'in';
      const { status } = answer;
      throw say({ status, headers: Object.fromEntries(answer.headers), body: await answer.text() });
    },
    ['captcha'],
  );

const renamed = ({ headers }: Refusal, rename: (name: string) => string) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [rename(name), value]));
const words = (name: string) => name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));

export const spellings: readonly (readonly [string, (refusal: Refusal) => string])[] = [
  [
    'as it came',
    ({ headers, body }) => JSON.stringify({ headers, body: JSON.parse(body || 'null') }, null, 2),
  ],
  ['as JSON in JSON in JSON', (refusal) => JSON.stringify(JSON.stringify(JSON.stringify(refusal)))],
  [
    'with names in snake case',
    (refusal) => JSON.stringify(renamed(refusal, (name) => name.replaceAll('-', '_'))),
  ],
  ['with names in camel case', (refusal) => JSON.stringify(renamed(refusal, (name) => words(name).join('')))],
  [
    'as variables of a server',
    (refusal) =>
      JSON.stringify(renamed(refusal, (name) => `HTTP_${name.replaceAll('-', '_').toUpperCase()}`)),
  ],
  [
    'with names of several words',
    (refusal) => JSON.stringify(renamed(refusal, (name) => words(name).join(' '))),
  ],
  ['in capital letters', ({ headers, body }) => `${JSON.stringify(headers)} ${body}`.toUpperCase()],
  ['as part of an address', ({ headers, body }) => `/log?${new URLSearchParams({ ...headers, body })}`],
  ['in base64', ({ headers, body }) => btoa(JSON.stringify({ headers, body }))],
  ['with a label', ({ headers, body }) => `Reason: ${headers['x-seraph-loginreason']}\nThe text: ${body}`],
  [
    'each header on a line, with a date',
    ({ headers }) => `${new Date()} ${Object.entries(headers).join('\n')}`,
  ],
  [
    'as curl -v writes it',
    ({ headers, body }) =>
      [
        ...Object.entries({ ...headers, date: new Date() }).map(([name, value]) => `< ${name}: ${value}`),
        ...[`< Content-Length: ${body.length}`, ...(body ? [`{ [${body.length} bytes data]`] : [])],
        ...['* Connection #0 to host left intact', body],
      ].join('\n'),
  ],
];

export async function shownAndNotUsed(_: string, say: (refusal: Refusal) => string) {
  const { requests } = await refusedWith(say);
  expect(requests[0]).toMatchObject({ needs: ['status'], eitherOf: [] });
  expect(requests[0]?.shows).toContain('header X-Seraph-LoginReason');
  expect(requests[0]).not.toHaveProperty('rightIfThere');
}
