import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { nobody } from '../support/free-port.ts';
import { runCli } from '../support/run-cli.ts';

const check = (baseUrl: string, to: string, ...more: string[]) =>
  runCli(['doctor', '--base-url', baseUrl, '--check-upgrade', to, '--json', '-', ...more]);

interface Told {
  readonly from: string;
  readonly notes: readonly string[];
  readonly rows: readonly { client: string; uses: string; stops: string; instead: string }[];
}

const upgradeIn = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout).upgrade as Told;

describe('the doctor, asked for an upgrade', () => {
  it.each([
    ['10', 'no (documented)'],
    ['11', 'yes (inferred)'],
    ['cloud', 'yes (inferred)'],
  ])('to %s says of each recorded client whether its log-in stops, with the basis', async (to, stops) => {
    await using jira = await startMockedJira();
    const ended = await check(jira.baseUrl, to);
    const { from, rows } = upgradeIn(ended);
    expect(from).toBe('Jira 9.12.15');
    const curl = rows.find(({ client }) => client === 'curl');
    expect(curl).toMatchObject({ uses: expect.stringContaining('/auth/1/session'), stops });
    expect(rows.map(({ client }) => client)).not.toContain('jira-token-client');
    expect(ended.exitCode).toBe(0);
  });

  it('shows it in a table, with what replaces it', async () => {
    await using jira = await startMockedJira({ flavour: 'server7' });
    const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl, '--check-upgrade', '11']);
    expect(stdout).toContain('From Jira 7.13.18 to Jira 11:');
    expect(stdout).toMatch(/^ +curl +POST\b.*\/auth\/1\/session +yes \(inferred\)$/m);
    expect(stdout).toContain('Instead: Data Center: a personal access token as Bearer');
    expect(stdout).toContain('no personal access tokens yet');
  });

  it('takes pacts of clients of your own, each client once', async () => {
    await using jira = await startMockedJira();
    const own = ['--pact', `${process.cwd()}/pacts/curl-jira-session-api.json`];
    const { rows } = upgradeIn(await check(jira.baseUrl, '11', ...own, ...own));
    expect(rows.filter(({ client }) => client === 'curl')).toHaveLength(1);
    expect(rows.length).toBeGreaterThan(1);
  });

  it.each([
    ['jira11', '11'],
    ['jira11', '10'],
    ['cloud', 'cloud'],
    ['cloud', '11'],
  ] as const)('says of a %s that %s is no upgrade', async (flavour, to) => {
    await using jira = await startMockedJira({ flavour });
    expect(upgradeIn(await check(jira.baseUrl, to)).notes[0]).toContain('This is no upgrade');
  });

  it('says it of a Jira that does not answer too', async () => {
    const ended = await check((await nobody()).baseUrl, '11');
    expect(upgradeIn(ended).rows.length).toBeGreaterThan(0);
    expect(ended.exitCode).toBe(2);
  });

  it.each([
    [['--check-upgrade', '12'], 'Allowed choices are 10, 11, cloud'],
    [['--pact', 'no-such.json'], '--check-upgrade'],
    [['--check-upgrade', '11', '--pact', 'no-such.json'], 'no-such.json'],
  ])('refuses %j, before anything is asked', async (more, words) => {
    const asked: string[] = [];
    await using jira = await startMockedJira({ onRequest: (method) => asked.push(method) });
    const { exitCode, stdout, stderr } = await runCli(['doctor', '--base-url', jira.baseUrl, ...more]);
    expect(stderr).toContain(words);
    expect([exitCode, stdout, asked]).toEqual([2, '', []]);
  });
});
