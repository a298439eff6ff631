import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { PactInteraction } from './pact-file.ts';

/** A difference that Pact found; its fields are Pact's. */
export interface PactMismatch {
  readonly type: string;
  readonly description: string;
}

/** Pact's Verifier in a process of its own: its output is kept, its crashes are contained. */
export class PactVerifier {
  readonly #child: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), 'jira-session-verify-'));
  readonly #onOutput: ((text: string) => void) | undefined;
  #output = '';
  #exited: string | undefined;

  /** @param onOutput takes what Pact prints itself, which is kept back otherwise */
  constructor(onOutput?: (text: string) => void) {
    this.#onOutput = onOutput;
    // The native half reads all of the machine's certificates at every verification, two thirds of its time. It
    // only speaks to loopback, over http: one certificate will do.
    const certificate = join(this.#folder, 'one-certificate.pem');
    writeFileSync(certificate, `${rootCertificates[0]}\n`);
    const module = new URL(`./pact-process${extname(import.meta.filename)}`, import.meta.url);
    this.#child = fork(module, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: {
        ...withoutSettingsOfPact(process.env),
        PACT_DO_NOT_TRACK: 'true',
        SSL_CERT_FILE: certificate,
        SSL_CERT_DIR: this.#folder,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#take(chunk.toString()));
    }
    this.#child.on('exit', (code, signal) => {
      this.#exited = `Pact's process ended (${signal ?? code}): ${this.#output.trim().slice(-500)}`;
    });
  }

  /**
   * Replays one interaction.
   *
   * @param pact the pact's participants and metadata
   * @param url where requests and state changes go, on loopback
   * @returns the differences; none when it holds
   * @throws when Pact's process has died
   */
  async verify(
    pact: object,
    provider: string,
    interaction: PactInteraction,
    url: string,
    statePath: string,
  ): Promise<PactMismatch[]> {
    const file = join(this.#folder, 'pact.json');
    writeFileSync(file, JSON.stringify({ ...pact, interactions: [interaction] }));
    const result = await this.#run({
      provider,
      providerBaseUrl: url,
      pactUrls: [file],
      providerStatesSetupUrl: url + statePath,
      providerStatesSetupBody: true,
      logLevel: 'error',
      // Our own time-out ends sooner, and knows the cause.
      timeout: 600_000,
    });
    return mismatchesOf(result);
  }

  /** The process id of Pact's process. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends Pact's process and removes its files. May be called more than once. */
  stop(): void {
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(job: object): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#exited) return reject(new Error(this.#exited));
      const onExit = () => reject(new Error(this.#exited));
      this.#child.once('exit', onExit);
      this.#child.once('message', (message) => {
        this.#child.off('exit', onExit);
        resolve((message as { result: string }).result);
      });
      this.#child.send(job, (error) => {
        if (error) reject(new Error(this.#exited ?? `Pact's process cannot be reached (${error.message}).`));
      });
    });
  }

  #take(text: string): void {
    this.#output = (this.#output + text).slice(-10_000);
    this.#onOutput?.(text);
  }
}

function mismatchesOf(result: string): PactMismatch[] {
  let parsed: {
    errors?: { mismatch?: { type?: string; message?: string; mismatches?: object[] } }[];
    result?: boolean;
  };
  try {
    parsed = JSON.parse(result);
  } catch {
    throw new Error(`Pact could not verify: ${result.slice(0, 500)}`);
  }
  const found = (parsed.errors ?? []).flatMap(({ mismatch }) =>
    mismatch?.mismatches
      ? mismatch.mismatches.map(readMismatch)
      : [{ type: mismatch?.type ?? 'error', description: mismatch?.message ?? 'Pact reported an error' }],
  );
  if (found.length === 0 && parsed.result !== true)
    return [{ type: 'error', description: 'Pact reported a failure without a mismatch' }];
  return found;
}

/** Puts one mismatch of Pact's as expected / actual / where. */
function readMismatch(raw: object): PactMismatch {
  const {
    type = 'Mismatch',
    mismatch,
    path,
    key,
    expected,
    actual,
  } = raw as Record<string, unknown> & { type?: string };
  const where = [path, key].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const kind = type.replace('Mismatch', '').toLowerCase();
  const text = typeof mismatch === 'string' && kind !== 'status' ? ` (${mismatch})` : '';
  return {
    type,
    description: `${kind}${where ? ` ${where}` : ''}: expected ${show(expected)}, actual ${show(actual)}${text}`,
  };
}

function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Without what Pact's native half would take from the environment by itself: a proxy, even for loopback; a broker,
 * whose pacts it would replay beside the job, with the examples instead of the values of the provider states; filters.
 */
function withoutSettingsOfPact(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(https?|all|no)_proxy$|^pact_/i.test(name)),
  );
}
