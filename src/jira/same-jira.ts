/** Which Jira a base URL leads to: the scheme makes no difference to its accounts, nor does another name of one Jira. */
export function jiraOf(baseUrl: string, siteUrl?: string): string {
  const { host, pathname } = new URL(siteUrl === undefined ? baseUrl : `${siteUrl.replace(/\/+$/, '')}/rest`);
  return host.replace(/:(80|443)$/, '') + pathname;
}
