import { faultOfStatus } from '../http/faults.ts';
import type { JiraHttp } from '../http/http-client.ts';

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
export async function askServerInfo(http: JiraHttp): Promise<ServerInfo> {
  const answer = await http.send({ method: 'GET', path: PATH, headers: { Accept: 'application/json' } });
  const fault = faultOfStatus(answer.status);
  if (fault) throw fault.at(`GET ${PATH}`);
  const info = parse(answer.body.toString());
  const version =
    typeof info?.version === 'string' && /^[\w.-]{1,40}$/.test(info.version) ? info.version : undefined;
  const date = new Date(String(answer.headers.date ?? ''));
  return {
    version,
    flavour: flavourOf(version, info?.deploymentType),
    siteUrl: typeof info?.baseUrl === 'string' && URL.canParse(info.baseUrl) ? info.baseUrl : undefined,
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

function parse(
  text: string,
): { readonly version?: unknown; readonly deploymentType?: unknown; readonly baseUrl?: unknown } | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
