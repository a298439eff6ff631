import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PACT_FILE, PROVIDER } from '../contracts/session/names.ts';
import { sendSignal } from '../src/children.ts';
import type { PactFile } from '../src/pact/pact-file.ts';
import { type Measured, measureProcess } from './measured-process.ts';
import { median } from './median.ts';

const NODE = process.execPath;
const VERIFY = [NODE, 'bin/jira-session-contracts.cjs', 'verify'];

/** So many runs of one Jira stand for as many as there are Jiras: their times lie close together. */
const SINGLE_RUNS = 20;

/** The accounts that every mocked Jira has. */
const accounts = {
  JIRA_USERNAME: 'alice',
  JIRA_PASSWORD: 'mocked-password-of-alice',
  JIRA_PERSONAL_ACCESS_TOKEN: 'mocked-token-of-alice',
  JIRA_CAPTCHA_USERNAME: 'carol',
  JIRA_CAPTCHA_PASSWORD: 'mocked-password-of-carol',
};

/** What so many Jiras took in one run. */
export interface JirasMeasured extends Measured {
  readonly jiras: number;
  readonly requests: number;
}

/** What so many interactions in one pact took, by each tool. */
export interface InteractionsMeasured {
  readonly interactions: number;
  /** In milliseconds. */
  readonly verify: number;
  readonly bareVerifier: number;
  readonly standalone: number;
}

export interface Scale {
  readonly byJiras: readonly JirasMeasured[];
  /** One run of verify with one Jira, in milliseconds: the median. */
  readonly singleRun: number;
  /** One run of pact-js' bare Verifier with one Jira, in milliseconds: the median. */
  readonly bareRun: number;
  readonly byInteractions: readonly InteractionsMeasured[];
}

/** Measures how the cost grows, with the number of Jiras and with that of the interactions in one pact. */
export async function measureScale(bareRun: number, say: (text: string) => void): Promise<Scale> {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-scale-'));
  try {
    const byJiras: JirasMeasured[] = [];
    for (const count of [1, 10, 100, 200, 1000]) {
      say(`${count} Jiras ...`);
      byJiras.push(await measureJiras(count, folder));
    }
    say(`${SINGLE_RUNS} runs with one Jira each ...`);
    const singleRun = await measureSingleRuns();
    const byInteractions: InteractionsMeasured[] = [];
    for (const count of [10, 100, 1000]) {
      say(`${count} interactions ...`);
      byInteractions.push(await measureInteractions(count, folder));
    }
    return { byJiras, singleRun, bareRun, byInteractions };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts mocked Jiras in a process of their own. */
async function startJiras(count: number) {
  const child = spawn(NODE, ['benchmarks/mocked-jiras.ts', String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const baseUrls = JSON.parse((await lines.next()).value ?? '[]') as string[];
  return {
    baseUrls,
    /** Ends them. */
    stop: async (): Promise<number> => {
      const ended = once(child, 'exit');
      sendSignal(child.pid, 'SIGTERM');
      const requests = Number((await lines.next()).value);
      await ended;
      return requests;
    },
  };
}

async function measureJiras(count: number, folder: string): Promise<JirasMeasured> {
  const jiras = await startJiras(count);
  const file = join(folder, 'jiras.yaml');
  const target = (baseUrl: string, index: number) => ({
    ...{ name: `jira-${index}`, baseUrl, username: 'JIRA_USERNAME', password: 'JIRA_PASSWORD' },
    personalAccessToken: 'JIRA_PERSONAL_ACCESS_TOKEN',
    ...{ captchaUsername: 'JIRA_CAPTCHA_USERNAME', captchaPassword: 'JIRA_CAPTCHA_PASSWORD' },
  });
  writeFileSync(file, JSON.stringify({ targets: jiras.baseUrls.map(target) }));
  const measured = await measureProcess([...VERIFY, '--targets', file, '--quiet'], { env: accounts });
  return { ...measured, jiras: count, requests: await jiras.stop() };
}

async function measureSingleRuns(): Promise<number> {
  const jiras = await startJiras(SINGLE_RUNS);
  const times: number[] = [];
  for (const baseUrl of jiras.baseUrls) {
    const { milliseconds } = await measureProcess([...VERIFY, '--base-url', baseUrl, '--quiet'], {
      env: accounts,
    });
    times.push(milliseconds);
  }
  await jiras.stop();
  return median(times);
}

/** The same pact and the same server for each tool: interactions that need nothing of their provider states. */
async function measureInteractions(count: number, folder: string): Promise<InteractionsMeasured> {
  const jiras = await startJiras(1);
  const [baseUrl = ''] = jiras.baseUrls;
  const { hostname, port, pathname } = new URL(baseUrl);
  const pact = join(folder, `${count}-interactions.json`);
  writeFileSync(pact, JSON.stringify(pactOf(count)));
  const verify = await measureProcess([...VERIFY, '--base-url', baseUrl, '--pact', pact, '--quiet']);
  const bareVerifier = await measureProcess([NODE, 'benchmarks/bare-verifier.ts'], {
    env: { BARE_PACT: pact, BARE_BASE_URL: baseUrl },
  });
  const standalone = await measureProcess([
    ...['node_modules/.bin/pact', 'verifier', '--file', pact, '--provider-name', PROVIDER],
    ...['--hostname', hostname, '--port', port, '--base-path', pathname, '--loglevel', 'error'],
  ]);
  await jiras.stop();
  return {
    interactions: count,
    verify: verify.milliseconds,
    bareVerifier: bareVerifier.milliseconds,
    standalone: standalone.milliseconds,
  };
}

function pactOf(count: number): PactFile {
  const pact = JSON.parse(readFileSync(PACT_FILE, 'utf8')) as PactFile;
  const asNobody = pact.interactions.filter(({ providerStates = [] }) =>
    providerStates.every(({ name }) => name === 'nobody is logged in'),
  );
  const interactions = Array.from({ length: count }, (_, index) => {
    const one = asNobody[index % asNobody.length];
    if (!one) throw new Error('the pact has no interaction as nobody');
    return { ...one, description: `${one.description}, ${index + 1}` };
  });
  return { ...pact, interactions };
}
