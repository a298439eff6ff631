import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type Started, started } from '../http/listen.ts';
import type { Environment } from '../settings/environment.ts';
import type { PactMismatch } from './mismatches.ts';
import type { PactFile, PactInteraction } from './pact-file.ts';

/** How much of what Pact prints is kept, in characters. */
const MAX_OUTPUT = 1_000_000;

/** Pact's process ended, or could not make sense of its job. */
export class PactLostError extends Error {
  override readonly name = 'PactLostError';
}

export interface PactVerifierOptions {
  /** For Pact's process, which gets it without what Pact would take from it by itself. */
  readonly environment: Environment;
}

/** Pact's Verifier in a process of its own: its output is kept, its crashes are contained. */
export interface PactVerifier extends Started {
  /** The process id of Pact's process. */
  readonly pid: number | undefined;
  /** What Pact printed since the last time, in whole lines: a secret in it is not cut in two. */
  takeOutput(): string;
  /**
   * Replays one interaction.
   *
   * @param pact the pact's participants and metadata
   * @param where requests and state changes go, on loopback
   * @returns the differences; none when it holds
   * @throws PactLostError when Pact's process has died
   */
  verify(
    pact: PactFile,
    interaction: PactInteraction,
    where: { readonly url: string; readonly stateUrl: string },
  ): Promise<readonly PactMismatch[]>;
}

/** Starts Pact's process. It loads while the caller goes on. */
export function startPactVerifier({ environment }: PactVerifierOptions): PactVerifier {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-verify-'));
  const child = forkPact(folder, environment);
  const job = new PactJob(child, folder);
  const verifier: Omit<PactVerifier, keyof Started> = {
    pid: child.pid,
    takeOutput: () => job.takeOutput(),
    verify: (pact, interaction, where) => job.verify(pact, interaction, where),
  };
  return started(verifier, async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'))
      await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
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

/** One job after another for Pact's process. */
class PactJob {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #output = '';
  #exited: string | undefined;

  constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-MAX_OUTPUT);
      });
    }
    child.on('error', (error) => {
      this.#exited = `it could not be started: ${error.message}`;
    });
    child.on('exit', (code, signal) => {
      this.#exited = [signal ?? `exit code ${code}`, this.#output.trim().slice(-500)]
        .filter(Boolean)
        .join(': ');
    });
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
    { url, stateUrl }: { readonly url: string; readonly stateUrl: string },
  ): Promise<readonly PactMismatch[]> {
    const file = join(this.#folder, 'pact.json');
    writeFileSync(file, JSON.stringify({ ...pact, interactions: [interaction] }));
    const result = await this.#run({
      provider: pact.provider.name,
      providerBaseUrl: url,
      pactUrls: [file],
      providerStatesSetupUrl: stateUrl,
      providerStatesSetupBody: true,
      logLevel: 'error',
      // Our own time-out ends sooner, and knows the cause.
      timeout: 600_000,
    });
    return mismatchesIn(result);
  }

  #run(job: object): Promise<string> {
    return new Promise((resolve, reject) => {
      const lost = () => reject(new PactLostError(this.#exited ?? 'it cannot be reached'));
      if (this.#exited) return lost();
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
