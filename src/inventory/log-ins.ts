import { isUtf8 } from 'node:buffer';
import { basicPair } from '../authorization.ts';
import { percentDecoded } from '../text.ts';
import type { Line, LogFormat } from './log-formats.ts';
import {
  isBrowser,
  isRefusedStatus,
  isRest,
  type Outcome,
  outcomeOfStatus,
  type RequestWay,
  wayOfRequest,
  wayOfSaid,
} from './log-in-ways.ts';
import type { Said } from './security-log.ts';
import type { Time } from './times.ts';

const MAX_TEXT = 256;

/** What a line says about somebody. */
export interface Seen extends Pick<RequestWay, 'way' | 'isCertain'> {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  /** Whether the request is a log-in: then its status is about that. */
  readonly isLogIn: boolean;
  readonly outcome: Outcome;
  readonly time: Time;
  /** Without what Jira's own filter writes before it: `-` where the log has none. */
  readonly requestId: string;
  readonly target: string;
  /** Its address, and those of the proxies that it came through. */
  readonly addresses: string;
  /** Whether it is nobody's, as long as no other line tells more of the same request. */
  readonly isNobodys: boolean;
}

export function seenInSecurityLog(said: Said, time: Time): Seen {
  const { addresses, requestId, path: target } = said;
  const [address = '-'] = addresses.split(',', 1);
  return {
    ...{ user: userNameIn(said.user), address, addresses, userAgent: '-', way: wayOfSaid(said.path) },
    ...{ isCertain: false, isLogIn: false, outcome: said.isRefused ? 'refused' : 'passed' },
    ...{ time, requestId, target, isNobodys: false },
  };
}

export function seenInAccessLog(line: Line, { isOfJira }: LogFormat, time: Time): Seen {
  const [method, target] = requestOf(line);
  const userAgent = decodedText(line.userAgent ?? agentIn(line.captured)) || '-';
  const named = userNameIn(line.user ?? '-');
  const status = Number.parseInt(line.status ?? '', 10);
  const found =
    wayOfHeader(line.authorization) ??
    wayOfRequest(method, target) ??
    wayOfUser(named, userAgent, { isOfJira, isRest: isRest(target), isRefused: isRefusedStatus(status) });
  const { way = 'unknown', isCertain = false, isLogIn = false, user = '-' } = found ?? {};
  const address = addressOf(line);
  // Jira names whom it let in; a proxy names whoever tries.
  const wasLetIn = isOfJira && named !== '-' && !isLogIn;
  return {
    ...{ user: named === '-' ? userNameIn(user) : named, address, addresses: address, userAgent, way },
    ...{ isCertain, isLogIn, outcome: wasLetIn ? 'not-refused' : outcomeOfStatus(way, isLogIn, status) },
    ...{ time, requestId: line.requestId?.replace(/^\D(?=\d)/, '') ?? '-', target },
    isNobodys: found === undefined,
  };
}

function requestOf({ request, method = '', path = '', query = '' }: Line): [method: string, target: string] {
  if (request === undefined) return [method, query.startsWith('?') ? path + query : `${path}?${query}`];
  const space = request.indexOf(' ');
  const end = request.lastIndexOf(' HTTP/');
  return [request.slice(0, space), request.slice(space + 1, end > space ? end : undefined)];
}

/** If a proxy wrote several addresses, the first one is the client's. */
function addressOf({ forwarded = '', address = '-' }: Line): string {
  const [client = ''] = forwarded.split(',', 1);
  return /^[\dA-Fa-f.:]+$/.test(client.trim()) ? client.trim() : address;
}

function agentIn(captured: string | undefined): string {
  const headers = captured?.split(/[{}|]/) ?? [];
  return headers.find((header) => /^[A-Za-z][\w.:-]*\/\d/.test(header)) ?? '';
}

/** A log of the user's own may have the header itself. */
function wayOfHeader(authorization = '-'): RequestWay | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer)(?: +(.*))?$/i.exec(authorization) ?? [];
  if (scheme === '') return undefined;
  if (scheme.toLowerCase() === 'bearer') return { way: 'token', isCertain: true };
  const { username } = basicPair(value);
  return { way: 'basic', isCertain: true, ...(username && { user: username }) };
}

/** What a user's name beside a request tells: Jira writes it for all, and a proxy for Basic credentials or a sign-on of its own. */
function wayOfUser(
  user: string,
  userAgent: string,
  request: { readonly isOfJira: boolean; readonly isRest: boolean; readonly isRefused: boolean },
): RequestWay | undefined {
  if (isBrowser(userAgent)) return user === '-' ? undefined : { way: 'browser', isCertain: false };
  const { isOfJira, isRest, isRefused } = request;
  if (user === '-' && (!isRest || (isOfJira && !isRefused))) return undefined;
  return { way: user !== '-' && isRest && !isOfJira ? 'basic' : 'unknown', isCertain: false };
}

const ANONYMOUS = new Set(['', '-', 'anonymous']);

function userNameIn(text: string): string {
  const name = withoutParameters(decodedText(text).replace(/^"(.*)"$/, '$1'));
  return ANONYMOUS.has(name) ? '-' : name;
}

/** If an address was escaped twice, the name holds its other parameters too, such as the password. */
function withoutParameters(name: string): string {
  if (!/[%=]/.test(name)) return name;
  let plain = name;
  for (let coded = ''; coded !== plain; ) {
    coded = plain;
    plain = percentDecoded(coded.replaceAll(/%(?![\dA-Fa-f]{2})/g, '%25'));
  }
  const parameter = plain.search(/[&;?#|\s]+[\w.-]+=/);
  return parameter < 0 ? name : plain.slice(0, parameter);
}

/** A text of a log: UTF-8 bytes, some of which servers write as escapes. */
function decodedText(bytes: string): string {
  const text = /[\\\x80-\xff]/.test(bytes) ? decoded(bytes) : bytes;
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
}

function decoded(escaped: string): string {
  const bytes = escaped.replaceAll(
    /\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|(["\\]))/g,
    (_, hex, hex16, plain) => plain ?? String.fromCharCode(Number.parseInt(hex ?? hex16, 16)),
  );
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString() : bytes;
}
