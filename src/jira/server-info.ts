import { type DeploymentType, SERVER_INFO_PATH } from '../../contracts/session/names.ts';
import { isMarked, jsonObject, whoResponded } from '../../contracts/session/response.ts';
import { Fault } from '../faults.ts';
import type { HttpClient } from '../http/http-client.ts';
import { isCloudGateway } from '../settings/base-url.ts';
import { type JiraFacts, locationOf, outOfService } from './meaning.ts';

export type ServerInfo = Awaited<ReturnType<typeof askServerInfo>>;

/** Asks `serverInfo`, which needs no log-in. An answer that says nothing is no fault: some Jiras hide it. */
export async function askServerInfo(http: HttpClient) {
  const request = { method: 'GET', path: SERVER_INFO_PATH, headers: { Accept: 'application/json' } };
  const response = await http.send(request);
  const isGateway = isCloudGateway(http.baseUrl);
  const out = outOfService(request, response, { baseUrl: http.baseUrl, marksResponses: false });
  if (out) throw new Fault(out);
  const { version: given, deploymentType: kind, baseUrl } = jsonObject(response.text) ?? {};
  const version = typeof given === 'string' && /^[\w.-]{1,40}$/.test(given) ? given : undefined;
  const deploymentType: DeploymentType | undefined =
    kind === 'Cloud' || isGateway ? 'Cloud' : version === undefined ? undefined : 'Server';
  const date = new Date(String(response.headers.date ?? ''));
  return {
    version,
    flavour: flavourOf(version, deploymentType),
    deploymentType,
    personalAccessTokens:
      deploymentType === 'Cloud' ? false : version === undefined ? undefined : hasTokens(version),
    siteUrl:
      typeof baseUrl === 'string' && /^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl)
        ? baseUrl
        : undefined,
    /** Whether Jira itself gave the answer, as far as its headers, its body or the version say so. */
    isOfJira: version !== undefined || isGateway || whoResponded(response) === 'jira',
    isMarked: isMarked(response),
    location: locationOf(response),
    status: response.status,
    date: Number.isNaN(date.getTime()) ? undefined : date,
  };
}

export function factsOf(baseUrl: string, info?: ServerInfo): JiraFacts {
  const { version, deploymentType, personalAccessTokens, isOfJira = false, isMarked = false } = info ?? {};
  return {
    baseUrl,
    title: deploymentType === 'Cloud' ? 'Jira Cloud' : `Jira ${version ?? 'of an unknown version'}`,
    deploymentType,
    personalAccessTokens,
    serviceAccounts: deploymentType && mayRefuseLogIns(version, deploymentType),
    lacksServerInfo: !isOfJira,
    // Recorded: Cloud's own gateway refuses tokens too, and its responses have no headers of Jira.
    marksResponses: isMarked && deploymentType !== 'Cloud',
    mayRefuseLogIns: mayRefuseLogIns(version, deploymentType),
  };
}

/** Documented: Jira 11 has service accounts. Inferred: nobody has recorded how it answers at the session resource, and nothing is known of later ones. */
function mayRefuseLogIns(version = '', deploymentType?: DeploymentType): boolean {
  return deploymentType === 'Server' && Number.parseInt(version, 10) >= 11;
}

/** Source: Atlassian's documentation, "available from Jira Data Center 8.14". */
function hasTokens(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > 8 || (major === 8 && minor >= 14);
}

function flavourOf(
  version: string | undefined,
  deploymentType: DeploymentType | undefined,
): 'server' | 'datacenter' | 'cloud' | 'unknown' {
  if (deploymentType === 'Cloud') return 'cloud';
  if (!version) return 'unknown';
  // Data Center reports 'Server' too; from version 9 on there is nothing else.
  return Number.parseInt(version, 10) >= 9 ? 'datacenter' : 'server';
}

/** Which Jira a base URL leads to: the scheme makes no difference to its accounts, nor does another name of one Jira. */
export function jiraOf(baseUrl: string, siteUrl?: string): string {
  const { host, pathname } = new URL(siteUrl === undefined ? baseUrl : `${siteUrl.replace(/\/+$/, '')}/rest`);
  return host.replace(/:(80|443)$/, '') + pathname;
}
