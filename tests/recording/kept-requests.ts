import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { recordPact } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { keptVerifier } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { logIn, send } from './small-clients.ts';

export const folder = mkdtempSync(join(tmpdir(), 'jira-session-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

export interface Sent {
  readonly description: string;
  readonly providerStates: readonly { readonly name: string }[];
  readonly request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly query?: object;
  };
}

export async function recorded(consumer: string, run: (given: GivenToFunction) => unknown) {
  const pactFile = join(folder, `${consumer}.json`);
  const { remarks } = await recordPact({
    client: { consumer, command: null, run: functionClient(run) },
    ...{ scenarios: ['right-credentials'], pactFile, check: false, environment: {} },
    startVerifier: keptVerifier,
  });
  const notKept = remarks.filter((one) => one.startsWith('Not in the pact'));
  if (!existsSync(pactFile)) return { notKept, interactions: [] };
  const interactions: readonly Sent[] = JSON.parse(readFileSync(pactFile, 'utf8')).interactions;
  const { exitCode } = await runCli(['verify', '--pact', pactFile]);
  expect(exitCode).toBe(0);
  return { notKept, interactions };
}

/** Sends over Node's own http, which lets a client write its headers as it likes, and returns the answer. */
export async function sendRaw(
  url: string,
  method: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body = '',
) {
  const outgoing = request(url, {
    method,
    headers: headers as Record<string, string>,
    setDefaultHeaders: false,
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.on('error', reject).on('response', resolve);
  outgoing.end(body);
  const incoming = await promise;
  await text(incoming);
  return incoming;
}

export type Lines = Readonly<Record<string, string | readonly string[]>>;

export const json = { 'Content-Type': 'application/json' };

/** Logs in and asks who it is, with these headers. */
export function framed(ofLogIn: Lines, ofUser: Lines = {}) {
  return async ({ baseUrl, username, password }: GivenToFunction) => {
    const url = `${baseUrl}/auth/1/session`;
    const { host } = new URL(url);
    const body = JSON.stringify({ username, password });
    const length = 'Transfer-Encoding' in ofLogIn ? {} : { 'Content-Length': `${body.length}` };
    const answer = await sendRaw(url, 'POST', { host, ...ofLogIn, ...length }, body);
    const Cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
    if (answer.statusCode !== 200) return 'refused';
    return (await sendRaw(url, 'GET', { host, ...ofUser, Cookie })).statusCode;
  };
}

/** Over a socket: Node says a length of 0. */
const ofNoLength =
  (version: string) =>
  async ({ baseUrl }: GivenToFunction) => {
    const { hostname, port, host, pathname } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    const lines = version === '1.0' ? [] : [`Host: ${host}`, 'Connection: close'];
    socket.write([`POST ${pathname}/auth/1/session HTTP/${version}`, ...lines, '', ''].join('\r\n'));
    return (await text(socket)).split('\r\n', 1);
  };

/** Every header that arrives at a Jira, in its order, but for what is of one connection, and for values of one session. */
export async function arriving(
  act: (baseUrl: string) => Promise<unknown>,
): Promise<Record<string, string[]>> {
  const arrived: Record<string, string[]> = {};
  await using jira = await startMockedJira({
    middleware: (sent, { respond }) => {
      const lines = sent.rawHeaders.flatMap((name, index, all) =>
        index % 2 === 0 && !/^(host|connection|content-length)$/i.test(name)
          ? [`${name}: ${all[index + 1]}`]
          : [],
      );
      if (sent.headers['content-length'] === '0') lines.push('no body');
      const { origin } = new URL(sent.site);
      // Later ones are of verify itself.
      arrived[`${sent.method} ${sent.path}`] ??= lines.map((line) =>
        line.replace(/(?<=^Cookie: ).*/, '...').replaceAll(origin, 'ITS SITE'),
      );
      return respond(sent);
    },
  });
  await act(jira.baseUrl);
  return arrived;
}

export const SESSION = '/rest/auth/1/session';

export const framedClients: readonly (readonly [string, ReturnType<typeof framed>])[] = [
  ['names no program, and takes anything', framed(json)],
  [
    'has names of its own for its headers, in an order of its own',
    framed(
      {
        'user-agent': 'my-sync/1.2 (test)',
        'content-TYPE': 'application/json',
        'X-ATLASSIAN-token': 'no-check',
      },
      { 'x-b': '1', 'X-a': '2', 'USER-AGENT': 'my-sync/1.2 (test)', accept: 'application/json' },
    ),
  ],
  ['sends its body in chunks', framed({ ...json, 'Transfer-Encoding': 'chunked' })],
  ['waits for leave to send it', framed({ ...json, 'Transfer-Encoding': 'chunked', Expect: '100-continue' })],
  [
    'takes compressed answers, and says that it sends no body',
    framed(json, { 'Accept-Encoding': 'gzip, deflate, br;q=0.5', 'Content-Length': '0' }),
  ],
  [
    'writes no blank behind a comma',
    framed({ ...json, Accept: 'text/html,application/json;q=0.9,*/*;q=0.8' }),
  ],
  ['has letters in a header that are not ASCII', framed({ ...json, 'X-User': '\u00c3\u00bc' })],
];

export async function arrivesAsItWasSent(name: string, run: ReturnType<typeof framed>) {
  const consumer = name.replaceAll(/\W+/g, '-');
  const { notKept } = await recorded(consumer, run);
  expect(notKept).toEqual([]);
  const given = { username: 'alice', password: jiraSettings.JIRA_PASSWORD };
  const ofClient = await arriving((baseUrl) => run({ baseUrl, ...given } as GivenToFunction));
  const ofVerify = await arriving((baseUrl) =>
    runCli(['verify', '--pact', join(folder, `${consumer}.json`), '--base-url', baseUrl], jiraSettings),
  );
  expect(Object.keys(ofClient)).toEqual([`POST ${SESSION}`, `GET ${SESSION}`]);
  expect(ofVerify).toMatchObject(ofClient);
}

export const notKeptOf: readonly (readonly [string, (given: GivenToFunction) => unknown, string[]])[] = [
  ['a body without Content-Type', framed({}), ['Content-Type: application/json']],
  ['a header that is sent twice', framed({ ...json, 'X-Tag': ['a', 'b'] }), ['a header twice']],
  ['that it has no body', ofNoLength('1.1'), ['411']],
  ['HTTP/2 that is offered', framed({ ...json, Upgrade: 'h2c', Connection: 'Upgrade' }), ['Upgrade']],
  ['that it speaks HTTP/1.0', ofNoLength('1.0'), ['411', 'HTTP/1.0']],
  [
    'a ticket of Kerberos',
    async (given) =>
      (await send(given, 'GET', { Authorization: 'Negotiate YIIabc==' })).status +
      (await logIn(given)).status,
    ['has credentials'],
  ],
  [
    'a header that differs from run to run',
    (given) => framed({ ...json, 'X-Request-Id': randomUUID() })(given),
    ['X-Request-Id, which differs'],
  ],
  ['the time', framed({ ...json, Date: new Date().toUTCString() }), ['Date, which differs']],
];

export async function isNamed(name: string, run: (given: GivenToFunction) => unknown, said: string[]) {
  const { notKept } = await recorded(name.replaceAll(/\W+/g, '-'), run);
  expect(notKept).toHaveLength(said.length);
  for (const [index, words] of said.entries()) expect(notKept[index]).toContain(words);
}
