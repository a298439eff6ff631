/**
 * `npm run soak:watch -- MINUTES`: `verify --watch` for ten minutes, if nothing else is said,
 * against a mocked Jira. Between the rounds no session is open, and files, memory and processes stay as they are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../src/children.ts';
import { startMockedJira } from '../src/mock-jira/server.ts';

const MINUTES = Number(process.argv[2] ?? 10);
/** The shortest time between two rounds. */
const EVERY_S = 10;
/** What may come and go: a connection that is being closed, a cache that fills. */
const MAY_GROW = { files: 5, megabytes: 60 };

/** What the command has open between two rounds, in the order of the rounds. */
interface Sample {
  readonly files: number;
  readonly megabytes: number;
  readonly sessions: number;
}

const accounts = [{ username: 'bob', password: 'password-of-bob' }];
await using jira = await startMockedJira({ accounts });
const command = ['bin/jira-session-contracts.cjs', 'verify', '--base-url', jira.baseUrl];
const child = spawn(process.execPath, [...command, '--watch', String(EVERY_S)], {
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    PATH: process.env.PATH ?? '',
    TMPDIR: tmpdir(),
    JIRA_USERNAME: 'bob',
    JIRA_PASSWORD: 'password-of-bob',
  },
});
const said = Promise.all([text(child.stdout), text(child.stderr)]);
const folder = `/proc/${child.pid}`;
const samples: Sample[] = [];
const until = Date.now() + MINUTES * 60_000;
while (Date.now() < until && child.exitCode === null) {
  await sleep(EVERY_S * 500);
  const children = readFileSync(`${folder}/task/${child.pid}/children`, 'utf8').split(' ').filter(Boolean);
  // Pact's process is there during a round alone.
  if (children.length > 0) continue;
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1]);
  samples.push({
    files: readdirSync(`${folder}/fd`).length,
    megabytes: kilobytes / 1024,
    sessions: jira.openSessions,
  });
}
sendSignal(child.pid, 'SIGINT');
const [exitCode] = await once(child, 'close');
const [stdout, stderr] = await said;

const half = Math.ceil(samples.length / 2);
const most = (name: keyof Sample, some: readonly Sample[]) => Math.max(...some.map((one) => one[name]));
const growth = (name: keyof Sample) => most(name, samples.slice(half)) - most(name, samples.slice(0, half));
const problems = [
  samples.length < 2 && 'the run was too short to tell anything',
  exitCode !== 0 && `exit code ${exitCode}: ${stdout.trim().split('\n').at(-1)} ${stderr.trim()}`,
  most('sessions', samples) > 0 && `${most('sessions', samples)} sessions were open between two rounds`,
  jira.openSessions > 0 && `${jira.openSessions} sessions are left`,
  growth('files') > MAY_GROW.files && `${growth('files')} more files are open in the second half`,
  growth('megabytes') > MAY_GROW.megabytes && `${growth('megabytes').toFixed(0)} MB more in the second half`,
].filter((problem) => typeof problem === 'string');
console.log(
  `${samples.length} looks between the rounds of ${MINUTES} minutes: at most ${most('files', samples)} files, ${most('megabytes', samples).toFixed(0)} MB`,
);
for (const problem of problems) console.log(`✗ ${problem}`);
console.log(problems.length === 0 ? 'Every promise held.' : `${problems.length} promises did not hold.`);
process.exit(problems.length === 0 ? 0 : 1);
