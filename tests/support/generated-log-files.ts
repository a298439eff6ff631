import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Expected, writeLogs } from './log-generator.ts';

/**
 * Writes `access_log` and `atlassian-jira-security.log` into a folder.
 *
 * @param size of the access log, in bytes
 * @returns the rows that an inventory must find
 */
export function writeGeneratedLogs(folder: string, size: number, seed = 7): Expected {
  const [access, security] = ['access_log', 'atlassian-jira-security.log'].map((name) =>
    into(join(folder, name)),
  );
  if (!access || !security) throw new Error('There are two logs.');
  const expected = writeLogs({
    seed,
    users: 300,
    until: (bytes) => bytes < size,
    access: access.write,
    security: security.write,
  });
  access.end();
  security.end();
  return expected;
}

function into(path: string) {
  const file = openSync(path, 'w');
  let waiting = '';
  const flush = () => {
    writeSync(file, waiting);
    waiting = '';
  };
  return {
    write: (text: string) => {
      waiting += text;
      if (waiting.length > 1_000_000) flush();
    },
    end: () => {
      flush();
      closeSync(file);
    },
  };
}
