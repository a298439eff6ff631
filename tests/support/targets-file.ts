import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.ts';
import { runCli } from './run-cli.ts';

/** The settings of accounts that every mocked Jira has. */
export const accounts = {
  A_USER: 'alice',
  A_PASSWORD: 'mocked-password-of-alice',
  A_TOKEN: 'mocked-token-of-alice',
  C_USER: 'carol',
  C_PASSWORD: 'mocked-password-of-carol',
};

/** The fields of a target with all of these accounts. */
export const everyAccount = {
  username: 'A_USER',
  password: 'A_PASSWORD',
  personalAccessToken: 'A_TOKEN',
  captchaUsername: 'C_USER',
  captchaPassword: 'C_PASSWORD',
};

/** A folder of its own with a targets file, until it is disposed of. */
export function targetsFolder(targets: readonly object[]) {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-many-'));
  // JSON is YAML, and a line each makes the lines known.
  const lines = targets.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(join(folder, 'jiras.yaml'), `{"targets": [\n${lines}\n]}\n`);
  return {
    folder,
    /** Runs verify on the targets file in that folder. */
    verify: (
      args: readonly string[] = [],
      settings: Readonly<Record<string, string>> = accounts,
      signal?: AbortSignal,
    ) => runCli(['verify', '--targets', 'jiras.yaml', ...args], settings, folder, signal),
    /** Runs verify, and gives the report. */
    report: async (args: readonly string[] = [], settings: Readonly<Record<string, string>> = accounts) => {
      const { stdout, stderr } = await runCli(
        ['verify', '--targets', 'jiras.yaml', '--json', '-', ...args],
        settings,
        folder,
      );
      if (!stdout) throw new Error(stderr);
      return JSON.parse(stdout) as Report;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
