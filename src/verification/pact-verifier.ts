import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { type Started, started } from '../http/listen.ts';
import type { Environment } from '../settings/environment.ts';
import type { PactMismatch } from './mismatches.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';

/** How much of what Pact prints is kept, in characters. */
const MAX_OUTPUT = 1_000_000;

/** How often Pact's process is looked at, in milliseconds. */
const LOOK_EVERY_MS = 250;

/** How long it may think about what the gateway has answered, in milliseconds. It takes some ten. */
const SILENT_FOR_MS = 20_000;

/** How much memory it may use, in megabytes. It uses about 100. */
const MOST_MEGABYTES = 300;

/** Pact's process ended, or could not make sense of its job. */
export class PactLostError extends Error {
  override readonly name = 'PactLostError';
}

export interface PactVerifierOptions {
  /** For Pact's process, which gets it without what Pact would take from it by itself. */
  readonly environment: Environment;
  /** How long it may think without asking for anything, in milliseconds; 20,000 if left out. */
  readonly silentForMs?: number;
}

/** Where Pact sends requests and state changes, on loopback, and whether one of them is being answered just now. */
export interface Where {
  readonly url: string;
  readonly stateUrl: string;
  readonly isBusy: boolean;
}

/** Pact's Verifier in a process of its own: its output is kept, its crashes, its memory and its time are contained. */
export interface PactVerifier extends Started {
  /** The process id of Pact's process. */
  readonly pid: number | undefined;
  /** What Pact printed since the last time, in whole lines: a secret in it is not cut in two. */
  takeOutput(): string;
  /**
   * Replays one interaction. A process that was lost before is started anew.
   *
   * @param pact the pact's participants and metadata
   * @returns the differences; none when it holds
   * @throws PactLostError when Pact's process has died, or had to be ended
   */
  verify(pact: PactFile, interaction: PactInteraction, where: Where): Promise<readonly PactMismatch[]>;
}

/** Starts Pact's process. It loads while the caller goes on. */
export function startPactVerifier({
  environment,
  silentForMs = SILENT_FOR_MS,
}: PactVerifierOptions): PactVerifier {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-verify-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C ends this process at once: nothing is to be left then either.
  process.once('exit', removeFolder);
  let current = new PactProcess(folder, environment);
  const verifier: Omit<PactVerifier, keyof Started> = {
    get pid() {
      return current.pid;
    },
    takeOutput: () => current.takeOutput(),
    verify: (pact, interaction, where) => {
      if (current.isLost) current = new PactProcess(folder, environment);
      return current.verify(pact, interaction, where, silentForMs);
    },
  };
  return started(verifier, async () => {
    await current.end();
    removeFolder();
    process.off('exit', removeFolder);
  });
}

/** One process, which does one job after another until it is lost. */
class PactProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #output = '';
  #lostBecause: string | undefined;

  constructor(folder: string, environment: Environment) {
    this.#folder = folder;
    this.#child = forkPact(folder, environment);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-MAX_OUTPUT);
      });
    }
    this.#child.on('error', (error) => {
      this.#lostBecause ??= `it could not be started: ${error.message}`;
    });
    this.#child.on('exit', (code, signal) => {
      const said = this.#output.trim().slice(-500);
      this.#lostBecause ??= [signal ?? `exit code ${code}`, said].filter(Boolean).join(': ');
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isLost(): boolean {
    return this.#lostBecause !== undefined;
  }

  takeOutput(): string {
    const end = this.#output.lastIndexOf('\n') + 1;
    const lines = this.#output.slice(0, end);
    this.#output = this.#output.slice(end);
    return lines;
  }

  async verify(
    pact: PactFile,
    interaction: PactInteraction,
    where: Where,
    silentForMs: number,
  ): Promise<readonly PactMismatch[]> {
    const file = join(this.#folder, 'pact.json');
    writeFileSync(file, JSON.stringify({ ...pact, interactions: [withoutFraming(interaction)] }));
    const watch = this.#watch(where, silentForMs);
    try {
      const result = await this.#run({
        provider: pact.provider.name,
        providerBaseUrl: where.url,
        pactUrls: [file],
        providerStatesSetupUrl: where.stateUrl,
        providerStatesSetupBody: true,
        logLevel: 'error',
        // Our own time-out ends sooner, and knows the cause.
        timeout: 600_000,
      });
      return mismatchesIn(result);
    } finally {
      clearInterval(watch);
    }
  }

  async end(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null && this.#child.kill('SIGKILL'))
      await once(this.#child, 'exit');
  }

  /** Ends the process when it thinks for too long, or uses too much memory: a hostile answer can bring it to that. */
  #watch(where: Where, silentForMs: number): NodeJS.Timeout {
    let silentSince = Date.now();
    return setInterval(async () => {
      if (where.isBusy) silentSince = Date.now();
      if (Date.now() - silentSince > silentForMs) this.#lose(`it did not end within ${silentForMs / 1000} s`);
      const megabytes = await memoryOf(this.pid);
      if (megabytes > MOST_MEGABYTES) this.#lose(`it used more than ${MOST_MEGABYTES} MB of memory`);
    }, LOOK_EVERY_MS);
  }

  #lose(why: string): void {
    this.#lostBecause ??= why;
    this.#child.kill('SIGKILL');
  }

  #run(job: object): Promise<string> {
    return new Promise((resolve, reject) => {
      const lost = () => {
        // It may be gone before the system has told so.
        this.#lostBecause ??= 'it cannot be reached';
        reject(new PactLostError(this.#lostBecause));
      };
      if (this.isLost) return lost();
      const onMessage = (message: unknown) => {
        this.#child.off('exit', lost).off('error', lost);
        resolve((message as { result: string }).result);
      };
      this.#child.once('exit', lost).once('error', lost).once('message', onMessage);
      this.#child.send(job, (error) => {
        if (error) lost();
      });
    });
  }
}

function forkPact(folder: string, environment: Environment): ChildProcess {
  // The native half reads all of the machine's certificates at every verification, two thirds of its time. It only
  // speaks to loopback, over http: one certificate will do.
  const certificate = join(folder, 'one-certificate.pem');
  writeFileSync(certificate, `${rootCertificates[0]}\n`);
  const compileCache = getCompileCacheDir();
  const module = new URL(`./pact-process${extname(import.meta.filename)}`, import.meta.url);
  return fork(module, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      ...withoutSettingsOfPact(environment),
      PACT_DO_NOT_TRACK: 'true',
      // What Node compiled is kept for Pact's process too, where it is for ours.
      ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
      SSL_CERT_FILE: certificate,
      SSL_CERT_DIR: folder,
    },
  });
}

/** The memory of a process, in megabytes; 0 where this system does not tell. */
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

/** Headers that frame a request, and that Pact would send as they stand in a pact: a length without a body hangs it. */
const FRAMING = /^(content-length|transfer-encoding|connection|expect|host|upgrade|te|trailer)$/i;

function withoutFraming(interaction: PactInteraction): PactInteraction {
  const { headers } = interaction.request;
  if (!headers) return interaction;
  const kept = Object.entries(headers).filter(([name]) => !FRAMING.test(name));
  return { ...interaction, request: { ...interaction.request, headers: Object.fromEntries(kept) } };
}

function mismatchesIn(result: string): readonly PactMismatch[] {
  let parsed: {
    errors?: { mismatch?: { type?: string; message?: string; mismatches?: PactMismatch[] } }[];
    result?: boolean;
  };
  try {
    parsed = JSON.parse(result);
  } catch {
    throw new PactLostError(`it could not verify: ${result.slice(0, 500)}`);
  }
  const found = (parsed.errors ?? []).flatMap(
    ({ mismatch }): readonly PactMismatch[] =>
      mismatch?.mismatches ?? [
        { type: mismatch?.type ?? 'error', mismatch: mismatch?.message ?? 'Pact reported an error' },
      ],
  );
  if (found.length === 0 && parsed.result !== true)
    return [{ type: 'error', mismatch: 'Pact reported a failure without a mismatch' }];
  return found;
}

/**
 * Without what Pact's native half would take from the environment by itself: a proxy, even for loopback; a broker,
 * whose pacts it would replay beside the job, with the examples instead of the values of the provider states; filters.
 * Nor the credentials, which it does not need.
 */
function withoutSettingsOfPact(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(https?|all|no)_proxy$|^(pact|jira)_|^webhook_token$/i.test(name),
    ),
  );
}
