import { FindingError } from '../errors.ts';
import { type FindingCode, finding, findingOfSystemCode } from '../findings.ts';

/** No answer came that the server itself gave. The detail of its finding is a code or a number, and no text of a server. */
export class Fault extends FindingError {
  override readonly name = 'Fault';

  get code(): FindingCode {
    return this.finding.code;
  }

  at(request: string): Fault {
    return new Fault({ ...this.finding, cause: `${request}: ${this.finding.cause}` });
  }
}

export function fault(code: FindingCode, detail: string): Fault {
  return new Fault(finding(code, detail));
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
  // What Node's parser of HTTP says, where no finding means the code.
  return fault(codes.some((one) => one.startsWith('HPE_')) ? 'bad-http' : 'request-failed', first);
}
