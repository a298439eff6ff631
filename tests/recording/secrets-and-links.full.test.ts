import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { encodings } from '../support/encodings.ts';
import { careful, FILE, folder, logIn, NAMED, node, record } from '../support/recorded-clients.ts';

/** A client that reads the settings that lie beside it, as many do. */
const readsDotEnv = `
  import { readFileSync } from 'node:fs';
  import { loadEnvFile } from 'node:process';
  const real = /^\\w+=(.*)$/m.exec(readFileSync('.env', 'utf8'))[1];
`;

const withDotEnv = (name: string, value: string) => {
  const cwd = folder();
  writeFileSync(join(cwd, '.env'), `${name}=${value}\n`);
  return cwd;
};

/** Which scenarios are run changes nothing of where the result goes. */
const ONE_SCENARIO = ['--scenario', 'right-credentials'];

describe('a client that tells a real secret', () => {
  it.each(['JIRA_PASSWORD', 'JIRA_SESSION_COOKIE', 'PACT_BROKER_TOKEN', 'ACME_PASSWORD', 'GITHUB_TOKEN'])(
    'of %s in its own error has it in no message',
    async (name) => {
      const secret = 'JSESSIONID=canary-Öß';
      const command = node(`${readsDotEnv} console.error('refused: ' + real); process.exit(1)`);
      const { exitCode, stdout, stderr } = await record(NAMED, command, {}, withDotEnv(name, secret));
      expect(stderr).toContain('refused: [redacted]');
      expect(stdout + stderr).not.toContain('canary');
      expect(exitCode).toBe(2);
    },
  );

  it.each([
    'in a URL',
    'as Basic credentials',
    'in capital letters',
    'decomposed',
    'as Windows-1252 in a URL',
  ])('%s in its own error has it in no message', async (way) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'said.txt'), `failed with <${encodings[way]?.('canary-é/+>')}>`);
    const command = ['sh', '-c', 'cat said.txt >&2; exit 1'];
    const { stderr } = await record(NAMED, command, { JIRA_API_TOKEN: 'canary-é/+>' }, cwd);
    expect(stderr).toMatch(/failed with <[A-Za-z0-9+/]{0,8}\[redacted\]/);
    expect(stderr.toLowerCase()).not.toContain('canary');
  });

  it('in a line that is cut has no part of it in a message', async () => {
    const command = node(`${readsDotEnv} ${logIn} console.log('x'.repeat(190), real)`);
    const cwd = withDotEnv('JIRA_PASSWORD', 'canary-in-a-long-line');
    const { stdout } = await record([...NAMED, '--max-runs', '50'], command, {}, cwd);
    expect(stdout).toMatch(/prints x{190} \[redact\w* \.\.\./);
    expect(stdout).not.toContain('cana');
  });

  it('in an address has it in no message', async () => {
    const command = node(`${readsDotEnv} await fetch(process.env.JIRA_SITE_URL + '/' + real)`);
    const { stdout, stderr } = await record(NAMED, command, {}, withDotEnv('JIRA_PASSWORD', 'canary'));
    expect(stderr).toContain('GET /[redacted] -> 404');
    expect(stdout + stderr).not.toContain('canary');
  });

  it('in its output, in a line that differs or in its command has it in no table and no JSON', async () => {
    const cwd = withDotEnv('JIRA_PASSWORD', 'canary');
    const [program = '', ...words] = careful;
    const script = `${words.at(-1)}; ${readsDotEnv} console.log('real', real); console.log(real, Math.random())`;
    const command = [program, ...words.slice(0, -1), script, 'canary'];
    const options = [...NAMED, ...ONE_SCENARIO, '--json', 'recording.json'];
    const { exitCode, stdout } = await record(options, command, {}, cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('real [redacted]');
    expect(stdout).not.toContain('canary');
    expect(readFileSync(join(cwd, 'recording.json'), 'utf8')).not.toContain('canary');
  });
});

describe('what is written after a client has run', () => {
  const files = [FILE, 'recording.json'];
  const recorded = (link: string, cwd: string) => {
    const [program = '', ...words] = careful;
    const script = `import { renameSync, rmSync, symlinkSync } from 'node:fs'; ${link}; ${words.at(-1)}`;
    return record(
      [...NAMED, ...ONE_SCENARIO, '--json', 'recording.json', '--jobs', '1'],
      [program, ...words.slice(0, -1), script],
      {},
      cwd,
    );
  };

  it.each([
    ['the pact a link', FILE, `try { symlinkSync('../mine.txt', '${FILE}') } catch {}`],
    ['the pact a link to nowhere', FILE, `try { symlinkSync('nowhere', '${FILE}') } catch {}`],
    [
      "the pact's folder a link",
      FILE,
      "try { renameSync('pacts', 'was'); symlinkSync('elsewhere', 'pacts') } catch {}",
    ],
    ['the JSON a link', 'recording.json', "try { symlinkSync('mine.txt', 'recording.json') } catch {}"],
  ])('does not go through a link where the client made %s', async (_, file, link) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'mine.txt'), 'mine');
    mkdirSync(join(cwd, 'elsewhere'));
    const { exitCode, stderr } = await recorded(link, cwd);
    expect(stderr).toContain(`${basename(file)} cannot be written`);
    expect(stderr).toContain('link');
    expect(exitCode).toBe(2);
    expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(join(cwd, 'elsewhere'))).toEqual([]);
  });

  it('does not go through a link where the client made the file beside it one', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'mine.txt'), 'mine');
    const beside = `pacts/.${basename(FILE)}.${process.pid}.tmp`;
    const { exitCode } = await recorded(`try { symlinkSync('../mine.txt', '${beside}') } catch {}`, cwd);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('mine');
    expect(lstatSync(join(cwd, FILE)).isFile()).toBe(true);
  });

  it('goes through the links that were there before', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'elsewhere'));
    symlinkSync('elsewhere', join(cwd, 'pacts'));
    expect((await recorded('', cwd)).exitCode).toBe(0);
    expect(files.every((file) => lstatSync(join(cwd, file)).isFile())).toBe(true);
    expect(readdirSync(join(cwd, 'elsewhere'))).toEqual([basename(FILE)]);
  });
});
