/**
 * The child process in which Pact's Verifier runs. It takes one job a message, does several at once, and answers each
 * with Pact's own JSON result. It uses Pact's core without the proxy of pact-js, which swallows the failure of a
 * provider state.
 */
import core, { type VerifierOptions } from '@pact-foundation/pact-core';

interface Job {
  readonly id: number;
  readonly options: VerifierOptions;
}

process.on('message', async ({ id, options }: Job) => {
  try {
    process.send?.({ id, result: await core.default.verifyPacts(options) });
  } catch (error) {
    // A contract that does not hold is an error whose message is the JSON result.
    process.send?.({ id, result: error instanceof Error ? error.message : String(error) });
  }
});
// Ctrl-C reaches the whole group; the parent ends this process when the sessions are closed.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
