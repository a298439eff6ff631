import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadEnvironment } from '../../src/settings/environment.ts';
import { refuseMisspelledNames } from '../../src/settings/other-names.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(dotEnv: string, real: Record<string, string> = {}) {
  writeFileSync(join(folder, '.env'), dotEnv);
  return loadEnvironment(real, folder);
}

describe('the settings', () => {
  it('are those of .env, and the real environment wins', () => {
    expect(load('JIRA_USERNAME=bob\nJIRA_PASSWORD=secret', { JIRA_USERNAME: 'alice' })).toEqual({
      JIRA_USERNAME: 'alice',
      JIRA_PASSWORD: 'secret',
    });
  });

  it('are those of the real environment alone where it says that .env is not to be read', () => {
    const real = { JIRA_SESSION_CONTRACTS_NO_DOTENV: 'true' };
    expect(load('JIRA_USERNAME=bob\nJIRA_PASSWORD=sec#ret', real)).toEqual(real);
  });

  it('need no .env', () => {
    expect(loadEnvironment({ A: '1' }, join(folder, 'nowhere'))).toEqual({ A: '1' });
  });

  it.each([
    ['in the middle', 'JIRA_PASSWORD=sec#ret'],
    ['at the start', 'JIRA_PASSWORD=#secret'],
    ['behind a quote that is none', "JIRA_PASSWORD='it's #1'"],
    ['behind a quote that does not end', 'JIRA_PASSWORD="a#b'],
    ['behind export', 'export JIRA_PASSWORD=sec#ret'],
    ['with a colon for the equals sign', 'JIRA_PASSWORD: sec#ret'],
    ['in a file of Windows', 'JIRA_USERNAME=bob\r\nJIRA_PASSWORD=sec#ret\r\n'],
    ['behind a blank, since a password may have one', 'JIRA_PASSWORD=sec #ret'],
    ['that may be a comment', 'JIRA_PASSWORD=secret # of bob'],
    ['behind a tab', 'JIRA_PASSWORD=secret\t# of bob'],
    ['behind an equals sign in it', 'JIRA_PASSWORD=sec=ret #1'],
    ['behind a quote in it', 'JIRA_PASSWORD=se"c"ret #1'],
    ['behind quotes that are not all of it', "JIRA_PASSWORD='sec'ret #1"],
  ])('are refused where .env cuts a value at a # %s', (_name, text) => {
    expect(() => load(text)).toThrow(
      "In .env, the value of JIRA_PASSWORD ends at the '#', because '#' begins a comment: put the value into single quotes.",
    );
  });

  it.each([
    ['a comment behind quotes', "JIRA_PASSWORD='secret' #of bob", 'secret'],
    ['a # in single quotes', "JIRA_PASSWORD='sec#ret'", 'sec#ret'],
    ['a # in backticks', 'JIRA_PASSWORD=`sec #ret` # of bob', 'sec #ret'],
    ['a # in quotes over two lines', "JIRA_PASSWORD='sec\n#ret' # of bob", 'sec\n#ret'],
    ['a line break in double quotes, and a comment', 'JIRA_PASSWORD="sec\\nret" # of bob', 'sec\nret'],
    ['a # in double quotes, and a comment', 'JIRA_PASSWORD="sec#ret" # of bob', 'sec#ret'],
    ['a cut value that a later line sets again', "JIRA_PASSWORD=sec#ret\nJIRA_PASSWORD='sec#ret'", 'sec#ret'],
    ['a comment alone', 'JIRA_PASSWORD= # none yet', ''],
  ])('may have %s in .env', (_name, text, value) => {
    expect(load(text).JIRA_PASSWORD).toBe(value);
  });

  it.each(['PACT_BROKER_TOKEN', 'PACT_BROKER_PASSWORD', 'WEBHOOK_TOKEN', 'HTTPS_PROXY', 'JIRA_API_TOKEN'])(
    'are refused with a comment behind %s, which may be a part of it',
    (name) => {
      expect(() => load(`${name}=secret # x`)).toThrow(`the value of ${name} ends at the '#'`);
    },
  );

  it('may have a comment behind what is no secret', () => {
    expect(load('JIRA_BASE_URL=https://a.example/rest # production\nOTHER=1 #x')).toMatchObject({
      ...{ JIRA_BASE_URL: 'https://a.example/rest', OTHER: '1' },
    });
  });

  it('may be cut in .env where the real environment has them', () => {
    expect(load('JIRA_PASSWORD=sec#ret', { JIRA_PASSWORD: 'sec#ret' }).JIRA_PASSWORD).toBe('sec#ret');
  });
});

describe('the names of the settings of a Jira', () => {
  it.each([
    ['JIRA_BASEURL', 'JIRA_BASE_URL'],
    ['JIRA-BASE-URL', 'JIRA_BASE_URL'],
    ['jira_base_url', 'JIRA_BASE_URL'],
    ['JIRA_BASE_URI', 'JIRA_BASE_URL'],
    ['JIRA_USERNAM', 'JIRA_USERNAME'],
    ['JIRA_PASSWORT', 'JIRA_PASSWORD'],
  ])('are refused with %s, which must mean %s', (name, meant) => {
    expect(() => refuseMisspelledNames({ [name]: 'x' })).toThrow(
      `${name} is set, but there is no setting with this name: did you mean ${meant}?`,
    );
    expect(() => refuseMisspelledNames({ [name]: 'x', [meant]: 'y' })).not.toThrow();
  });

  it.each(['JIRA_URL', 'JIRA_HOST', 'JIRA_PROJECT', 'JIRA_CLOUD_ID'])(
    'leave %s to the tools that know it',
    (name) => {
      expect(() => refuseMisspelledNames({ [name]: 'x' })).not.toThrow();
    },
  );

  it('are refused with a base URL that is empty in the real environment, and not in .env', async () => {
    writeFileSync(join(folder, '.env'), '');
    for (const empty of ['', ' ']) {
      const { exitCode, stderr } = await runCli(['verify'], { JIRA_BASE_URL: empty }, folder);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining('Check whether a secret is missing in the CI system'),
      ]);
    }
    writeFileSync(join(folder, '.env'), 'JIRA_BASE_URL=');
    expect((await runCli(['verify', '--plan'], {}, folder)).exitCode).toBe(0);
  });

  it('are nothing to a command that asks no Jira', async () => {
    const ofAnotherTool = { JIRA_BASEURL: 'x', JIRA_BASE_URL: '' };
    const { stderr } = await runCli(['merge-reports', 'nowhere'], ofAnotherTool);
    expect(stderr).toContain('nowhere cannot be read');
  });
});
