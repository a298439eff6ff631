import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readAtMost } from '../http/body.ts';

const MAX_BODY_BYTES = 1_000_000;

export interface MockedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** As they arrived: names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly httpVersion: string;
  readonly body: string;
  /** The address of the site as the caller knows it, with the context path. */
  readonly site: string;
}

/** What stands before the path where a client takes Jira for its proxy: a server has to accept it, and its host counts (RFC 9112, section 3.2.2). */
const OF_ABSOLUTE_FORM = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i;

export async function readRequest(
  incoming: IncomingMessage,
  scheme: string,
  contextPath: string,
): Promise<MockedRequest> {
  const body = (await readAtMost(incoming, MAX_BODY_BYTES)).toString();
  const { method = '', url = '', headers, rawHeaders, httpVersion, socket } = incoming;
  const [before = '', named] = OF_ABSOLUTE_FORM.exec(url) ?? [];
  // Before HTTP/1.1, no client had to name the host.
  const host = named ?? headers.host ?? `127.0.0.1:${socket.localPort}`;
  const site = `${scheme}://${host}${contextPath}`;
  const target = url.slice(before.length);
  const [path = ''] = target.split('?');
  const query = target.slice(path.length);
  return { method, path: path || '/', query, headers, rawHeaders, httpVersion, body, site };
}

export function isOfType(subtype: string, { headers }: MockedRequest): boolean {
  return new RegExp(`^application/${subtype}\\b`, 'i').test(headers['content-type'] ?? '');
}
