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
  const isUrl = typeof baseUrl === 'string' && /^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl);
  return {
    ...factsOf(http.baseUrl, version, deploymentType),
    siteUrl: isUrl ? baseUrl : undefined,
    lacksServerInfo: version === undefined && !isGateway && whoResponded(response) !== 'jira',
    // Recorded: Cloud's own gateway refuses tokens too, and its responses have no headers of Jira.
    marksResponses: isMarked(response) && deploymentType !== 'Cloud',
    location: locationOf(response),
    status: response.status,
    date: Number.isNaN(date.getTime()) ? undefined : date,
  };
}

/** What follows from the version of a Jira, and from nothing else that it says. */
export function factsOf(baseUrl: string, version?: string, deploymentType?: DeploymentType): JiraFacts {
  const [major = 0, minor = 0] = (version ?? '').split('.').map((part) => Number.parseInt(part, 10));
  const isCloud = deploymentType === 'Cloud';
  const isEleven = deploymentType === 'Server' && major >= 11;
  // Source: Atlassian's documentation, "available from Jira Data Center 8.14".
  const hasTokens = !isCloud && (major > 8 || (major === 8 && minor >= 14));
  // Data Center reports 'Server' too; from version 9 on there is nothing else.
  const ofVersion = version ? (major >= 9 ? 'datacenter' : 'server') : 'unknown';
  return {
    ...{ baseUrl, version, deploymentType, siteUrl: undefined },
    flavour: isCloud ? 'cloud' : ofVersion,
    title: isCloud ? 'Jira Cloud' : `Jira ${version ?? 'of an unknown version'}`,
    personalAccessTokens: isCloud || version ? hasTokens : undefined,
    // Documented: Jira 11 has service accounts.
    serviceAccounts: deploymentType && isEleven,
    ...{ lacksServerInfo: true, marksResponses: false },
    // Inferred: nobody has recorded how Jira 11 answers at the session resource, and nothing is known of later ones.
    mayRefuseLogIns: isEleven,
  };
}

/** Which Jira a base URL leads to: the scheme makes no difference to its accounts, nor does another name of one Jira. */
export function jiraOf(baseUrl: string, siteUrl?: string): string {
  const { host, pathname } = new URL(siteUrl === undefined ? baseUrl : `${siteUrl.replace(/\/+$/, '')}/rest`);
  return host.replace(/:(80|443)$/, '') + pathname;
}
