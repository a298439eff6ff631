import { bodyProblems } from '../../contracts/session/description.ts';
import { isSessionRequest } from '../../contracts/session/names.ts';
import type { Target } from '../jira/target.ts';
import { exitCodeOfPact, summarize } from '../reports/exit-code.ts';
import type { InteractionResult, PactReport } from '../reports/report.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { runChecks, type TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import { inReplayOrder, type PactFile, type PactInteraction, pathRootOf } from './pact-file.ts';
import type { PactVerifier } from './pact-verifier.ts';
import { Replay } from './replay.ts';

/** A pact to verify, and where it comes from. */
export interface PactToVerify {
  /** The content of the pact. */
  readonly pact: PactFile;
  /** Its file, or its address at a broker. */
  readonly source: string;
  /** The version of the client, if a broker says it. */
  readonly consumerVersion?: string;
  /** Why a broker wants it verified. */
  readonly why?: readonly string[];
  /** A pending pact's failure does not count. */
  readonly pending?: boolean;
}

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
