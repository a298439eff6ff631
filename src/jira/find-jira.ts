import { SESSION_PATH } from '../../contracts/session/names.ts';
import { type Finding, finding } from '../findings.ts';
import { Fault } from '../http/faults.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { kindOfAnswer } from './meaning.ts';
import { askServerInfo } from './server-info.ts';

/** The context path that most Jiras have, if they have one. */
const USUAL_CONTEXT_PATH = '/jira';

/**
 * Finds out whether a base URL at which `serverInfo` says nothing is the wrong one: the session resource is then gone
 * there too. No credentials are sent.
 *
 * @returns the finding, with the base URL at which a Jira answers if one was found; undefined where the resource answers
 * @throws Fault when no answer came
 */
export async function wrongBaseUrl(
  options: HttpClientOptions,
  http: HttpClient,
  signal?: AbortSignal,
): Promise<Finding | undefined> {
  const anonymous = await http.send({ method: 'GET', path: SESSION_PATH }, { signal });
  if (!['gone', 'refused'].includes(kindOfAnswer(anonymous))) return undefined;
  const wrong = finding('wrong-base-url', String(anonymous.status));
  const found = await findJira(options, signal);
  return found
    ? { ...wrong, cure: `A Jira answers at ${found}: set the base URL to that.` }
    : {
        ...wrong,
        cure: `${wrong.cure} ${USUAL_CONTEXT_PATH}/rest on this host was tried too, but no Jira answers there.`,
      };
}

/**
 * Looks for a Jira on the same host: where the redirect of `/` leads, and under the usual context path.
 *
 * @returns its REST root, such as `https://jira.example.com/jira/rest`
 */
async function findJira(options: HttpClientOptions, signal?: AbortSignal): Promise<string | undefined> {
  const { origin } = new URL(options.baseUrl);
  const paths = new Set([...(await redirectOf(options, origin, signal)), USUAL_CONTEXT_PATH, '']);
  for (const path of paths) {
    const baseUrl = `${origin}${path}/rest`;
    if (baseUrl === options.baseUrl) continue;
    const http = new HttpClient({ ...options, baseUrl, retryBudgetMs: 0 });
    const info = await orUndefined(askServerInfo(http, signal));
    if (info?.version) return baseUrl;
  }
  return undefined;
}

/** The context path to which `/` redirects, on this host alone. */
async function redirectOf(
  options: HttpClientOptions,
  origin: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const http = new HttpClient({ ...options, baseUrl: origin, retryBudgetMs: 0 });
  const answer = await orUndefined(http.send({ method: 'GET', path: '/' }, { signal }));
  const { location } = answer?.headers ?? {};
  if (typeof location !== 'string' || !URL.canParse(location, origin)) return [];
  const { origin: there, pathname } = new URL(location, origin);
  const first = /^\/[\w.~-]+(?=\/)/.exec(`${pathname}/`)?.[0];
  return there === origin && first && !/\.jspa?$/.test(first) ? [first] : [];
}

async function orUndefined<Result>(asking: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Fault && error.code !== 'interrupted') return undefined;
    throw error;
  }
}
