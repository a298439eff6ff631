import { type ExitCode, type InteractionResult, type Report, summarize } from '../reports/report.ts';
import { runChecks, type TranscriptCheck } from './checks.ts';
import { type PactInteraction, statesOf } from './pact-file.ts';
import { Replay, type ReplayOptions } from './replay.ts';

/** What a verification takes: a {@link Replay}'s way to the target, and what goes into the report. */
export interface VerifyOptions extends ReplayOptions {
  /** The interactions of the pact that are replayed. */
  readonly interactions: readonly PactInteraction[];
  readonly version: string | undefined;
  /** The user whose log-in is verified. */
  readonly username: string | undefined;
  /** The checks on the transcript; all if left out. */
  readonly checks?: readonly TranscriptCheck[];
  /** Told each result as it comes to be known. */
  readonly onResult?: (result: InteractionResult) => void;
}

/**
 * Replays interactions against a target, one after another, each as a verification of its own: what a state set-up
 * and a request did is then known to belong to that interaction.
 *
 * @returns the report, without secrets; findings are in it and never thrown
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const startedAt = performance.now();
  const { target, secrets } = options;
  const replay = new Replay(options);
  const results: InteractionResult[] = [];
  try {
    await replay.start();
    for (const interaction of inReplayOrder(options.interactions)) {
      const found = await replay.run(interaction);
      const result = {
        ...found,
        ...(found.reason && { reason: secrets.redact(found.reason) }),
        mismatches: found.mismatches.map((mismatch) => secrets.redact(mismatch)),
      };
      results.push(result);
      options.onResult?.(result);
    }
  } finally {
    await replay.stop();
    await target.close();
  }
  const context = { baseUrl: target.baseUrl, username: options.username };
  const checks = runChecks(replay.verifiedExchanges, context, options.checks).map((check) => ({
    ...check,
    ...(check.detail && { detail: secrets.redact(check.detail) }),
  }));
  const summary = summarize(results);
  const broken = summary.failed > 0 || checks.some(({ status }) => status === 'failed');
  const exitCode: ExitCode = broken ? 1 : replay.stoppedBecause || summary.verified === 0 ? 2 : 0;
  return {
    target: {
      kind: target.kind,
      baseUrl: target.baseUrl,
      flavour: options.flavour,
      version: options.version ?? null,
    },
    summary,
    interactions: results,
    checks,
    exitCode,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/**
 * Log-outs come after what a session is used for, and interactions with an ended session come last: one session can then
 * live its whole life, logged in, known, logged out and refused, with no more log-ins than the interactions need.
 */
function inReplayOrder(interactions: readonly PactInteraction[]): PactInteraction[] {
  const rank = (interaction: PactInteraction) => {
    if (statesOf(interaction).includes('the session of the user has ended')) return 2;
    return interaction.request.method === 'DELETE' ? 1 : 0;
  };
  return interactions.toSorted((a, b) => rank(a) - rank(b));
}
