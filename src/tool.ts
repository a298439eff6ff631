import { readFileSync } from 'node:fs';
import { isCheckout, projectPath } from './root.ts';

const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
  readonly version: string;
};

export const tool = { name: 'jira-session-contracts', version };

export function commandLine(command: string, options = ''): string {
  if (isCheckout) return `npm run ${command}${options && ` -- ${options}`}`;
  return `npx ${tool.name} ${command}${options && ` ${options}`}`;
}
