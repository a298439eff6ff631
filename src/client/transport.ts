import { Agent } from 'node:https';
import type { ResponseParts } from '../../contracts/session/response.ts';
import { trustedCertificates } from '../certificates.ts';
import { isLoopback } from '../loopback.ts';
import { optionalPackage } from '../optional-package.ts';
import { NoResponseError } from './errors.ts';

export interface ClientRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** As messages name it, such as `GET /auth/1/session`. */
  readonly name: string;
  readonly httpsAgent: Agent | undefined;
}

export interface ClientResponse extends ResponseParts {
  readonly setCookies: readonly string[];
}

export function httpsAgentFor(baseUrl: string): Agent | undefined {
  return baseUrl.startsWith('https:') ? new Agent({ ca: trustedCertificates() }) : undefined;
}

/** Sends a request. Redirects are not followed: they could lead credentials anywhere. */
export async function send(request: ClientRequest): Promise<ClientResponse> {
  const { url, method, headers, body, timeoutMs, name, httpsAgent } = request;
  const { default: axios } = await optionalPackage(() => import('axios'), 'axios', 'The client', {
    runsWithUsers: true,
  });
  try {
    const response = await axios.request<string>({
      url,
      method,
      ...(body !== undefined && { data: body }),
      headers,
      timeout: timeoutMs,
      // A time-out of axios ends with the first byte; the signal holds for the whole answer.
      signal: AbortSignal.timeout(timeoutMs),
      ...(httpsAgent && { httpsAgent }),
      // A company's proxy does not know this machine's loopback.
      ...(isLoopback(url) && { proxy: false as const }),
      maxRedirects: 0,
      maxContentLength: 10_000_000,
      transformResponse: (text: string) => text,
      validateStatus: () => true,
    });
    const { status, headers: given, data } = response;
    return { status, headers: given, text: data, setCookies: given['set-cookie'] ?? [] };
  } catch (error) {
    // Never the axios error itself: it holds the request with its password, cookies and headers.
    const { code = 'no connection' } = axios.isAxiosError(error) ? error : {};
    throw new NoResponseError(name, code === 'ERR_CANCELED' ? 'ETIMEDOUT' : code);
  }
}
