import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from '@jest/globals';
import { startHttp } from './faulty-server.ts';
import { runCli } from './run-cli.ts';

export const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
export const json = { 'Content-Type': 'application/json' };

export type Answer = (response: ServerResponse, cookie: string, times: number, open: Set<string>) => void;

export interface JiraOptions {
  /** What its session cookie is called. */
  readonly name?: string;
  /** Answers a log-out in a way of its own; a session that it has is closed with 204, and others are not known, if left out. */
  readonly logOut?: (response: ServerResponse, session: string, open: Set<string>) => void;
  /** Answers whatever else is asked. */
  readonly otherwise?: (response: ServerResponse, open: Set<string>, request: IncomingMessage) => void;
}

/** A Jira whose answer to a log-in, or to a token, opens a session in a way of its own; it knows which are open. */
export async function startJira(answer: Answer, options: JiraOptions = {}) {
  const { name = 'JSESSIONID', logOut = closes, otherwise = refuses } = options;
  const open = new Set<string>();
  let times = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.url?.endsWith('serverInfo')) {
      response.writeHead(200, json).end('{"version":"9.12.15"}');
    } else if (request.method === 'DELETE') {
      const [pair = ''] =
        request.headers.cookie?.split('; ').filter((one) => one.startsWith(`${name}=`)) ?? [];
      logOut(response, pair.slice(name.length + 1).replaceAll('"', ''), open);
    } else if (body.includes('canary') || request.headers.authorization?.startsWith('Bearer canary')) {
      times += 1;
      const session = `SESSION${times}`;
      open.add(session);
      answer(response, `${name}=${session}`, times, open);
    } else otherwise(response, open, request);
  };
  const server = await startHttp(listener);
  return {
    open,
    baseUrl: `http://127.0.0.1:${server.port}/rest`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export const closes: Required<JiraOptions>['logOut'] = (response, session, open) =>
  response.writeHead(open.delete(session) ? 204 : 401, json).end();
const refuses: Required<JiraOptions>['otherwise'] = (response) =>
  response.writeHead(401, json).end('{"errorMessages":["Log in first"]}');

/** Runs a log-in and what belongs to it, and reads how many sessions may be open. */
export async function leftOpenBy(
  verb: 'verify' | 'doctor',
  baseUrl: string,
  args: readonly string[] = [],
  signal?: AbortSignal,
) {
  const words = verb === 'verify' ? ['verify', '--filter', 'right credentials'] : ['doctor'];
  const all = [...words, '--base-url', baseUrl, '--json', '-', ...args];
  const { stdout } = await runCli(all, settings, undefined, signal);
  expect(stdout).not.toContain('canary');
  const report = JSON.parse(stdout);
  const told: string =
    report.observations?.find(({ topic }: { topic: string }) => topic === 'sessions')?.what ?? '0';
  return verb === 'verify' ? report.targets[0].sessionsLeftOpen : Number.parseInt(told, 10);
}
export const verbs = ['verify', 'doctor'] as const;

export function body(cookie: string): string {
  const [name, value] = cookie.split('=');
  return JSON.stringify({ session: { name, value } });
}
export const withStatus =
  (status: number, headers: object = {}): Answer =>
  (response, cookie) =>
    response.writeHead(status, { ...json, ...headers, 'Set-Cookie': `${cookie}; Path=/` }).end(body(cookie));
