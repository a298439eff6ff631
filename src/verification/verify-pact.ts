import { isSessionRequest } from '../../contracts/session/names.ts';
import { inReplayOrder, pathRootOf } from '../pact/interactions.ts';
import type { PactInteraction, PactToVerify } from '../pact/pact-file.ts';
import { reportPact } from '../report/combine.ts';
import type { InteractionResult, PactReport } from '../report/report.ts';
import { runChecks } from './checks.ts';
import { replay } from './replay.ts';
import type { PactRun } from './target-run.ts';
import type { CompleteExchange } from './transcript.ts';

/**
 * Replays interactions of a pact, each as a verification of its own: what a state set-up and a request did is then known
 * to belong to that interaction.
 */
export async function verifyPact(
  { pact, source, consumerVersion, why, pending }: PactToVerify,
  interactions: readonly PactInteraction[],
  run: PactRun,
): Promise<PactReport> {
  const { target, verifier, secrets, checks, emit = () => {} } = run;
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
  const results: InteractionResult[] = [];
  const verified: CompleteExchange[] = [];
  await replay(pact, ordered, run, ({ result, exchange }) => {
    results.push(result);
    if (result.status === 'verified' && exchange) verified.push(exchange);
    emit({ type: 'interaction', result });
    emit({ type: 'pact-output', text: verifier.takeOutput() });
  });
  const { facts, credentials, connection } = target;
  const { baseUrl } = facts;
  const username = credentials.user?.username;
  const sessionsIn = (cookies: string) => connection.sessions.in(cookies);
  const ofSession = verified.filter(({ request }) => isSessionRequest(request.method, request.path));
  const found = runChecks(ofSession, { baseUrl, username, sessionsIn }, checks);
  const report = secrets.redactAll(reportPact({ ...head, interactions: results, checks: found }));
  emit({ type: 'pact-done', pact: report });
  return report;
}
