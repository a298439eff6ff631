import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** This program, as reports and `--version` name it. */
export const tool = { name: 'jira-session-contracts', version };
