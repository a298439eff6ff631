import { readFileSync } from 'node:fs';
import { isCheckout, isStartedIn, projectPath } from './root.ts';

const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
  readonly version: string;
};

export const tool = { name: 'jira-session-contracts', version } as const;

/** Elsewhere npm does not know its scripts, and it was called by its path. */
const isInCheckout = isCheckout && isStartedIn(projectPath(''));

const program = isCheckout ? `node ${projectPath(`bin/${tool.name}.cjs`)}` : `npx ${tool.name}`;

export function commandLine(command: string, options = ''): string {
  if (isInCheckout) return `npm run ${command}${options && ` -- ${options}`}`;
  return `${program} ${command}${options && ` ${options}`}`;
}
