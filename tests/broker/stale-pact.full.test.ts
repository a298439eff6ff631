import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { spawnCli, startCli } from '../support/run-cli.ts';

/** A copy of the project, whose pact may be spoiled. */
const copy = mkdtempSync(join(tmpdir(), 'jira-session-copy-'));
const pact = join(copy, PACT_FILE);
const settings = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1', PACT_BROKER_HTTP_RETRIES: '0' };
const publish = () =>
  spawnCli(['publish:pacts', '--allow-dirty'], settings, copy, join(copy, 'bin/jira-session-contracts.cjs'));
beforeAll(() => {
  for (const name of [
    'bin',
    'contracts',
    'src',
    'tests',
    'pacts',
    'package.json',
    'jest.config.ts',
    'tsconfig.json',
  ]) {
    cpSync(name, join(copy, name), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

describe('publishing', () => {
  it('refuses a pact that the consumer tests write otherwise, names the interaction, and leaves the file alone', async () => {
    const spoiled = readFileSync(PACT_FILE, 'utf8').replace('"no-such-user"', '"some-other-user"');
    writeFileSync(pact, spoiled);
    const { exitCode, stderr } = await publish();
    expect(stderr).toMatch(
      /\nerror: The committed pact is not what the consumer tests write: changed: a log-in as an unknown user.* Run npm test/,
    );
    expect(readFileSync(pact, 'utf8')).toBe(spoiled);
    expect(exitCode).toBe(2);
  }, 60_000);

  it('that is interrupted during these tests, says so in one line, and publishes nothing', async () => {
    const child = startCli(
      ['publish:pacts', '--allow-dirty'],
      settings,
      copy,
      join(copy, 'bin/jira-session-contracts.cjs'),
    );
    if (!child.stderr) throw new Error('there is no pipe');
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    const rest = text(child.stderr);
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'close');
    expect(String(said)).toContain('Running the consumer tests');
    expect(await rest).toBe('error: Interrupted: the pact was not published.\n');
    expect(exitCode).toBe(2);
  });

  it('goes on to the broker with the pact that they write', async () => {
    cpSync(PACT_FILE, pact);
    const { exitCode, stderr } = await publish();
    expect(stderr).toMatch(
      /error: Publishing the pact: the broker at http:\/\/127\.0\.0\.1:1 cannot be reached/,
    );
    expect(exitCode).toBe(2);
  }, 60_000);
});
