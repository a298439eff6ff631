import { bodyProblems } from '../../contracts/session/description.ts';
import { isSessionRequest } from '../../contracts/session/names.ts';
import type { Target } from '../jira/target.ts';
import { inReplayOrder, type PactInteraction, type PactToVerify, pathRootOf } from '../pact/pact-file.ts';
import type { PactVerifier } from '../pact/pact-verifier.ts';
import type { Secrets } from '../redaction/secrets.ts';
import { exitCodeOfPact, summarize } from '../report/exit-code.ts';
import type { InteractionResult, PactReport } from '../report/report.ts';
import { runChecks, type TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import { Replay } from './replay.ts';

/** What the verification of one pact with one target needs. */
export interface PactRun {
  readonly target: Target;
  readonly verifier: PactVerifier;
  readonly secrets: Secrets;
  readonly signal?: AbortSignal | undefined;
  readonly checks?: readonly TranscriptCheck[] | undefined;
  /** How many interactions Pact may prepare or judge while the Jira is busy with another; 0 if left out. */
  readonly prefetch?: number;
  readonly emit?: (event: VerificationEvent) => void;
}

/**
 * Replays interactions of a pact, one after another, each as a verification of its own: what a state set-up and a request
 * did is then known to belong to that interaction.
 *
 * @param interactions those of the pact that are replayed
 * @returns the report, without secrets; what was found is in it and is never thrown
 */
export async function verifyPact(
  { pact, source, consumerVersion, why, pending }: PactToVerify,
  interactions: readonly PactInteraction[],
  { target, verifier, secrets, signal, checks, prefetch, emit = () => {} }: PactRun,
): Promise<PactReport> {
  const pathRoot = pathRootOf(pact);
  const head = {
    consumer: pact.consumer.name,
    ...(consumerVersion !== undefined && { consumerVersion }),
    source,
    ...(pathRoot && { pathRoot }),
    ...(why && { why }),
    ...(pending !== undefined && { pending }),
  };
  const ordered = inReplayOrder(interactions);
  emit({ type: 'pact', pact: head, descriptions: ordered.map(({ description }) => description) });
  const replay = new Replay({ pact, target, verifier, secrets, signal, prefetch });
  const results: InteractionResult[] = [];
  await replay.run(ordered, (result) => {
    results.push(result);
    emit({ type: 'interaction', result });
    emit({ type: 'pact-output', text: verifier.takeOutput() });
  });
  const { baseUrl, username, connection } = target;
  const sessionsIn = (cookies: string) => connection.sessions.in(cookies);
  const context = { baseUrl, username, sessionsIn, bodyProblems };
  // The checks are about the session resource.
  const exchanges = replay.verifiedExchanges.filter(({ request }) =>
    isSessionRequest(request.method, request.path),
  );
  const found = runChecks(exchanges, context, checks);
  const report: PactReport = secrets.redactAll({
    ...head,
    summary: summarize(results),
    exitCode: exitCodeOfPact({ interactions: results, checks: found }),
    interactions: results,
    checks: found,
  });
  emit({ type: 'pact-done', pact: report });
  return report;
}
