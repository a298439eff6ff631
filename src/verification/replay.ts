import { addAbortListener } from 'node:events';
import { isOwnConsumer } from '../../contracts/session/names.ts';
import { finding, means } from '../findings.ts';
import { type GatewayHandlers, startGateway } from '../pact/gateway.ts';
import { askedForBy, idsOf, interactionTold } from '../pact/interactions.ts';
import type { PactFile, PactInteraction } from '../pact/pact-file.ts';
import { PactLostError } from '../pact/watched-pact-process.ts';
import type { InteractionResult } from '../report/report.ts';
import { reasonNotToSend } from './plan.ts';
import { outcomeOf, type ReplayOutcome, replayedInteraction } from './replayed-interaction.ts';
import type { PactRun } from './target-run.ts';
import type { CompleteExchange } from './transcript.ts';

/** How Pact reports that the system lacks the resources to open a file: errors 11, 12, 23, 24 and 28 of Linux. */
const SHORT = /\bos error (11|12|23|24|28)\b/;

const GRACE_MS = 1500;

/** How Pact reports a pact that it cannot read or send; it goes on with the next one. */
const UNREADABLE = /(?:Failed to load pact '[^']*' - |(?=Invalid header (?:name|value)))(.*)/s;

interface Replayed {
  readonly result: InteractionResult;
  readonly exchange: CompleteExchange | undefined;
}

/** Replays interactions of a pact. The Jira gets one after another; Pact prepares and judges several at once. */
export async function replay(
  pact: PactFile,
  interactions: readonly PactInteraction[],
  run: PactRun,
  onReplayed: (replayed: Replayed) => void,
): Promise<void> {
  const { target, verifier, secrets, signal, prefetch = 0 } = run;
  target.connection.onCookies = (setCookies) => secrets.addCookies(...setCookies);
  const ids = idsOf(pact.interactions);
  let stopped = target.unreachable;
  /** Whether a response of this Jira ended Pact's process: from then on, this Jira has a process of its own. */
  let hasLostPact = false;
  await using gateway = await startGateway();

  const reasonToStop = () => {
    if (signal?.aborted) stopped ??= finding('interrupted');
    return stopped;
  };

  const whyNotSent = (interaction: PactInteraction) => {
    const notSent = reasonNotToSend(interaction, target);
    const reason = reasonToStop();
    // An interaction that would not be sent anyway is not broken.
    return reason && means(reason, 'broken') ? (notSent ?? reason) : (reason ?? notSent);
  };

  const judge = async (interaction: PactInteraction, handlers: GatewayHandlers) => {
    const route = gateway.open(handlers);
    try {
      const judging = verifier.verify(pact, interaction, route, hasLostPact);
      return (await orInterrupted(judging, signal)) ?? finding('interrupted');
    } catch (error) {
      if (!(error instanceof PactLostError)) throw error;
      const [, unreadable] = UNREADABLE.exec(error.finding.detail ?? '') ?? [];
      if (unreadable)
        return finding(SHORT.test(unreadable) ? 'machine-short' : 'unreadable-pact', unreadable);
      hasLostPact = true;
      return error.finding;
    } finally {
      route.close();
      reasonToStop();
    }
  };

  const replayOne = async (interaction: PactInteraction, before: Promise<void>, release: () => void) => {
    let startedAt = performance.now();
    const turn = before.then(() => {
      startedAt = performance.now();
    });
    const replayed = replayedInteraction(interaction, {
      run,
      // Clients of this project are held to the whole description.
      asks: isOwnConsumer(pact.consumer.name) ? undefined : askedForBy(interaction),
      turn,
      release,
      stopped: reasonToStop,
      stop: (found) => {
        stopped ??= found;
      },
    });
    try {
      const reason = whyNotSent(interaction);
      let outcome: ReplayOutcome;
      if (reason) {
        await turn;
        outcome = outcomeOf(reason);
      } else outcome = replayed.outcome(await judge(interaction, replayed.handlers));
      const durationMs = Math.round(performance.now() - startedAt);
      const result = { ...interactionTold(interaction, ids), ...outcome, durationMs };
      return { result, exchange: replayed.exchange };
    } finally {
      // An interaction that Pact gave up before its turn must not let the next one overtake earlier ones.
      await turn;
      release();
    }
  };

  const underWay: Promise<Replayed>[] = [];
  const tellNext = async () => {
    const done = await underWay.shift();
    if (done) onReplayed(done);
  };
  try {
    let turn = Promise.resolve();
    for (const interaction of interactions) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const replayed = replayOne(interaction, turn, resolve);
      turn = promise;
      // Its failure is reported in its turn.
      replayed.catch(() => {});
      underWay.push(replayed);
      if (underWay.length > prefetch) await tellNext();
    }
    while (underWay.length > 0) await tellNext();
  } catch (error) {
    // What was prepared ahead is not sent any more.
    stopped ??= finding('interrupted');
    throw error;
  } finally {
    await Promise.allSettled(underWay);
  }
}

async function orInterrupted<Value>(waiting: Promise<Value>, signal: AbortSignal | undefined) {
  if (!signal) return waiting;
  const { promise: interrupted, resolve } = Promise.withResolvers<void>();
  using _ = addAbortListener(signal, () => setTimeout(resolve, GRACE_MS).unref());
  return (await Promise.race([waiting, interrupted])) ?? undefined;
}
