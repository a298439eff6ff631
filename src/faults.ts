import { FindingError } from './errors.ts';
import { type Finding, type FindingCode, finding } from './findings.ts';

interface FaultTraits {
  /** Whether a request may have arrived all the same: credentials may then have opened a session that nobody knows. */
  readonly mayHaveArrived: boolean;
  /** Codes of Node and OpenSSL that mean it. */
  readonly systemCodes: readonly string[];
}

const neverArrived = (...systemCodes: string[]): FaultTraits => ({ mayHaveArrived: false, systemCodes });
const perhapsArrived = (...systemCodes: string[]): FaultTraits => ({ mayHaveArrived: true, systemCodes });

/** What the system reports on the way to a server, by the finding that it means. */
export const faults: Readonly<Partial<Record<FindingCode, FaultTraits>>> = {
  'connection-refused': neverArrived('ECONNREFUSED'),
  'name-not-found': neverArrived('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'),
  unreachable: neverArrived('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'),
  'connection-reset': perhapsArrived('ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'),
  'connect-timeout': neverArrived('ETIMEDOUT'),
  'answer-timeout': perhapsArrived(),
  'unknown-ca': neverArrived(
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ),
  'certificate-expired': neverArrived('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'),
  'wrong-name': neverArrived('ERR_TLS_CERT_ALTNAME_INVALID'),
  'client-certificate-refused': neverArrived(
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  ),
  'no-tls': neverArrived('ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'),
  'no-http': perhapsArrived('HPE_INVALID_CONSTANT', 'HPE_INVALID_VERSION', 'HPE_INVALID_STATUS'),
  'bad-http': perhapsArrived(),
  'too-large': perhapsArrived('ERR_BUFFER_TOO_LARGE', 'HPE_HEADER_OVERFLOW'),
  undecodable: neverArrived('Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_1'),
  'request-failed': perhapsArrived(),
  interrupted: perhapsArrived(),
  'machine-short': neverArrived('EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EAGAIN', 'ENOSPC', 'EDQUOT'),
};

/** The server itself gave no response. The detail is a code or a number, and never a server's text. */
export class Fault extends FindingError {
  override readonly name = 'Fault';

  get code(): FindingCode {
    return this.finding.code;
  }

  at(request: string): Fault {
    return new Fault({ ...this.finding, at: request });
  }
}

export function fault(code: FindingCode, detail: string): Fault {
  return new Fault(finding(code, detail));
}

export function mayHaveArrived({ code }: Pick<Finding, 'code'>): boolean {
  return faults[code]?.mayHaveArrived === true;
}

function findingOfSystemCode(systemCode: string): FindingCode | undefined {
  const all = Object.keys(faults) as FindingCode[];
  return all.find((code) => faults[code]?.systemCodes.includes(systemCode));
}

/** The finding that this machine is short of something, if a system error says so. */
export function shortageIn({ code = '' }: NodeJS.ErrnoException): Finding | undefined {
  return findingOfSystemCode(code) === 'machine-short' ? finding('machine-short', code) : undefined;
}

type SystemError = NodeJS.ErrnoException & {
  readonly statusCode?: number;
  readonly errors?: readonly NodeJS.ErrnoException[];
};

export function faultOf(error: unknown, proxy: string | undefined): Fault {
  if (error instanceof Fault) return error;
  const { name, code = '', statusCode, errors = [] } = error as SystemError;
  if (code === 'ERR_PROXY_TUNNEL') {
    if (statusCode === undefined) return fault('proxy-down', `${code} at ${proxy}`);
    return fault(statusCode === 407 ? 'proxy-password' : 'proxy-refused', `it answered ${statusCode}`);
  }
  // Several addresses of one host were tried.
  const codes = [code, ...errors.map((one) => one.code ?? '')].filter(Boolean);
  const [first = name] = codes;
  if (proxy && codes.some((one) => /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(one))) {
    return fault('proxy-down', `${first} at ${proxy}`);
  }
  for (const one of codes) {
    const found = findingOfSystemCode(one);
    if (found) return fault(found, one);
  }
  // Node's HTTP parser has more codes than there are findings.
  return fault(codes.some((one) => one.startsWith('HPE_')) ? 'bad-http' : 'request-failed', first);
}
