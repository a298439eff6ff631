import { Agent } from 'node:https';
import { isLoopback } from '../loopback.ts';
import { optionalPackage } from '../optional-package.ts';
import { trustedCertificates } from '../trusted-certificates.ts';
import { NoResponseError } from './client-errors.ts';

export interface ClientOptions {
  /** Jira's REST root, such as `https://jira.example.com/rest`. */
  readonly baseUrl: string;
  /** How long one request may take, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
}

/** Sends requests below Jira's REST root. Redirects are not followed: they could lead credentials anywhere. */
export function requestsTo({ baseUrl, timeoutMs = 10_000 }: ClientOptions) {
  const root = baseUrl.replace(/\/+$/, '');
  const httpsAgent = root.startsWith('https:') ? new Agent({ ca: trustedCertificates() }) : undefined;
  return async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    headers: Readonly<Record<string, string>>,
    data?: string,
  ) => {
    const { default: axios } = await optionalPackage(() => import('axios'), 'axios', 'The client', {
      runsWithUsers: true,
    });
    const url = root + path;
    const request = `${method} ${path}`;
    try {
      const response = await axios.request<string>({
        ...{ url, method, headers, data, httpsAgent, timeout: timeoutMs },
        // A time-out of axios ends with the first byte; the signal holds for the whole answer.
        signal: AbortSignal.timeout(timeoutMs),
        // A company's proxy does not know this machine's loopback.
        ...(isLoopback(url) && { proxy: false as const }),
        maxRedirects: 0,
        maxContentLength: 10_000_000,
        transformResponse: (text: string) => text,
        validateStatus: () => true,
      });
      const { status, headers: given, data: text } = response;
      return { request, status, headers: { ...given }, text, setCookies: given['set-cookie'] ?? [] };
    } catch (error) {
      // Never the axios error itself: it holds the request with its password, cookies and headers.
      const { code = 'no connection' } = axios.isAxiosError(error) ? error : {};
      throw new NoResponseError(request, code === 'ERR_CANCELED' ? 'ETIMEDOUT' : code);
    }
  };
}
