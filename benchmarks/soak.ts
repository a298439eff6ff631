/**
 * `npm run soak`: the properties of the tests with random values, and hundreds of runs against a Jira that picks a fault at
 * random each time, from a seed that is printed. What has to hold after each: no session left, no attempt too many, no process, no folder, and an exit code that the fault explains.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sendSignal } from '../src/children.ts';
import { HttpClient } from '../src/http/http-client.ts';
import { listen } from '../src/http/listen.ts';
import { startMockedJira } from '../src/mock-jira/server.ts';
import { plan } from '../src/verification/verify.ts';

const RUNS = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const MAX_MEGABYTES = 400;
const user = { username: 'bob', password: 'password-of-bob' };
const captchaUser = { username: 'dave', password: 'password-of-dave' };
const personalAccessToken = 'token-of-bob';

/** What may happen to one answer, and the exit codes that it explains. */
type Fault = (response: ServerResponse, answer: Given) => void;
interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
const send = (response: ServerResponse, { status, headers, body }: Given) => {
  const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers;
  response.writeHead(
    status,
    Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as never,
  );
  response.end(body);
};
const withStatus =
  (status: number, more: object = {}): Fault =>
  (response, answer) =>
    send(response, { ...answer, status, headers: { ...answer.headers, ...more } as Given['headers'] });
const faults: Readonly<Record<string, { readonly fault: Fault; readonly explains: readonly number[] }>> = {
  none: { fault: send, explains: [0] },
  'another status': { fault: withStatus(418), explains: [1] },
  'in trouble': { fault: withStatus(500), explains: [1] },
  'out of service': { fault: withStatus(503), explains: [1, 2] },
  'rate limited': { fault: withStatus(429, { 'retry-after': '3600' }), explains: [1, 2] },
  gone: { fault: withStatus(410), explains: [1] },
  refused: { fault: withStatus(401), explains: [0, 1, 2] },
  redirected: { fault: withStatus(302, { location: '/login.jsp' }), explains: [1] },
  reset: { fault: (response) => response.socket?.resetAndDestroy(), explains: [1, 2] },
  'cut in its body': {
    fault: (response, { headers, status }) => {
      response
        .writeHead(status, { 'Set-Cookie': headers['set-cookie'] ?? [], 'Content-Length': 999 })
        .write('{');
      setTimeout(() => response.destroy(), 20);
    },
    explains: [1, 2],
  },
  'not HTTP': { fault: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'), explains: [1, 2] },
  'no JSON': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.from('{"a":') }),
    explains: [0, 1],
  },
  'a page': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.from('<html>') }),
    explains: [0, 1],
  },
  'much JSON': {
    fault: (response, answer) =>
      send(response, { ...answer, body: Buffer.from(JSON.stringify(Array(50_000).fill(''))) }),
    explains: [0, 1, 2],
  },
  'too large': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.alloc(11_000_000) }),
    explains: [1, 2],
  },
  'no cookies': {
    fault: (response, answer) =>
      send(response, { ...answer, headers: { ...answer.headers, 'set-cookie': undefined } }),
    explains: [0, 1],
  },
  slow: { fault: () => {}, explains: [1, 2] },
};

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

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbersFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

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
    credentials: { user, captchaUser, personalAccessToken },
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
  const { fault, explains } = faults[name] ?? { fault: send, explains: [] };
  const strikes = random();
  await using jira = await startMockedJira({
    accounts: [{ ...user, personalAccessToken }, captchaUser],
  });
  const http = new HttpClient({ baseUrl: new URL(jira.baseUrl).origin, timeoutMs: 5000 });
  let attempts = 0;
  let isClosing = false;
  let struck = false;
  /** Of the contract; it may hold although nothing beside it was answered. */
  let struckContract = false;
  const front = createServer(async (request: IncomingMessage, response) => {
    const body = await text(request);
    const isOfUser =
      body.includes('"bob"') || request.headers.authorization === `Basic ${btoa('bob:password-of-bob')}`;
    if (isOfUser) attempts += 1;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await http.send({ method: request.method ?? '', path: request.url ?? '', headers, body });
    if (isClosing || request.method === 'DELETE' || random() > strikes) return send(response, answer);
    struck = true;
    if (!isBesideContract(request)) struckContract = true;
    fault(response, answer);
  });
  await using listening = await listen(front);
  const baseUrl = `${listening.origin}/rest`;
  const limit = isLimitKnown && random() < 0.3 ? pick(Object.keys(limits)) : 'none';
  const under = limits[limit]?.(random()) ?? [];
  const ended = await runVerify(under, baseUrl, random() < 0.1 ? random() * 600 : undefined);
  isClosing = true;
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
  const found = [
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
    .map((problem) => `run ${number}, ${name}, short of ${limit}: ${problem}`);
  // At once: a soak is long, and may be interrupted.
  for (const problem of found) console.log(`✗ ${problem}`);
  problems.push(...found);
  codes.set(ended.exitCode, (codes.get(ended.exitCode) ?? 0) + 1);
  peak = Math.max(peak, ended.megabytes);
}

/** What Jira says of itself, and which cookies a session needs: a run that is not answered there may say that the contract holds. */
function isBesideContract({ method, url = '', headers: { cookie } }: IncomingMessage): boolean {
  return (
    url.endsWith('/serverInfo') || (method === 'GET' && url.endsWith('/session') && cookie !== undefined)
  );
}

/** Runs the command line as a user does, and tells its memory. */
async function runVerify(under: readonly string[], baseUrl: string, interruptAfterMs: number | undefined) {
  const program = ['bin/jira-session-contracts.cjs', 'verify', '--base-url', baseUrl, '--timeout', '400'];
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
      JIRA_PERSONAL_ACCESS_TOKEN: personalAccessToken,
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
