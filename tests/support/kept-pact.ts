import { runTrials as runAll } from '../../mutation/run-trial.ts';
import { type PactVerifier, startPactVerifier } from '../../src/pact/pact-verifier.ts';
import { recordContract as recordFunction } from '../../src/recording/record-contract.ts';
import { verify as verifyJiras } from '../../src/verification/verify.ts';

/** As many as the most Jiras that tests verify at once. */
const THREADS = 64;

/** Scripts use what runs the command line too, and there nothing would end the process. */
const { afterAll } = globalThis as { readonly afterAll?: (end: () => unknown) => void };

let kept: PactVerifier | undefined;

/** Pact's process, which all verifications of a test file share: most would else wait for nothing but its start. */
export const keptVerifier: typeof startPactVerifier = (options) => {
  if (!afterAll || options?.silentForMs !== undefined || (options?.threads ?? 0) > THREADS)
    return startPactVerifier(options);
  kept ??= startPactVerifier({ threads: THREADS });
  const { pid, takeOutput, verify } = kept;
  const leave = async () => {};
  return { pid, takeOutput, verify, stop: leave, [Symbol.asyncDispose]: leave };
};

afterAll?.(() => kept?.stop());

/** Verifies with that process. */
export const verify: typeof verifyJiras = (options) =>
  verifyJiras({ startVerifier: keptVerifier, ...options });

/** Records with that process. */
export const recordContract: typeof recordFunction = (options) =>
  recordFunction({ startVerifier: keptVerifier, ...options });

/** Tries changed Jiras with that process. */
export const runTrials = (trials: Parameters<typeof runAll>[0]) =>
  runAll(trials, { startVerifier: keptVerifier });
