/** What the program prints in a checkout, as the documents show it: with the command of the package. */
export function asInstalled(text: string): string {
  return text.replaceAll(/npm run ([a-z][\w:-]*)( --(?= ))?/g, 'npx jira-session-contracts $1');
}
