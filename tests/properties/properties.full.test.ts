import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { JiraSessionError } from '../../src/client/client-errors.ts';
import { JiraSessionClient } from '../../src/client/session-client.ts';
import { HttpClient, type HttpResponse } from '../../src/http/http-client.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startGateway } from '../../src/pact/gateway.ts';
import { describedFlavours } from '../description/answers.ts';
import { responseProblems } from '../description/responses.ts';
import { type Started, startHttp, startRaw } from '../support/faulty-server.ts';
import { fc } from '../support/properties.ts';
import { answer, request as anyRequest, bytes } from './arbitraries.ts';

/** What the next request is answered. */
let next: { status: number; headers: [string, string][]; body: Buffer };
let nextBytes: Buffer;
let jira: Started;
let noJira: Started;
beforeAll(async () => {
  jira = await startHttp((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(next.status, next.headers.flat()).end(next.body));
  });
  noJira = await startRaw('', (socket) => socket.end(nextBytes));
});
afterAll(() => Promise.all([jira[Symbol.asyncDispose](), noJira[Symbol.asyncDispose]()]));

const verbs = {
  'a log-in': (client: JiraSessionClient) => client.logIn('bob', 'secret'),
  'who is logged in': (client: JiraSessionClient) => client.currentUser(),
  'a log-out': (client: JiraSessionClient) => client.logOut(),
};

/** A value of its type, or one of the client's own errors; anything else is thrown. */
async function isTyped(use: (typeof verbs)[keyof typeof verbs], url: string): Promise<void> {
  try {
    const value = await use(new JiraSessionClient({ baseUrl: url, timeoutMs: 2000 }));
    const fields = Object.values(value ?? {});
    expect(fields.every((field) => typeof field === 'string')).toBe(true);
  } catch (error) {
    if (!(error instanceof JiraSessionError)) throw error;
    expect(error.message).toMatch(/^(GET|POST|DELETE) \/auth\/1\/session: /);
    expect(error.message).not.toContain('secret');
  }
}

describe.each(Object.entries(verbs))('%s', (_name, use) => {
  it('is a typed value or a named error, whatever is answered', () =>
    fc.assert(
      fc.asyncProperty(answer, async (given) => {
        next = given;
        await isTyped(use, jira.origin);
      }),
      { numRuns: 150 },
    ));

  it('is a named error, whatever bytes come', () =>
    fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        nextBytes = given;
        await isTyped(use, noJira.origin);
      }),
      { numRuns: 75 },
    ));
});

/** Sends one request, with any headers that HTTP allows. */
function send(
  url: string,
  { method, headers, body }: { method: string; headers: object; body?: Buffer | undefined },
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method,
        headers: { ...headers, 'Content-Length': body?.length ?? 0 } as OutgoingHttpHeaders,
        agent: false,
      },
      async (incoming) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: await text(incoming) });
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

/** Sends one request through a gateway, which has to answer. */
async function passThrough(
  url: string,
  { method, headers, body }: { method: string; headers: object; body: Buffer },
) {
  const http = new HttpClient({ baseUrl: url, timeoutMs: 2000, retryBudgetMs: 0 });
  let fault: unknown;
  let given: HttpResponse | undefined;
  const mistakes: unknown[] = [];
  await using gateway = await startGateway();
  const route = gateway.open({
    setUp: async () => ({}),
    send: async (sent) => {
      try {
        given = await http.send(sent);
        return given;
      } catch (error) {
        fault = error;
        return undefined;
      }
    },
    onMistake: (error) => mistakes.push(error),
  });
  const { status } = await send(route.url + SESSION_PATH, { method, headers, body });
  expect(mistakes).toEqual([]);
  return { status, given, fault };
}

describe('the gateway', () => {
  it('passes on any answer with its status, or names the fault', () =>
    fc.assert(
      fc.asyncProperty(answer, anyRequest, async (given, { method, headers, body }) => {
        next = given;
        const sent = { method, headers: Object.fromEntries(headers), body };
        const { status, fault } = await passThrough(jira.origin, sent);
        if (fault === undefined) expect(status).toBe(given.status);
        else expect(String(fault)).toMatch(/^Fault: (GET|POST|DELETE) \/auth\/1\/session: .+\(.+\)\. /);
      }),
      { numRuns: 150 },
    ));

  it('names a fault or passes on what is HTTP, whatever bytes come', () =>
    fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        nextBytes = given;
        const { status, given: passed } = await passThrough(noJira.origin, {
          method: 'GET',
          headers: {},
          body: Buffer.alloc(0),
        });
        expect(status).toBe(passed?.status ?? 502);
      }),
      { numRuns: 75 },
    ));
});

describe.each(describedFlavours)('the mocked Jira %s', (flavour, where) => {
  it('gives an answer that its description allows, whatever is asked', async () => {
    await using mocked = await startMockedJira({ flavour });
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ method, query, headers, body }) => {
        const response = await send(mocked.baseUrl + SESSION_PATH + query, {
          method,
          headers: Object.fromEntries(headers),
          body: method === 'POST' ? body : undefined,
        });
        const given = { status: response.status, headers: response.headers, body: response.text };
        expect(responseProblems(method, given, where)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
