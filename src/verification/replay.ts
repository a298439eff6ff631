import { addAbortListener } from 'node:events';
import { isOwnConsumer } from '../../contracts/session/names.ts';
import { type Finding, finding, means } from '../findings.ts';
import { type Gateway, startGateway } from '../pact/gateway.ts';
import { askedForBy, idsOf, interactionTold } from '../pact/interactions.ts';
import type { PactMismatch } from '../pact/mismatches.ts';
import type { PactFile, PactInteraction } from '../pact/pact-file.ts';
import { PactLostError } from '../pact/watched-pact-process.ts';
import { statusOf } from '../report/exit-code.ts';
import type { InteractionResult } from '../report/report.ts';
import { reasonNotToSend } from './plan.ts';
import { ReplayedInteraction, type ReplayOutcome } from './replayed-interaction.ts';
import type { PactRun } from './run.ts';
import type { Exchange } from './transcript.ts';

/** What Pact says where the system has too little left for it to open a file: errors 11, 12, 23, 24 and 28 of Linux. */
const SHORT = /\bos error (11|12|23|24|28)\b/;

const GRACE_MS = 1500;

/** What Pact says of a pact that it cannot read, or send: it is still there for the next one. */
const UNREADABLE = /(?:Failed to load pact '[^']*' - |(?=Invalid header (?:name|value)))(.*)/s;

interface Replayed {
  readonly result: InteractionResult;
  readonly exchange: Exchange | undefined;
}

interface Judgement {
  readonly mismatches: readonly PactMismatch[];
  readonly lost?: Finding;
}

export class Replay {
  readonly verifiedExchanges: Exchange[] = [];
  readonly #pact: PactFile;
  readonly #run: PactRun;
  readonly #ids: ReadonlyMap<PactInteraction, string>;
  #stopped: Finding | undefined;
  /** Whether Pact's process was lost over a response of this Jira: it gets one of its own from then on. */
  #hasLostPact = false;

  constructor(pact: PactFile, run: PactRun) {
    const { target, secrets } = run;
    this.#pact = pact;
    this.#run = run;
    this.#ids = idsOf(pact.interactions);
    this.#stopped = target.unreachable;
    target.connection.onCookies = (setCookies) => secrets.addCookies(...setCookies);
  }

  /** Replays interactions. The Jira gets one after another; Pact prepares and judges several at once. */
  async run(
    interactions: readonly PactInteraction[],
    onResult: (result: InteractionResult) => void,
  ): Promise<void> {
    const { prefetch = 0 } = this.#run;
    await using gateway = await startGateway();
    const underWay: Promise<Replayed>[] = [];
    const tellNext = async () => {
      const done = await underWay.shift();
      if (!done) return;
      const { result, exchange } = done;
      if (result.status === 'verified' && exchange) this.verifiedExchanges.push(exchange);
      onResult(result);
    };
    try {
      let turn = Promise.resolve();
      for (const interaction of interactions) {
        const before = turn;
        const { promise, resolve } = Promise.withResolvers<void>();
        turn = promise;
        const replayed = this.#replay(interaction, gateway, before, resolve);
        // Its failure is told when its turn comes.
        replayed.catch(() => {});
        underWay.push(replayed);
        if (underWay.length > prefetch) await tellNext();
      }
      while (underWay.length > 0) await tellNext();
    } catch (error) {
      // What was prepared ahead is not sent any more.
      this.#stopped ??= finding('interrupted');
      throw error;
    } finally {
      await Promise.allSettled(underWay);
    }
  }

  async #replay(
    interaction: PactInteraction,
    gateway: Gateway,
    before: Promise<void>,
    release: () => void,
  ): Promise<Replayed> {
    let startedAt = performance.now();
    const turn = before.then(() => {
      startedAt = performance.now();
    });
    const replayed = new ReplayedInteraction(interaction, {
      run: this.#run,
      // Of the clients of this project all is asked that the description says.
      asks: isOwnConsumer(this.#pact.consumer.name) ? undefined : askedForBy(interaction),
      turn,
      release,
      stopped: () => this.#reasonToStop(),
      stop: (found) => {
        this.#stopped ??= found;
      },
    });
    try {
      const reason = this.#reasonNotToSend(interaction);
      let outcome: ReplayOutcome;
      if (reason) {
        await turn;
        outcome = { status: statusOf(reason), ...reason };
      } else {
        const { mismatches, lost } = await this.#judge(interaction, replayed, gateway);
        outcome = replayed.outcome(mismatches, lost);
      }
      const told = interactionTold(interaction, this.#ids);
      const durationMs = Math.round(performance.now() - startedAt);
      return { result: { ...told, ...outcome, durationMs }, exchange: replayed.exchange };
    } finally {
      // One that Pact gave up before its turn must not let the next one overtake those before it.
      await turn;
      release();
    }
  }

  async #judge(
    interaction: PactInteraction,
    replayed: ReplayedInteraction,
    gateway: Gateway,
  ): Promise<Judgement> {
    const { verifier, signal } = this.#run;
    const route = gateway.open(replayed);
    try {
      const judging = verifier.verify(this.#pact, interaction, route, this.#hasLostPact);
      const mismatches = await orInterrupted(judging, signal);
      return mismatches ? { mismatches } : { mismatches: [], lost: finding('interrupted') };
    } catch (error) {
      if (!(error instanceof PactLostError)) throw error;
      const [, unreadable] = UNREADABLE.exec(error.message) ?? [];
      if (unreadable) {
        const code = SHORT.test(unreadable) ? 'machine-short' : 'unreadable-pact';
        return { mismatches: [], lost: finding(code, unreadable) };
      }
      this.#hasLostPact = true;
      return { mismatches: [], lost: error.finding };
    } finally {
      route.close();
      this.#reasonToStop();
    }
  }

  #reasonNotToSend(interaction: PactInteraction): Finding | undefined {
    const notSent = reasonNotToSend(interaction, this.#run.target);
    const stopped = this.#reasonToStop();
    // What would not be sent in any case is not broken.
    return stopped && means(stopped, 'broken') ? (notSent ?? stopped) : (stopped ?? notSent);
  }

  #reasonToStop(): Finding | undefined {
    if (this.#run.signal?.aborted) this.#stopped ??= finding('interrupted');
    return this.#stopped;
  }
}

async function orInterrupted<Value>(
  waiting: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | undefined> {
  if (!signal) return waiting;
  const { promise: interrupted, resolve } = Promise.withResolvers<void>();
  using _ = addAbortListener(signal, () => setTimeout(resolve, GRACE_MS).unref());
  return (await Promise.race([waiting, interrupted])) ?? undefined;
}
