/**
 * `npm run soak`: the properties of the tests with random values, and hundreds of runs against a Jira that picks a fault at
 * random each time, from a seed that is printed. What has to hold after each: no session left, no attempt too many, no process, no folder, and an exit code that the fault explains.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sendSignal } from '../src/children.ts';
import { plan } from '../src/verification/verify.ts';
import { captchaUser, faults, numbersFrom, startFaultyJira, user } from './faulty-jira.ts';

const RUNS = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const MAX_MEGABYTES = 400;
/** How Jira is reached, and by whom, in a run. */
const ways = ['usual', 'usual', 'with --state', 'over https', 'as a service account'] as const;

/** What a system may be short of: how the command is run then (Linux). Each explains that the result is unknown. */
const limits: Readonly<Record<string, (much: number) => readonly string[]>> = {
  none: () => [],
  'open files': (much) => ['prlimit', `--nofile=${Math.round(22 + much * 40)}`, '--'],
  'the length of files': (much) => ['prlimit', `--fsize=${Math.round(500 + much * 20_000)}`, '--'],
  memory: (much) => ['prlimit', `--as=${Math.round(1e9 + much * 8e9)}`, '--'],
  // The limit of a user, which root has not.
  processes: (much) => [
    ...['prlimit', `--nproc=${Math.round(8 + much * 30)}`, '--'],
    ...(process.getuid?.() === 0 ? ['setpriv', '--reuid=54321', '--clear-groups', '--'] : []),
  ],
};
const isLimitKnown = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

const random = numbersFrom(seed);
const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
const temporary = mkdtempSync(join(tmpdir(), 'jira-session-soak-'));
// Some runs are another user's.
chmodSync(temporary, 0o777);
/** How often the user's credentials may be sent at most, as verify --plan tells it. */
const planned = await plan({
  target: {
    kind: 'live',
    baseUrl: 'http://127.0.0.1/rest',
    credentials: { user, captchaUser, personalAccessToken: user.personalAccessToken },
  },
});
const MAX_ATTEMPTS = planned.attempts.user ?? 0;
/** Has a process tell its own peak memory, in kilobytes, as it ends. */
const tellPeakMemory = `--import=data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write(`PEAK ${process.resourceUsage().maxRSS}\\n`));",
)}`;
const problems: string[] = [];
const codes = new Map<number, number>();
let peak = 0;
/** Runs that Node ended. */
let aborted = 0;

/** One run: the whole Jira behaves, but for one kind of fault that strikes now and then, closing log-outs left out. */
async function runOnce(number: number): Promise<void> {
  const name = pick(Object.keys(faults));
  const explains = faults[name]?.explains ?? [];
  const way = pick(ways);
  const isService = way === 'as a service account';
  await using front = await startFaultyJira(random, {
    ...(isService && { flavour: 'jira11' }),
    tls: way === 'over https',
  });
  const { jira, state, ca, baseUrl } = front;
  front.strike(name, random());
  const own = mkdtempSync(join(temporary, 'run-'));
  // Some runs are another user's.
  chmodSync(own, 0o777);
  if (ca !== undefined) writeFileSync(join(own, 'ca.pem'), ca);
  const args = [
    ...['verify', '--base-url', baseUrl, '--timeout', '400'],
    ...(ca === undefined ? [] : ['--ca', join(own, 'ca.pem')]),
    ...(isService ? ['--client', 'jira-service-account-client'] : []),
    ...(way === 'with --state' ? ['--state', join(own, 'state.json')] : []),
  ];
  const limit = isLimitKnown && random() < 0.3 ? pick(Object.keys(limits)) : 'none';
  const under = limits[limit]?.(random()) ?? [];
  const ended = await runCommand(under, args, random() < 0.1 ? random() * 600 : undefined);
  front.strike('none', 0);
  const { attempts, struck, struckContract } = state;
  const again =
    way === 'with --state' && limit === 'none' ? await againWithState(args, own, state) : undefined;
  const told = Number(/(\d+) sessions? may still be open/.exec(ended.stdout)?.[1] ?? 0);
  // Node itself ends at once where it gets no memory or no thread: nothing can be done any more.
  const wasAborted = limit !== 'none' && ended.wasAborted;
  const isExplained =
    wasAborted || ended.wasInterrupted || !struck
      ? ended.exitCode === 0 || ended.wasInterrupted || wasAborted
      : explains.includes(ended.exitCode) || (ended.exitCode === 0 && !struckContract);
  if (wasAborted) {
    aborted += 1;
    for (const left of readdirSync(temporary)) rmSync(join(temporary, left), { recursive: true });
    return;
  }
  rmSync(own, { recursive: true });
  const found = [
    again,
    // One that Basic credentials opened, and whose cookie was taken away, nothing tells of.
    jira.openLogIns > told && `${jira.openLogIns} sessions are left, and ${told} were told of`,
    attempts > MAX_ATTEMPTS && `${attempts} attempts, and ${MAX_ATTEMPTS} were planned`,
    jira.loginInfo('bob').failedLoginCount && 'a wrong password was sent for the user',
    !isExplained &&
      !(limit !== 'none' && ended.exitCode === 2) &&
      `exit code ${ended.exitCode}: ${ended.stdout.trim().split('\n').at(-2)}`,
    ended.stderr.includes('a bug in this program') && ended.stderr,
    ended.megabytes > MAX_MEGABYTES && `${ended.megabytes.toFixed(0)} MB of memory`,
    ...readdirSync(temporary)
      .filter((entry) => entry.startsWith('jira-session'))
      .map((left) => `the folder ${left} is left`),
    ...processesLeft().map((left) => `the process '${left}' is left`),
  ]
    .filter((problem) => typeof problem === 'string')
    .map((problem) => `run ${number}, ${way}, ${name}, short of ${limit}: ${problem}`);
  // At once: a soak is long, and may be interrupted.
  for (const problem of found) console.log(`✗ ${problem}`);
  problems.push(...found);
  codes.set(ended.exitCode, (codes.get(ended.exitCode) ?? 0) + 1);
  peak = Math.max(peak, ended.megabytes);
}

/** What does not hold in a second run, in which a password that was refused is not sent again. */
async function againWithState(
  args: readonly string[],
  folder: string,
  state: { readonly attempts: number },
): Promise<string | undefined> {
  const file = readdirSync(folder).includes('state.json')
    ? readFileSync(join(folder, 'state.json'), 'utf8')
    : '';
  if (file.includes(user.password)) return 'a password is in the file of --state';
  const wasRefused = file.includes(`"user ${user.username}"`);
  const before = state.attempts;
  const { exitCode } = await runCommand([], args, undefined);
  const sent = state.attempts - before;
  if (wasRefused) return sent > 0 ? `a refused password was sent ${sent} times by a later run` : undefined;
  return exitCode === 0 ? undefined : `exit code ${exitCode} of the later run, at a Jira that behaves`;
}

/** Runs the command line as a user does, and tells its memory. */
async function runCommand(
  under: readonly string[],
  args: readonly string[],
  interruptAfterMs: number | undefined,
) {
  const program = ['bin/jira-session-contracts.cjs', ...args];
  const [first = '', ...words] = [...under, process.execPath, tellPeakMemory, ...program];
  const child = spawn(first, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      TMPDIR: temporary,
      JIRA_USERNAME: user.username,
      JIRA_PASSWORD: user.password,
      JIRA_CAPTCHA_USERNAME: captchaUser.username,
      JIRA_CAPTCHA_PASSWORD: captchaUser.password,
      JIRA_PERSONAL_ACCESS_TOKEN: user.personalAccessToken,
      JIRA_CLIENT_ID: user.clientId,
      JIRA_CLIENT_SECRET: user.clientSecret,
    },
  });
  const timer =
    interruptAfterMs === undefined
      ? undefined
      : setTimeout(() => sendSignal(child.pid, 'SIGINT'), interruptAfterMs);
  const [stdout, stderr, [exitCode, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]);
  clearTimeout(timer);
  const megabytes = Number(/^PEAK (\d+)$/m.exec(stderr)?.[1] ?? 0) / 1024;
  const wasAborted =
    /^SIG(ABRT|SEGV|TRAP|BUS|ILL)$/.test(signal ?? '') || (exitCode ?? 0) > 2 || !/^PEAK/m.test(stderr);
  const wasInterrupted =
    signal !== null || /the run was interrupted|no (first byte|whole answer) until then/.test(stdout);
  return { stdout, stderr, exitCode: exitCode ?? 2, megabytes, wasInterrupted, wasAborted };
}

function processesLeft(): string[] {
  const all = execFileSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.trim().startsWith('1 ') && line.includes('pact-process'));
}

console.log(`${RUNS} runs, seed ${seed}`);
// The properties of the tests, with other values than at each npm test.
const properties = spawnSync('npm', ['test', '--', '--findRelatedTests', 'tests/support/properties.ts'], {
  env: { ...process.env, PROPERTIES_SEED: String(seed) },
  encoding: 'utf8',
});
if (properties.status !== 0) {
  console.log(`✗ the properties of the tests: ${properties.stderr}`);
  problems.push('the properties of the tests');
}
for (let number = 1; number <= RUNS; number++) {
  await runOnce(number);
  if (number % 50 === 0) console.log(`${number} of ${RUNS}, ${problems.length} problems`);
}
rmSync(temporary, { recursive: true, force: true });
const ends = [...codes].map(([code, count]) => `${code}: ${count}x`).join(', ');
console.log(
  `exit codes: ${ends}; peak memory of a run ${peak.toFixed(0)} MB (at most ${MAX_MEGABYTES}); Node itself ended ${aborted} for lack of means`,
);
console.log(
  problems.length === 0
    ? 'Every promise held.'
    : `${problems.length} promises did not hold: repeat them with npm run soak -- ${RUNS} ${seed}`,
);
process.exit(problems.length === 0 ? 0 : 1);
