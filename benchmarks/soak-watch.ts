/**
 * `npm run soak:watch -- ROUNDS SEED`: `verify --watch` for a thousand rounds, if nothing else is said, one right after the
 * other, against a Jira that spoils some of its answers in every second round. After each, no session that was not told of, no
 * process and no file is left, and memory and what Node waits for stay as they are.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runVerification } from '../src/cli/run-verification.ts';
import { faults, numbersFrom, startFaultyJira, user } from './faulty-jira.ts';

const ROUNDS = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
/** What may come and go: a connection that is being closed, a cache that fills. */
const MAY_GROW = { files: 5, resources: 10, megabytes: 20 };

/** What is there at the end of a round. */
interface Sample {
  readonly files: number;
  /** What Node waits for: sockets, timers and so on. */
  readonly resources: number;
  /** What is in use of the heap, after a collection. */
  readonly megabytes: number;
  readonly processes: number;
  /** Those that are open, and that no round said may be: of a log-in whose response is lost, nobody knows. */
  readonly sessions: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const random = numbersFrom(seed);
const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
const folder = mkdtempSync(join(tmpdir(), 'jira-session-soak-'));
const samples: Sample[] = [];
const codes = new Map<number, number>();
let told = 0;
const interruption = new AbortController();

await using front = await startFaultyJira(random, { tls: true });
const { jira, baseUrl, ca = '' } = front;
writeFileSync(join(folder, 'ca.pem'), ca);

function sample(): Sample {
  collect();
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return {
    files: readdirSync('/proc/self/fd').length,
    resources: process.getActiveResourcesInfo().length,
    megabytes: process.memoryUsage().heapUsed / 1e6,
    processes: children.length,
    sessions: jira.openLogIns - told,
  };
}

/** Each round writes a line of JSON at its end. */
function roundEnded(line: string): void {
  const { exitCode, sessionsLeftOpen } = JSON.parse(line) as Record<'exitCode' | 'sessionsLeftOpen', number>;
  told += sessionsLeftOpen;
  codes.set(exitCode, (codes.get(exitCode) ?? 0) + 1);
  samples.push(sample());
  if (samples.length % 100 === 0) console.log(`${samples.length} of ${ROUNDS}`);
  if (samples.length >= ROUNDS) interruption.abort();
  // A password or token that is not accepted is never sent again, and nothing would be logged in any more: that comes last.
  const spares = samples.length < ROUNDS * 0.9;
  front.strike(samples.length % 2 === 0 ? 'none' : pick(faultNames), random(), spares);
}

const faultNames = Object.keys(faults);
const settings = {
  PATH: process.env.PATH ?? '',
  JIRA_USERNAME: user.username,
  JIRA_PASSWORD: user.password,
  JIRA_PERSONAL_ACCESS_TOKEN: user.personalAccessToken,
};
const silent = { write: () => true, writeAsItIs: () => true };
const started = process.cpuUsage();
console.log(`${ROUNDS} rounds, seed ${seed}`);
await runVerification(
  {
    ...{ baseUrl, ca: join(folder, 'ca.pem'), watch: 0.001, timeout: 400, quiet: true },
    ...{ state: join(folder, 'state.json'), report: ['jsonl=-'] },
  },
  {
    ...{ stdout: { write: roundEnded, writeAsItIs: roundEnded }, stderr: silent },
    ...{ env: settings, realEnv: settings, cwd: folder, signal: interruption.signal },
  },
);
rmSync(folder, { recursive: true });

const quarter = Math.ceil(samples.length / 4);
const most = (name: keyof Sample, some: readonly Sample[]) => Math.max(...some.map((one) => one[name]));
const growth = (name: keyof Sample) =>
  most(name, samples.slice(-quarter)) - most(name, samples.slice(0, quarter));
const { failedLoginCount = 0, loginCount = 0 } = jira.loginInfo(user.username);
const problems = [
  most('sessions', samples) > 0 &&
    `${most('sessions', samples)} sessions were open between two rounds, and not told of`,
  most('processes', samples) > 0 && `${most('processes', samples)} processes were there between two rounds`,
  failedLoginCount > 0 && `${failedLoginCount} wrong passwords were sent for the user`,
  ...(['files', 'resources', 'megabytes'] as const).map(
    (name) => growth(name) > MAY_GROW[name] && `${growth(name).toFixed(0)} more ${name} in the last quarter`,
  ),
].filter((problem) => typeof problem === 'string');
const cpu = process.cpuUsage(started);
const extremes = (name: keyof Sample) =>
  `${name} ${most(name, samples.slice(0, quarter)).toFixed(0)} -> ${most(name, samples.slice(-quarter)).toFixed(0)}`;
console.log(
  [
    `${samples.length} rounds, ${loginCount} log-ins, ${((cpu.user + cpu.system) / 1e6).toFixed(0)} s of processor time`,
    `exit codes: ${[...codes].map(([code, count]) => `${code}: ${count}x`).join(', ')}`,
    `at most in the first -> last quarter: ${(['files', 'resources', 'megabytes'] as const).map(extremes).join(', ')}; sessions told of: ${told}`,
  ].join('\n'),
);
for (const problem of problems) console.log(`✗ ${problem}`);
console.log(
  problems.length === 0
    ? 'Every promise held.'
    : `${problems.length} promises did not hold: repeat them with npm run soak:watch -- ${ROUNDS} ${seed}`,
);
process.exit(problems.length === 0 ? 0 : 1);
