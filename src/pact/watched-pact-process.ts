import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { setImmediate as aMoment } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { PROVIDER } from '../../contracts/session/names.ts';
import { endChild } from '../children.ts';
import { FindingError } from '../errors.ts';
import { inTemporaryFolder, writeTemporary } from '../files/temporary-folder.ts';
import { type Finding, finding } from '../findings.ts';
import { isCheckout, projectPath } from '../root.ts';
import type { PactMismatch } from './mismatches.ts';
import type { JobDone, PactVerdict } from './pact-process.ts';

const MAX_OUTPUT_CHARACTERS = 1_000_000;

const LOOK_EVERY_MS = 250;

/** How much memory it may use, in megabytes, and one more for each thread. It uses about 100, and half of one for each. */
const MAX_MEGABYTES = 300;

export class PactLostError extends FindingError {
  override readonly name = 'PactLostError';
  /** Whether it was lost over several jobs at once: this one may have had no part in it. */
  readonly hadOthers: boolean;

  constructor(lost: Finding, hadOthers = false) {
    super(lost);
    this.hadOthers = hadOthers;
  }
}

export interface PactEndpoint {
  readonly url: string;
  readonly stateUrl: string;
  readonly isBusy: boolean;
  again?(): void;
}

/** Pact would load all of the machine's certificates for each verification, two thirds of its time, yet it speaks only http to loopback. */
export function writeOneCertificate(folder: string) {
  const certificates = { file: join(folder, 'one-certificate.pem'), folder: join(folder, 'certificates') };
  inTemporaryFolder(() => mkdirSync(certificates.folder));
  writeTemporary(certificates.file, `${rootCertificates[0]}\n`);
  return certificates;
}

export interface WatchedPactOptions {
  readonly certificates: ReturnType<typeof writeOneCertificate>;
  readonly silentForMs: number;
  readonly threads: number;
}

interface Job {
  readonly endpoint: PactEndpoint;
  readonly resolve: (verdict: PactVerdict) => void;
  readonly reject: (error: PactLostError) => void;
  /** Counted in looks: a late one counts no more than any other, since the whole machine was busy then. */
  silentLooks: number;
}

let lastJob = 0;

export type WatchedPactProcess = ReturnType<typeof startWatchedPact>;

/** One process of Pact, which does its jobs until it is lost. It is ended when it takes too much time or memory. */
export function startWatchedPact(options: WatchedPactOptions) {
  const jobs = new Map<number, Job>();
  let watch: NodeJS.Timeout | undefined;
  let output = '';
  let lostBecause: Finding | undefined;

  const lose = (why: Finding) => {
    lostBecause ??= why;
    const lost = [...jobs.values()];
    jobs.clear();
    for (const { reject } of lost) reject(new PactLostError(lostBecause, lost.length > 1));
  };
  const notStarted = ({ code, message }: NodeJS.ErrnoException) =>
    lose(finding('pact-not-started', code ?? message));
  /** Undefined where the system has no room for one. */
  let child: ChildProcess | undefined;
  try {
    child = forkPact(options);
  } catch (error) {
    notStarted(error as NodeJS.ErrnoException);
  }
  for (const stream of [child?.stdout, child?.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = lastOf(output + chunk.toString());
    });
  }
  child?.on('message', (message) => {
    const { id, verdict } = message as JobDone;
    jobs.get(id)?.resolve(verdict);
  });
  child?.on('error', notStarted);
  child?.on('exit', (code, signal) => {
    // After the line that names the error, only the stack follows.
    const lines = output.trim().split('\n');
    const said = lines.find((line) => /\bError\b/.test(line)) ?? lines.at(-1);
    lose(finding('pact-lost', [signal ?? `exit code ${code}`, said].filter(Boolean).join(': ')));
  });

  const endBecause = (why: string) => {
    lose(finding('pact-lost', why));
    if (child) endChild(child);
  };

  /** Ends the process when it thinks for too long, or uses too much memory: a hostile response can bring it to that. */
  const look = async () => {
    const { silentForMs, threads } = options;
    for (const job of jobs.values()) {
      job.silentLooks = job.endpoint.isBusy ? 0 : job.silentLooks + 1;
      if (job.silentLooks * LOOK_EVERY_MS > silentForMs)
        endBecause(`it did not end within ${silentForMs / 1000} s`);
    }
    const max = MAX_MEGABYTES + threads;
    if ((await memoryOf(child?.pid)) > max) endBecause(`it used more than ${max} MB of memory`);
  };

  const verdictOf = async (endpoint: PactEndpoint, job: object): Promise<PactVerdict> => {
    // Why it did not start is told a moment later.
    if (child?.pid === undefined) await aMoment();
    if (lostBecause !== undefined) throw new PactLostError(lostBecause);
    watch ??= setInterval(look, LOOK_EVERY_MS);
    lastJob += 1;
    const id = lastJob;
    try {
      return await new Promise<PactVerdict>((resolve, reject) => {
        jobs.set(id, { endpoint, resolve, reject, silentLooks: 0 });
        child?.send({ id, options: job }, (error) => {
          // It may be gone before the system says so.
          if (error) lose(finding('pact-lost', 'it cannot be reached'));
        });
      });
    } finally {
      jobs.delete(id);
      if (jobs.size === 0) {
        clearInterval(watch);
        watch = undefined;
      }
    }
  };

  return {
    get pid(): number | undefined {
      return child?.pid;
    },
    get isLost(): boolean {
      return lostBecause !== undefined;
    },
    takeOutput: (): string => {
      const end = output.lastIndexOf('\n') + 1;
      const lines = output.slice(0, end);
      output = output.slice(end);
      return lines;
    },
    verify: async (file: string, endpoint: PactEndpoint): Promise<readonly PactMismatch[]> => {
      const verdict = await verdictOf(endpoint, {
        provider: PROVIDER,
        providerBaseUrl: endpoint.url,
        pactUrls: [file],
        providerStatesSetupUrl: endpoint.stateUrl,
        providerStatesSetupBody: true,
        logLevel: 'error',
        // Our own time-out ends sooner, and knows the cause.
        timeout: 600_000,
      });
      if ('lost' in verdict) throw new PactLostError(finding('pact-lost', verdict.lost));
      return verdict.mismatches;
    },
    end: async (): Promise<void> => {
      if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      endChild(child);
      await ended;
    },
  };
}

function forkPact({ certificates, threads }: WatchedPactOptions): ChildProcess {
  const compileCache = getCompileCacheDir();
  return fork(projectPath(isCheckout ? 'src/pact/pact-process.ts' : 'src/pact-process.js'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // It has sessions and passwords in its memory, which a debugger would read.
    execArgv: ['--disable-sigusr1'],
    env: {
      ...withoutSettings(process.env),
      PACT_DO_NOT_TRACK: 'true',
      // Where Node's compile cache is on for us, it is on for Pact's process too.
      ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
      SSL_CERT_FILE: certificates.file,
      SSL_CERT_DIR: certificates.folder,
      // Each job holds a thread for as long as the Jira takes to answer.
      UV_THREADPOOL_SIZE: String(Math.max(threads, 4)),
    },
  });
}

/** The end of an output, in whole lines: once a secret is cut, what is left cannot be found. */
function lastOf(output: string): string {
  if (output.length <= MAX_OUTPUT_CHARACTERS) return output;
  const end = output.indexOf('\n', output.length - MAX_OUTPUT_CHARACTERS);
  return end < 0 ? '' : output.slice(end + 1);
}

async function memoryOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    if (process.platform === 'linux') {
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) / 1024;
  } catch {
    return 0;
  }
}

/**
 * What a process needs to run, and no more. Pact's native half would take a proxy from the environment, even for loopback;
 * a broker, whose pacts it would replay beside the job; filters. And a targets file may give credentials any name. What a `.env`
 * says is not for it at all.
 */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const needed =
    /^(path|home|userprofile|temp|tmp|tmpdir|lang|lc_\w+|systemroot|windir|ld_library_path|dyld_\w+)$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => needed.test(name)));
}
