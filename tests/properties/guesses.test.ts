import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { FindingError } from '../../src/errors.ts';
import { HttpClient, type HttpRequest } from '../../src/http/http-client.ts';
import { accountsFrom } from '../../src/jira/accounts.ts';
import { connectionTo } from '../../src/jira/connection.ts';
import { factsOf } from '../../src/jira/server-info.ts';
import { type Started, startHttp } from '../support/faulty-server.ts';
import { fc } from '../support/properties.ts';

const arrived: string[] = [];
let server: Started;
beforeAll(async () => {
  server = await startHttp((incoming, outgoing) => {
    arrived.push(`${incoming.method} ${incoming.url}`);
    outgoing.writeHead(401).end();
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** A way to write the user's name that Jira, or a directory behind it, takes for the user. */
const nameOfBob = fc
  .tuple(
    fc.constantFrom('', ' ', 'ACME\\', 'acme.example\\', '\t'),
    fc.constantFrom('bob', 'Bob', 'BOB', 'ｂｏｂ'),
    fc.constantFrom('', ' ', '@example.com', '@EXAMPLE.COM '),
  )
  .map((parts) => parts.join(''));
const password = fc.oneof(fc.constantFrom('', 'guessed', 'password1'), fc.string());

type Place = (username: string, password: string) => Partial<HttpRequest>;

const json = { 'Content-Type': 'application/json' };
const post = (body: string | Buffer, headers = json) => ({
  method: 'POST',
  headers,
  body: Buffer.from(body),
});
const pair = (username: string, secret: string) => JSON.stringify({ username, password: secret });
const query = (username: string, secret: string) =>
  `os_username=${encodeURIComponent(username)}&os_password=${encodeURIComponent(secret)}`;
const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');
const escaped = (text: string) =>
  [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Each place where Jira reads credentials. */
const places: readonly Place[] = [
  (...of) => post(pair(...of)),
  (...of) => post(pair(...of), { 'Content-Type': 'text/plain' }),
  (...of) => post(`\uFEFF${pair(...of)}`),
  (...of) => post(Buffer.from(pair(...of), 'utf16le')),
  (...of) => post(`${pair(...of)}\n${pair('nobody', '')}`),
  (...of) => post(`/* */${pair(...of)}`),
  (...of) => post(`[${pair(...of)}]`),
  (...of) => post(pair(...of).replace('{', '{"username":"nobody",')),
  (username) => post(`{"username":"${escaped(username)}","password":"x"}`),
  (...of) => post(query(...of), { 'Content-Type': 'application/x-www-form-urlencoded' }),
  (...of) =>
    post(JSON.stringify({ a: `&${query(...of)}&` }), { 'Content-Type': 'application/x-www-form-urlencoded' }),
  (...of) => ({ path: `${SESSION_PATH}?${query(...of)}` }),
  (...of) => ({ path: `${SESSION_PATH}?a=b?${query(...of)}` }),
  (...of) => ({ path: `${SESSION_PATH}?a;${query(...of).toUpperCase()}` }),
  (...of) => ({ path: `${SESSION_PATH}?${query(...of).replaceAll('_', '%5F')}` }),
  (...of) => ({ path: `${SESSION_PATH}?os_username=no-such-user&${query(...of)}` }),
  (...of) => ({ headers: { authorization: `Basic ${base64(of.join(':'))}` } }),
  (...of) => ({ headers: { AUTHORIZATION: `basic\t${base64(of.join(':'))}` } }),
  (...of) => ({ headers: { Authorization: `Bearer x, Basic ${base64(of.join(':'))}` } }),
  (...of) => ({ headers: { Authorization: `Basic ${base64(of.join(':'), 'utf16le')}` } }),
  () => ({ headers: { Authorization: 'Digest username="b\\ob", response="x"' } }),
  (...of) => ({
    ...post(pair(...of)),
    headers: { ...json, Authorization: `Basic ${base64('no-such-user:x')}` },
  }),
];

/** Places that only something before Jira, or one of its apps, may read. */
const otherPlaces: readonly Place[] = [
  (username) => post(JSON.stringify({ user: { name: [username] } })),
  (username) => ({ path: `${SESSION_PATH}?user=${encodeURIComponent(encodeURIComponent(username))}` }),
  (...of) => ({ headers: { 'X-Authorization': `Basic ${base64(of.join(':'))}` } }),
  (username) => ({ headers: { 'X-Forwarded-User': encodeURIComponent(username) } }),
  (username) => ({ headers: { Cookie: `a=${base64(`${username}:x`)}` } }),
];

describe('a guess of the password of a known user', () => {
  it('never reaches a Jira, whatever it looks like and wherever it stands', async () => {
    const accounts = accountsFrom({ user: { username: 'bob', password: 'canary-password' } });
    const baseUrl = `http://127.0.0.1:${server.port}/rest`;
    const http = new HttpClient({ baseUrl, timeoutMs: 2000 });
    const connection = connectionTo({ http, facts: factsOf(baseUrl), accounts });
    const where = fc.constantFrom(...places, ...otherPlaces);
    await fc.assert(
      fc.asyncProperty(where, nameOfBob, password, async (place, name, secret) => {
        const request = { method: 'GET', path: SESSION_PATH, ...place(name, secret) };
        const nobodys = connection.send(request, { cookies: [], mayBeNobodys: true });
        await expect(nobodys).rejects.toThrow(FindingError);
        if (otherPlaces.includes(place)) return;
        await expect(connection.send(request, { due: ['user'], cookies: [] })).rejects.toThrow(FindingError);
      }),
      { numRuns: 400 },
    );
    expect(arrived).toEqual([]);
  });
});
