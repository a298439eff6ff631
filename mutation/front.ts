import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { HttpClient } from '../src/http/http-client.ts';
import { isMeantFor, listen, type Started, started } from '../src/http/listen.ts';
import {
  canonicalName,
  FRAMING_HEADERS,
  logInPage,
  type WireResponse,
  wireResponse,
} from '../src/http/wire.ts';
import type { MockedJira } from '../src/mock-jira/server.ts';
import type { CarriedResponse, JiraChange, WireRequest } from './edits.ts';

/** A changed Jira that listens. */
export interface Front extends Started {
  /** With `/rest`, as that of the Jira behind it. */
  readonly baseUrl: string;
  /** Whether anything was changed so far. */
  readonly changed: boolean;
}

/** Headers that are made anew; the date is the front's own. */
const MADE_ANEW = new Set([...FRAMING_HEADERS, 'date']);

const encoders = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };

/** Starts a server on loopback that stands in front of a mocked Jira and changes what passes, byte by byte. */
export async function startFront(jira: MockedJira, change: JiraChange): Promise<Front> {
  const http = new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 5000 });
  const root = new URL(jira.baseUrl).pathname;
  let changed = false;
  const noted: JiraChange = async (request, ask) => {
    let same = true;
    let given: CarriedResponse | undefined;
    const response = await change(request, async (sent) => {
      given = await ask(sent);
      same &&= isDeepStrictEqual(sent, request);
      return given;
    });
    changed ||= !same || !isDeepStrictEqual(response, given);
    return response;
  };
  let origin = 'http://localhost';
  const server = createServer((incoming, outgoing) => {
    if (!isMeantFor(origin, incoming)) {
      outgoing.writeHead(403, { Connection: 'close' }).end();
      return;
    }
    // What a redirect leads to is a page of something before Jira.
    if (!incoming.url?.startsWith(`${root}/`)) {
      write(outgoing, wireResponse(200, { 'Content-Type': 'text/html;charset=UTF-8' }, logInPage));
      return;
    }
    pass(incoming, outgoing, http, root, noted).catch(() => outgoing.destroy());
  });
  const listening = await listen(server);
  origin = listening.origin;
  const front = {
    baseUrl: listening.origin + root,
    get changed() {
      return changed;
    },
  };
  return started(front, () => listening.stop());
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  http: HttpClient,
  root: string,
  change: JiraChange,
): Promise<void> {
  const { connection: _, 'content-length': __, ...headers } = incoming.headers;
  const request: WireRequest = {
    method: incoming.method ?? 'GET',
    path: (incoming.url ?? '').slice(root.length),
    headers,
    body: await text(incoming),
  };
  write(outgoing, await change(request, (sent) => ask(http, sent)));
}

async function ask(http: HttpClient, request: WireRequest): Promise<WireResponse> {
  const { status, headers, body } = await http.send(request);
  const kept = Object.entries(headers)
    .filter(([name]) => !MADE_ANEW.has(name))
    .map(([name, value]) => [canonicalName(name), value] as const);
  return wireResponse(status, Object.fromEntries(kept), body.toString());
}

function write(outgoing: ServerResponse, response: CarriedResponse): void {
  const { status, headers, encoding, chunked, reasonPhrase } = response;
  const plain = Buffer.from(response.body);
  const body = encoding ? encoders[encoding](plain) : plain;
  const framing: readonly [string, string][] = [
    ...(encoding ? [['Content-Encoding', encoding] as [string, string]] : []),
    ...(chunked || status === 204 ? [] : [['Content-Length', String(body.length)] as [string, string]]),
  ];
  const raw = [...headers, ...framing].flat();
  if (reasonPhrase === undefined) outgoing.writeHead(status, raw);
  else outgoing.writeHead(status, reasonPhrase, raw);
  outgoing.end(body);
}
