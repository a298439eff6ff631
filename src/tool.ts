import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export const tool = { name: 'jira-session-contracts', version };

/** A checkout runs from its sources; the package is compiled. */
const isCheckout = import.meta.url.endsWith('.ts');

export function commandLine(command: string, options = ''): string {
  if (isCheckout) return `npm run ${command}${options && ` -- ${options}`}`;
  return `npx ${tool.name} ${command}${options && ` ${options}`}`;
}
