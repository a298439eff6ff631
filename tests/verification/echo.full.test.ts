import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { encodings } from '../support/encodings.ts';
import { startHttp } from '../support/faulty-server.ts';
import { fc } from '../support/properties.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-echo-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A password that no word of ours, no address and no number has in it. */
const password = fc
  .tuple(
    fc.stringMatching(/^[a-z]{2}Q[0-9]Z[a-z]{2}$/),
    fc.string({ unit: fc.constantFrom(...'\'"\\/&<>%+ #$;üé€'), maxLength: 4 }),
  )
  .map(([letters, odd]) => `${letters.slice(0, 4)}${odd}${letters.slice(4)}`);

/** Where in an answer a Jira may put what it was sent. HTTP's own rules hold for a header. */
const places = {
  'a body of JSON': (echo: string) => ({
    body: JSON.stringify({ session: { name: echo, value: echo }, name: echo }),
  }),
  'its messages': (echo: string) => ({ body: JSON.stringify({ errorMessages: [echo], message: echo }) }),
  'the names of its fields': (echo: string) => ({
    body: JSON.stringify({ [echo]: 1, errorMessages: { [echo]: [echo] } }),
  }),
  'a body that is no JSON': (echo: string) => ({ body: `{"session": ${echo}` }),
  'a page': (echo: string) => ({ body: `<html>${echo}</html>` }),
  'a redirect': (echo: string) => ({
    status: 302,
    headers: { Location: `/login.jsp;jsessionid=${headerOf(echo)}?x=${headerOf(echo)}` },
  }),
  'a redirect to a host of that name': (echo: string) => ({
    status: 302,
    // A redirect is shown up to a query or a session in it: what such a cut leaves of a secret cannot be known.
    headers: { Location: `https://${/[;?#]/.test(headerOf(echo)) ? '' : headerOf(echo)}.example.com/` },
  }),
  // Node writes the names of headers in small letters.
  'the name of a header': (echo: string) => ({
    status: 403,
    headers: {
      [`X-${/[^!#-'*+.\w^`|~%-]/.test(echo) ? '' : echo}`]: 'x',
      'X-Authentication-Denied-Reason': 'x',
    },
  }),
  'the media type': (echo: string) => ({ headers: { 'Content-Type': `text/${headerOf(echo)}` } }),
  'a cookie': (echo: string) => ({ headers: { 'Set-Cookie': `JSESSIONID=${headerOf(echo)}; Path=/` } }),
  'the reason for a denial': (echo: string) => ({
    status: 403,
    headers: { 'X-Authentication-Denied-Reason': headerOf(echo) },
  }),
} as const satisfies Record<string, (echo: string) => { status?: number; headers?: object; body?: string }>;

/** What a header may hold of a text: bytes above ASCII as latin-1, and no control characters. */
const headerOf = (echo: string) => echo.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '?');

const verbs: Readonly<Record<string, readonly string[]>> = {
  verify: ['verify', '--verbose', '--json', join(folder, 'report.json'), '--filter', 'right credentials'],
  doctor: ['doctor'],
};

describe.each(Object.keys(places) as (keyof typeof places)[])(
  'a Jira that puts the password into %s',
  (place) => {
    it('gets it into no output, whatever the password is and however it writes it', async () => {
      await fc.assert(
        fc.asyncProperty(
          password,
          fc.constantFrom(...Object.keys(encodings)),
          fc.constantFrom(...Object.keys(verbs)),
          fc.constantFrom(200, 401, 403, 500),
          async (secret, encoding, verb, status) => {
            const echo = encodings[encoding]?.(secret) ?? '';
            await using jira = await startHttp((request, response) => {
              request.resume();
              const isLogIn = request.method === 'POST';
              if (!isLogIn) {
                const info = request.url?.endsWith('serverInfo');
                response.writeHead(info ? 200 : 401, { 'Content-Type': 'application/json' });
                response.end(info ? '{"version":"9.12.15"}' : '{"errorMessages":["Log in first"]}');
                return;
              }
              const given = { status, headers: {}, body: '', ...places[place](echo) };
              response
                .writeHead(given.status, { 'Content-Type': 'application/json', ...given.headers })
                .end(given.body);
            });
            const words = [...(verbs[verb] ?? []), '--base-url', `http://127.0.0.1:${jira.port}/rest`];
            const { stdout, stderr } = await runCli(words, { JIRA_USERNAME: 'bob', JIRA_PASSWORD: secret });
            const json = verb === 'verify' ? readFileSync(join(folder, 'report.json'), 'utf8') : '';
            // What is shown is decoded as a reader would: our own escapes of JSON and of control characters go first.
            for (const text of [stdout, stderr, json, JSON.stringify(json && JSON.parse(json))]) {
              for (const one of [secret, echo, secret.slice(0, 4)]) {
                // A part of it that is long enough to guess the rest, and in any case.
                expect(text.toLowerCase()).not.toContain(one.toLowerCase());
              }
            }
          },
        ),
        { numRuns: 8 },
      );
    });
  },
);
