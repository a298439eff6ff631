/**
 * Which Jira a base URL leads to: two that differ in their scheme alone lead to the same accounts, and so do two names of one
 * Jira.
 */
export function jiraOf(baseUrl: string, siteUrl?: string): string {
  const { host, pathname } = new URL(siteUrl === undefined ? baseUrl : `${siteUrl.replace(/\/+$/, '')}/rest`);
  return host.replace(/:(80|443)$/, '') + pathname;
}
