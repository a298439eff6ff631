import { request } from 'undici';

/** What a Jira says of itself to anybody. */
export interface ServerInfo {
  readonly version: string | undefined;
  readonly flavour: 'server' | 'datacenter' | 'cloud' | 'unknown';
}

/**
 * Asks `serverInfo`, which needs no log-in. An answer that says nothing is no fault: some Jiras hide it.
 *
 * @param baseUrl with `/rest`
 * @param timeoutMs for the whole answer, in milliseconds
 */
export async function askServerInfo(baseUrl: string, timeoutMs: number): Promise<ServerInfo> {
  try {
    const response = await request(`${baseUrl}/api/2/serverInfo`, { signal: AbortSignal.timeout(timeoutMs) });
    const info = (await response.body.json()) as { version?: unknown; deploymentType?: unknown } | null;
    const version =
      typeof info?.version === 'string' && /^[\w.-]{1,40}$/.test(info.version) ? info.version : undefined;
    if (info?.deploymentType === 'Cloud') return { version, flavour: 'cloud' };
    if (!version) return { version, flavour: 'unknown' };
    // Data Center reports 'Server' too; from version 9 on there is nothing else.
    return { version, flavour: Number.parseInt(version, 10) >= 9 ? 'datacenter' : 'server' };
  } catch {
    return { version: undefined, flavour: 'unknown' };
  }
}
