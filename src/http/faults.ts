/**
 * What may go wrong on the way to a Jira, with what to do. None of it says anything of the contract.
 * `codes` are those of Node, OpenSSL and undici.
 */
export const faults = {
  'connection-refused': {
    codes: ['ECONNREFUSED'],
    cause: 'nothing listens there',
    cure: 'Is Jira up, and the port of the base URL right?',
  },
  'name-not-found': {
    codes: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'],
    cause: 'the host name is not known',
    cure: 'Check the host of the base URL; inside a company, the VPN or HTTPS_PROXY.',
  },
  unreachable: {
    codes: ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
    cause: 'there is no way to the host',
    cure: 'Check the network, the VPN or HTTPS_PROXY.',
  },
  'connection-reset': {
    codes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE'],
    cause: 'the connection was cut',
    cure: 'Try again; if it stays, look at the load balancer or firewall in front of Jira.',
  },
  'answer-cut-short': {
    codes: ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH'],
    cause: 'the answer ended before its length',
    cure: 'Try again; if it stays, look at the proxy or load balancer in front of Jira.',
  },
  'connect-timeout': {
    codes: ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
    cause: 'no connection came about in time',
    cure: 'Is a firewall in between? --timeout MS waits longer.',
  },
  'answer-timeout': {
    codes: ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
    cause: 'the answer took too long',
    cure: 'Is Jira overloaded? --timeout MS waits longer.',
  },
  'unknown-ca': {
    codes: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    cause: 'nobody vouches for its certificate',
    cure: "Give the company's CA with --ca FILE or NODE_EXTRA_CA_CERTS.",
  },
  'certificate-expired': {
    codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    cause: 'its certificate is not valid now',
    cure: 'Have the certificate renewed, and check the clock of this machine.',
  },
  'wrong-name': {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    cause: 'its certificate is for another host',
    cure: 'Use the host name that the certificate names.',
  },
  'no-tls': {
    codes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'],
    cause: 'it does not speak TLS on that port',
    cure: 'Is it http:// instead of https://, or another port?',
  },
  'no-http': {
    codes: [],
    cause: 'what came is not HTTP',
    cure: 'Is the port right, and http or https?',
  },
  'proxy-down': {
    codes: ['UND_ERR_PRX_CONN'],
    cause: 'the proxy does not answer',
    cure: 'Check HTTPS_PROXY and HTTP_PROXY, or leave the host out with NO_PROXY.',
  },
  'proxy-password': {
    codes: [],
    cause: 'the proxy asks for a password',
    cure: 'Put it into the address: HTTPS_PROXY=http://user:password@proxy:3128.',
  },
  'proxy-refused': {
    codes: [],
    cause: 'the proxy refuses to connect',
    cure: 'Ask whoever runs it to let the host through, or leave it out with NO_PROXY.',
  },
  'too-large': {
    codes: ['ERR_BUFFER_TOO_LARGE'],
    cause: 'the answer is too large to be one of Jira',
    cure: 'What stands at the base URL?',
  },
  undecodable: {
    codes: ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_1'],
    cause: 'the answer is compressed and cannot be unpacked',
    cure: 'Look at the proxy or load balancer in front of Jira.',
  },
  'rate-limited': {
    codes: [],
    cause: 'it limits the rate of requests',
    cure: 'Run this at a quieter time, or have the account exempted from the limit.',
  },
  unavailable: {
    codes: [],
    cause: 'it is not in service',
    cure: 'Maintenance or a start? Try again when it is back.',
  },
  unknown: { codes: [], cause: 'the request failed', cure: 'Look the code up, and try again.' },
} as const satisfies Record<
  string,
  { readonly codes: readonly string[]; readonly cause: string; readonly cure: string }
>;

export type FaultName = keyof typeof faults;

/** No answer that Jira gave. Its message names the cause and the cure. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly fault: FaultName;
  readonly #detail: string;
  /** @param detail a code or a number, never a text that a server chose */
  constructor(fault: FaultName, detail: string, request = '') {
    const { cause, cure } = faults[fault];
    super(`${request && `${request}: `}${cause} (${detail}). ${cure}`);
    this.fault = fault;
    this.#detail = detail;
  }

  /** The same fault of a certain request, such as `GET /auth/1/session`. */
  at(request: string): Fault {
    return new Fault(this.fault, this.#detail, request);
  }
}

/** Circumstances that say more than an error's code. */
export interface Circumstances {
  readonly phase: 'first byte' | 'whole answer';
  readonly timeoutMs: number;
  readonly proxy: string | undefined;
}

/** Names the fault behind an error of Node or undici. */
export function faultOf(error: unknown, { phase, timeoutMs, proxy }: Circumstances): Fault {
  if (error instanceof Fault) return error;
  const {
    name,
    message,
    code = '',
    cause,
  } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  const refusal = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
  if (refusal)
    return new Fault(refusal === '407' ? 'proxy-password' : 'proxy-refused', `it answered ${refusal}`);
  if (name === 'TimeoutError') return new Fault('answer-timeout', `no ${phase} within ${timeoutMs} ms`);
  const codes = [code, cause?.code ?? ''];
  if (name === 'HTTPParserError' || codes.some((one) => one.startsWith('HPE_')))
    return new Fault('no-http', codes.find(Boolean) ?? name);
  if (proxy && codes.some((one) => /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(one))) {
    return new Fault('proxy-down', `${codes.find(Boolean)} at ${proxy}`);
  }
  for (const one of codes.toReversed()) {
    const found = Object.entries(faults).find(([, { codes: known }]) =>
      (known as readonly string[]).includes(one),
    );
    if (found) return new Fault(found[0] as FaultName, one);
  }
  return new Fault('unknown', code || name);
}

/** The fault that an answer stands for: whoever gave it says that Jira is not to be had now. */
export function faultOfStatus(status: number): Fault | undefined {
  if (status === 429) return new Fault('rate-limited', '429');
  if (status === 502 || status === 503 || status === 504) return new Fault('unavailable', String(status));
  return undefined;
}
