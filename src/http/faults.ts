import { type Finding, type FindingCode, finding, findingOfSystemCode } from '../findings.ts';

/** No answer came that the server itself gave. Its finding names the cause and the cure. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FindingCode;
  readonly #detail: string;
  readonly #at: string;

  /**
   * @param detail a code or a number, never a text that a server chose
   * @param at the request, such as `GET /auth/1/session`
   */
  constructor(code: FindingCode, detail: string, at = '') {
    const { cause, cure } = finding(code, detail, at);
    super(`${cause}. ${cure}`);
    this.code = code;
    this.#detail = detail;
    this.#at = at;
  }

  /** The same fault, of a certain request. */
  at(request: string): Fault {
    return new Fault(this.code, this.#detail, request);
  }

  get finding(): Finding {
    return finding(this.code, this.#detail, this.#at);
  }
}

/** What says more than the code of an error. */
export interface Circumstances {
  readonly phase: 'first byte' | 'whole answer';
  readonly proxy: string | undefined;
}

type SystemError = NodeJS.ErrnoException & {
  readonly statusCode?: number;
  readonly errors?: readonly NodeJS.ErrnoException[];
};

/** Names the fault behind an error of Node. */
export function faultOf(error: unknown, { proxy }: Circumstances): Fault {
  if (error instanceof Fault) return error;
  const { name, code = '', statusCode, errors = [] } = error as SystemError;
  if (code === 'ERR_PROXY_TUNNEL') {
    if (statusCode === undefined) return new Fault('proxy-down', `${code} at ${proxy}`);
    return new Fault(statusCode === 407 ? 'proxy-password' : 'proxy-refused', `it answered ${statusCode}`);
  }
  // Several addresses of one host were tried.
  const codes = [code, ...errors.map((one) => one.code ?? '')].filter(Boolean);
  const [first = name] = codes;
  if (codes.some((one) => one.startsWith('HPE_'))) return new Fault('no-http', first);
  if (proxy && codes.some((one) => /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(one))) {
    return new Fault('proxy-down', `${first} at ${proxy}`);
  }
  for (const one of codes) {
    const found = findingOfSystemCode(one);
    if (found) return new Fault(found, one);
  }
  return new Fault('request-failed', first);
}
