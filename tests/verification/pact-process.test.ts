import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { sendSignal } from '../../src/children.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { startPactVerifier } from '../../src/pact/pact-verifier.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { boundedForPact } from '../../src/pact/response-for-pact.ts';
import { type PactEndpoint, PactLostError } from '../../src/pact/watched-pact-process.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const answer = (body: string | Buffer) => ({
  status: 200,
  headers: {},
  setCookies: [],
  body: Buffer.from(body),
  text: body.toString(),
});

async function anonymousOf(pact: PactFile) {
  const found = pact.interactions.find(({ description }) => description.startsWith('an anonymous'));
  if (!found) throw new Error('the pact has no anonymous interaction');
  return found;
}

/** A server that answers Pact with 401, as the anonymous interaction wants it. */
const startServer = () =>
  startHttp((request, response) => {
    request.resume();
    response
      .writeHead(request.method === 'POST' ? 200 : 401, { 'Content-Type': 'application/json' })
      .end(request.method === 'POST' ? '{}' : '{"errorMessages":["Log in first"]}');
  });

function at(port: number, isBusy = false): PactEndpoint {
  return { url: `http://127.0.0.1:${port}`, stateUrl: `http://127.0.0.1:${port}/state`, isBusy };
}

describe("Pact's process", () => {
  it('is started anew after a loss', async () => {
    await using server = await startServer();
    await using verifier = startPactVerifier();
    const pact = await readPact(PACT_FILE);
    const interaction = await anonymousOf(pact);
    const first = verifier.pid;
    sendSignal(first, 'SIGKILL');
    await expect(verifier.verify(pact, interaction, at(server.port))).rejects.toThrow(PactLostError);
    expect(await verifier.verify(pact, interaction, at(server.port))).toEqual([]);
    expect(verifier.pid).not.toBe(first);
  });

  it('does not make one interaction pay for another: what was lost with it is replayed in a process of its own', async () => {
    const answers = new EventEmitter();
    await using server = await startHttp((request, response) => {
      request.resume();
      const answer = () =>
        response
          .writeHead(401, { 'Content-Type': 'application/json' })
          .end('{"errorMessages":["Log in first"]}');
      if (request.method === 'POST')
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      else if (answers.listenerCount('open') < 2) answers.once('open', answer) && answers.emit('asked');
      else answer();
    });
    await using verifier = startPactVerifier();
    const pact = await readPact(PACT_FILE);
    const interaction = await anonymousOf(pact);
    const begunAnew: string[] = [];
    const whereOf = (name: string) => ({ ...at(server.port), again: () => begunAnew.push(name) });
    const both = ['one', 'two'].map((name) => verifier.verify(pact, interaction, whereOf(name)));
    await once(answers, 'asked');
    await once(answers, 'asked');
    sendSignal(verifier.pid, 'SIGKILL');
    expect(await Promise.all(both)).toEqual([[], []]);
    expect(begunAnew).toEqual(['one', 'two']);
    // What those processes printed is there for --verbose, once.
    expect(verifier.takeOutput()).toContain('Verifying a pact');
    expect(verifier.takeOutput()).not.toContain('Verifying a pact');
  });

  it('is ended when it hangs, and not while Jira is asked', async () => {
    await using server = await startServer();
    await using verifier = startPactVerifier({ silentForMs: 300 });
    const pact = await readPact(PACT_FILE);
    const interaction = await anonymousOf(pact);
    sendSignal(verifier.pid, 'SIGSTOP');
    const busyUntil = Date.now() + 1200;
    const where = {
      ...at(server.port),
      get isBusy() {
        return Date.now() < busyUntil;
      },
    };
    await expect(verifier.verify(pact, interaction, where)).rejects.toThrow('it did not end within 0.3 s');
    expect(Date.now()).toBeGreaterThan(busyUntil);
  });

  it('is not hung by a length that a pact claims for a request without a body', async () => {
    await using server = await startServer();
    await using verifier = startPactVerifier({ silentForMs: 5000 });
    const text = readFileSync(PACT_FILE, 'utf8').replaceAll('"Accept"', '"Content-Length": ["99"], "Accept"');
    const pact = JSON.parse(text) as PactFile;
    expect(await verifier.verify(pact, await anonymousOf(pact), at(server.port))).toEqual([]);
  });
});

describe('an answer that Pact could choke on', () => {
  it.each([
    ['has too many values', JSON.stringify({ errorMessages: Array(6000).fill('') }), '6002 values of JSON'],
    ['is nested too deep', '['.repeat(3000) + ']'.repeat(3000), 'JSON that is nested too deep'],
    ['is too large', JSON.stringify({ a: 'x'.repeat(300_000) }), '300008 bytes of JSON'],
  ])('does not reach it when it %s', (_name, body, tooMuch) => {
    expect(boundedForPact(answer(body))).toEqual({ tooMuch });
  });

  it('reaches it in part when it is a page, which differs all the same', () => {
    const bounded = boundedForPact(answer(`<html>${'x'.repeat(1_000_000)}`));
    expect('body' in bounded && bounded.body.length).toBe(65_536);
  });

  it('reaches it as it is when it is like one of Jira', () => {
    const usual = answer(JSON.stringify({ errorMessages: ['Login failed'], errors: {} }));
    expect(boundedForPact(usual)).toBe(usual);
  });

  it('could not be found out, and leaves the memory alone', async () => {
    const body = JSON.stringify({ errorMessages: Array(300_000).fill('') });
    await using jira = await startHttp((request, response) => {
      request.resume();
      if (request.url?.endsWith('serverInfo')) response.end('{"version":"9.12.15"}');
      else response.writeHead(401, { 'Content-Type': 'application/json' }).end(body);
    });
    const args = ['verify', '--base-url', `http://127.0.0.1:${jira.port}/rest`, '--filter', 'anonymous'];
    const { exitCode, stdout } = await runCli(args);
    expect(stdout).toContain('the answer is too large to come from Jira');
    expect(exitCode).toBe(2);
  });
});
