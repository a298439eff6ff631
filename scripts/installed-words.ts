/**
 * What the program says in a checkout, as it says it where the package is installed: its messages name the package's command, and
 * not the scripts of a checkout.
 *
 * @param text such as `To see more: npm run verify -- --verbose`
 * @returns such as `To see more: npx jira-session-contracts verify --verbose`
 */
export function asInstalled(text: string): string {
  return text.replaceAll(/npm run ([a-z][\w:-]*|\$\{[^}]*\})( --(?= ))?/g, 'npx jira-session-contracts $1');
}
