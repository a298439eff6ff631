import { jsonObject } from '../../contracts/session/answers.ts';
import { Fault } from '../http/faults.ts';
import type { HttpClient } from '../http/http-client.ts';
import { outOfService } from './meaning.ts';

/** What a Jira says of itself to anybody. */
export interface ServerInfo {
  readonly version: string | undefined;
  readonly flavour: 'server' | 'datacenter' | 'cloud' | 'unknown';
  /** The site's address as an administrator set it. */
  readonly siteUrl: string | undefined;
  /** The status of the answer, and the clock of the server, if it told. */
  readonly status: number;
  readonly date: Date | undefined;
}

const PATH = '/api/2/serverInfo';

/**
 * Asks `serverInfo`, which needs no log-in. An answer that says nothing is no fault: some Jiras hide it.
 *
 * @throws Fault when no answer came, or one that says that Jira is not in service
 */
export async function askServerInfo(http: HttpClient, signal?: AbortSignal): Promise<ServerInfo> {
  const request = { method: 'GET', path: PATH, headers: { Accept: 'application/json' } };
  const answer = await http.send(request, { signal });
  const out = outOfService(request, answer);
  if (out) throw new Fault(out);
  const { version: given, deploymentType, baseUrl } = jsonObject(answer.body.toString()) ?? {};
  const version = typeof given === 'string' && /^[\w.-]{1,40}$/.test(given) ? given : undefined;
  const date = new Date(String(answer.headers.date ?? ''));
  return {
    version,
    flavour: flavourOf(version, deploymentType),
    siteUrl:
      typeof baseUrl === 'string' && /^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl)
        ? baseUrl
        : undefined,
    status: answer.status,
    date: Number.isNaN(date.getTime()) ? undefined : date,
  };
}

function flavourOf(version: string | undefined, deploymentType: unknown): ServerInfo['flavour'] {
  if (deploymentType === 'Cloud') return 'cloud';
  if (!version) return 'unknown';
  // Data Center reports 'Server' too; from version 9 on there is nothing else.
  return Number.parseInt(version, 10) >= 9 ? 'datacenter' : 'server';
}
