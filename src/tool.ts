import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** This program, as reports and `--version` name it. */
export const tool = { name: 'jira-session-contracts', version };

/** A checkout runs from its sources; the package is compiled. */
const isCheckout = import.meta.url.endsWith('.ts');

/** What to type to run a command of this program, here: as npm's script in a checkout, with npx where the package is installed. */
export function commandLine(command: string, options = ''): string {
  if (isCheckout) return `npm run ${command}${options && ` -- ${options}`}`;
  return `npx ${tool.name} ${command}${options && ` ${options}`}`;
}
