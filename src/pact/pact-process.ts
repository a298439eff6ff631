/**
 * The child process in which Pact's Verifier runs. It takes one job a message, does several at once, and answers each
 * with what Pact found. It uses Pact's core without the proxy of pact-js, which swallows the failure of a provider state.
 */
import { createRequire, Module } from 'node:module';
import type { VerifierOptions } from '@pact-foundation/pact-core';
import type { PactMismatch } from './mismatches.ts';

const require = createRequire(import.meta.url);
replaceLog();
const { default: core } =
  require('@pact-foundation/pact-core') as typeof import('@pact-foundation/pact-core');

export type PactVerdict = { readonly mismatches: readonly PactMismatch[] } | { readonly lost: string };

export interface JobDone {
  readonly id: number;
  readonly verdict: PactVerdict;
}

interface Job {
  readonly id: number;
  readonly options: VerifierOptions;
}

interface PactResult {
  readonly errors?: readonly PactError[];
  /** What it lets pass because the pact marks it as pending. */
  readonly pendingErrors?: readonly PactError[];
  /** None where it panicked: it then calls the whole a success. */
  readonly interactionResults?: readonly unknown[];
  readonly result?: boolean;
}

interface PactError {
  readonly mismatch?: {
    readonly type?: string;
    readonly message?: string;
    readonly mismatches?: readonly PactMismatch[];
  };
}

process.on('message', async ({ id, options }: Job) => {
  const done: JobDone = { id, verdict: verdictIn(await resultOf(options)) };
  process.send?.(done);
});
// Ctrl-C reaches the whole group; the parent ends this process when the sessions are closed.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

/** Pact's own JSON result. A contract that does not hold is an error whose message it is. */
async function resultOf(options: VerifierOptions): Promise<string> {
  try {
    return await core.verifyPacts(options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function verdictIn(text: string): PactVerdict {
  let parsed: PactResult;
  try {
    parsed = JSON.parse(text) as PactResult;
  } catch {
    // Whole or not at all: once a secret is cut, what is left cannot be found.
    const [line = ''] = text.split('\n', 1);
    return { lost: line.length <= 500 ? `it could not verify: ${line}` : 'it could not verify' };
  }
  const mismatches = [...(parsed.errors ?? []), ...(parsed.pendingErrors ?? [])].flatMap(
    ({ mismatch }): readonly PactMismatch[] =>
      mismatch?.mismatches ?? [
        { type: mismatch?.type ?? 'error', mismatch: mismatch?.message ?? 'Pact reported an error' },
      ],
  );
  if (mismatches.length === 0 && (parsed.result !== true || !parsed.interactionResults?.length)) {
    return { lost: 'it gave no result, as where a regular expression of the pact takes too long' };
  }
  // It could not send its request or read the response: that is no mismatch.
  const error = mismatches.find(({ type }) => type === 'error');
  return error ? { lost: `it could not verify: ${error.mismatch}` } : { mismatches };
}

/** Pact's core logs a line or two through pino and pino-pretty, which take two thirds of its start. */
function replaceLog(): void {
  const log = new Proxy({}, { get: (_, level) => (level === 'error' ? console.log : () => {}) });
  const exports: object = new Proxy(() => log, {
    get: (_, name) => (name === '__esModule' ? undefined : exports),
  });
  const requireOfCore = createRequire(require.resolve('@pact-foundation/pact-core'));
  for (const name of ['pino', 'pino-pretty']) {
    try {
      const id = requireOfCore.resolve(name);
      require.cache[id] = Object.assign(new Module(id), { exports, loaded: true });
    } catch {
      // A later core may write its lines in another way.
    }
  }
}
