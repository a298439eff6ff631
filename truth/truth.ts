/**
 * `npm run truth -- --version 9.12`: starts a real Jira, sets it up, runs everything of this project against it, and
 * writes down what it answers. `--base-url URL` takes a Jira that runs already.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { examples, folder, isInstalled } from '../examples/examples.ts';
import { recordedText } from '../src/doctor/recorded-responses.ts';
import { parseBaseUrl } from '../src/settings/base-url.ts';
import { credentialsFrom } from '../src/settings/credentials.ts';
import { JiraContainer } from './container.ts';
import { recordResponses, type Seed } from './recorder.ts';
import { setUp } from './set-up.ts';

const USAGE = `npm run truth -- --version 9.12|10.3|11.3 [--port 8090] [--out FOLDER]
npm run truth -- --base-url URL          a Jira that runs already, with the accounts of JIRA_USERNAME and so on

A real Jira wants Atlassian's three-hour licence for tests in JIRA_TRUTH_LICENSE. Get it from Atlassian's page
"Timebomb licenses for testing server apps"; it may not be passed on, and is kept nowhere here.`;

const say = (text: string) => process.stderr.write(`${text}\n`);

/** @returns the exit code: 0 when all was recorded, whatever it was; 2 when it could not be */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      version: { type: 'string' },
      'base-url': { type: 'string' },
      port: { type: 'string', default: '8090' },
      out: { type: 'string', default: join(folder, 'contracts/session/recorded') },
      help: { type: 'boolean' },
    },
  });
  if (values.help || (!values.version && !values['base-url'])) {
    say(USAGE);
    return values.help ? 0 : 2;
  }
  if (values['base-url'])
    return recordJira(parseBaseUrl(values['base-url']), seedFrom(process.env), values.out);

  const licence = process.env.JIRA_TRUTH_LICENSE;
  if (!licence) {
    say(`JIRA_TRUTH_LICENSE is not set.\n\n${USAGE}`);
    return 2;
  }
  const container = new JiraContainer(String(values.version), Number(values.port));
  try {
    await container.start(say);
    return await recordJira(`${container.site}/rest`, await setUp(container.site, licence, say), values.out);
  } finally {
    container.stop();
  }
}

function seedFrom(env: NodeJS.ProcessEnv): Seed {
  const need = (name: string) => {
    const value = env[name];
    if (!value)
      throw new Error(`${name} is not set: a Jira is recorded with accounts that are made up for it.`);
    return value;
  };
  return {
    user: { username: need('JIRA_USERNAME'), password: need('JIRA_PASSWORD') },
    captchaUser: { username: need('JIRA_CAPTCHA_USERNAME'), password: need('JIRA_CAPTCHA_PASSWORD') },
    personalAccessToken: env.JIRA_PERSONAL_ACCESS_TOKEN,
    serviceAccount: credentialsFrom(env).serviceAccount,
  };
}

/** Runs verify, the doctor and the clients against a Jira, then records it: the CAPTCHA comes last. */
async function recordJira(baseUrl: string, seed: Seed, out: string): Promise<number> {
  const settings = {
    ...process.env,
    JIRA_BASE_URL: baseUrl,
    JIRA_SITE_URL: baseUrl.replace(/\/rest$/, ''),
    JIRA_USERNAME: seed.user.username,
    JIRA_PASSWORD: seed.user.password,
    JIRA_CAPTCHA_USERNAME: '',
    JIRA_CAPTCHA_PASSWORD: '',
    JIRA_PERSONAL_ACCESS_TOKEN: seed.personalAccessToken ?? '',
    JIRA_SCENARIO: 'right-credentials',
  };
  const run = (what: string, [program = '', ...args]: readonly string[]) => {
    const { status } = spawnSync(program, args, { cwd: folder, env: settings, stdio: ['ignore', 2, 2] });
    say(`${what}: exit code ${status}`);
  };
  const cli = [process.execPath, join(folder, 'bin/jira-session-contracts.cjs')];
  run('verify', [...cli, 'verify', '--live']);
  run('verify --client all', [...cli, 'verify', '--live', '--client', 'all']);
  run('doctor', [...cli, 'doctor']);
  for (const example of examples.filter(isInstalled)) run(example.client, example.command);

  const recorded = await recordResponses(baseUrl, seed);
  mkdirSync(out, { recursive: true });
  const file = join(out, `${recorded.version}.json`);
  writeFileSync(file, recordedText(recorded));
  say(`${file} is written. Run npm test to see whether the mocked Jira is true to it.`);
  return 0;
}

process.exitCode = await main().catch((error: Error) => {
  say(`error: ${error.message}`);
  return 2;
});
