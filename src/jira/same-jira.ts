/**
 * Which Jira a base URL leads to: two that differ in their scheme alone lead to the same accounts.
 *
 * @param baseUrl such as `https://jira.example.com/rest`
 * @returns such as `jira.example.com/rest`
 */
export function jiraOf(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl);
  return host.replace(/:(80|443)$/, '') + pathname;
}
