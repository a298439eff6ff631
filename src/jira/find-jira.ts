import { SESSION_PATH } from '../../contracts/session/names.ts';
import { headerIn, isRefusal, jsonObject, kindOf, whoResponded } from '../../contracts/session/response.ts';
import { Fault } from '../faults.ts';
import { SET_GATEWAY } from '../finding-texts.ts';
import { type Finding, finding, inWords } from '../findings.ts';
import type { HttpClient } from '../http/http-client.ts';
import { isCloudGateway } from '../settings/base-url.ts';
import { findingOf, locationOf, outOfService, quoted } from './meaning.ts';
import { askServerInfo, type ServerInfo } from './server-info.ts';

const USUAL_CONTEXT_PATH = '/jira';

/** Why the base URL is wrong, or what answers in front of the Jira, where `serverInfo` reports none. No credentials are sent. */
export async function wrongBaseUrl(info: ServerInfo, http: HttpClient): Promise<Finding | undefined> {
  const isClosed = !info.lacksServerInfo && isRefusal(info);
  if (info.version !== undefined || isClosed) return undefined;
  if (isCloudGateway(http.baseUrl))
    return {
      ...finding('wrong-base-url', String(info.status)),
      own: { cure: `Check the cloud ID: ${SET_GATEWAY}` },
    };
  const moved = info.location && (await findJira(http, info.location));
  if (moved) return { ...finding('base-url-redirected', String(info.status)), own: { cure: setTo(moved) } };
  const request = { method: 'GET', path: SESSION_PATH };
  const anonymous = await http.send(request);
  const other = outOfService(request, anonymous, { baseUrl: http.baseUrl, marksResponses: false });
  if (other) return other;
  const isUnknown = whoResponded(anonymous) === 'unknown';
  // Two refusals without a sign of Jira.
  if (isUnknown && isRefusal(anonymous) && isRefusal(info))
    return finding('refused-in-front', `${anonymous.status}${quoted(anonymous)}`);
  // It may still be Jira's: a proxy can remove its headers.
  const mayBeOfJira = anonymous.status === 401 || jsonObject(anonymous.text)?.name !== undefined;
  const kind = kindOf(anonymous);
  if (kind !== 'gone' && (!isUnknown || mayBeOfJira)) return undefined;
  const wrong = finding('wrong-base-url', String(anonymous.status));
  const found = await findJira(http);
  if (found) return { ...wrong, own: { cure: setTo(found) } };
  const isCutShort = kind === 'broken-json' && /json/i.test(headerIn(anonymous, 'content-type'));
  if (isCutShort || kind === 'page' || kind === 'redirect' || kind === 'server-error')
    return findingOf(request, anonymous, info);
  return {
    ...wrong,
    own: {
      cure: `${inWords(wrong).cure} ${USUAL_CONTEXT_PATH}/rest on this host was tried too, but no Jira answers there.`,
    },
  };
}

function setTo(baseUrl: string): string {
  return `A Jira answers at ${baseUrl}: set the base URL to that.`;
}

/** Looks on the same host: where a redirect leads, that of `/` if no other is known, and under the usual context path. */
async function findJira(http: HttpClient, location?: string): Promise<string | undefined> {
  const { origin } = new URL(http.baseUrl);
  const leads = contextOf(location ?? (await redirectOf(http.at(origin))), origin);
  const roots = new Set([...leads, origin + USUAL_CONTEXT_PATH, origin].map((root) => `${root}/rest`));
  for (const baseUrl of roots) {
    if (baseUrl === http.baseUrl) continue;
    const info = await orUndefined(askServerInfo(http.at(baseUrl)));
    if (info?.version) return baseUrl;
  }
  return undefined;
}

async function redirectOf(site: HttpClient): Promise<string | undefined> {
  const response = await orUndefined(site.send({ method: 'GET', path: '/' }));
  return response && locationOf(response);
}

/** The addresses of a site to which a redirect may lead, on this host alone: below its first folder, and without one. */
function contextOf(location: string | undefined, origin: string): string[] {
  if (location === undefined || !URL.canParse(location, origin)) return [];
  const there = new URL(location, origin);
  const name = ({ hostname }: URL) => hostname.replace(/^www\./, '');
  if (name(there) !== name(new URL(origin)) || !/^https?:$/.test(there.protocol)) return [];
  const first = /^\/[\w.~-]+(?=\/)/.exec(`${there.pathname}/`)?.[0];
  return [...(first && !/\.jspa?$/.test(first) ? [there.origin + first] : []), there.origin];
}

async function orUndefined<Result>(asking: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Fault && error.code !== 'interrupted') return undefined;
    throw error;
  }
}
