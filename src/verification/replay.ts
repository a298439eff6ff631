import { type Finding, finding, meaningOf } from '../findings.ts';
import type { Target } from '../jira/target.ts';
import { type Gateway, startGateway } from '../pact/gateway.ts';
import type { PactMismatch } from '../pact/mismatches.ts';
import { idsOf, interactionTold, type PactFile, type PactInteraction } from '../pact/pact-file.ts';
import type { PactVerifier } from '../pact/pact-verifier.ts';
import { PactLostError } from '../pact/watched-pact-process.ts';
import type { Secrets } from '../redaction/secrets.ts';
import type { InteractionResult } from '../report/report.ts';
import { reasonNotToSend } from './plan.ts';
import { ReplayedInteraction, type ReplayOutcome, statusOf } from './replayed-interaction.ts';
import type { Exchange } from './transcript.ts';

/** What Pact says where the system has too little left for it to open a file: errors 11, 12, 23, 24 and 28 of Linux. */
const SHORT = /\bos error (11|12|23|24|28)\b/;

/** How long the interaction that runs may still take once the run is interrupted, in milliseconds. */
const GRACE_MS = 1500;

/** What Pact says of a pact that it cannot read, or send: it is still there for the next one. */
const UNREADABLE = /(?:Failed to load pact '[^']*' - |(?=Invalid header (?:name|value)))(.*)/s;

/** What a replay needs. */
export interface ReplayOptions {
  readonly pact: PactFile;
  readonly target: Target;
  readonly verifier: PactVerifier;
  /** Is told the secrets as they come to be known. */
  readonly secrets: Secrets;
  /** Stops the run; what was not sent until then is not sent any more. */
  readonly signal?: AbortSignal | undefined;
  /** How many interactions Pact may prepare or judge while the Jira is busy with another; 0 if left out. */
  readonly prefetch?: number | undefined;
}

/** What became of an interaction, and what was sent and came. */
interface Replayed {
  readonly result: InteractionResult;
  readonly exchange: Exchange | undefined;
}

/** Sends one interaction after another through a gateway, and says what became of each. */
export class Replay {
  /** Of the interactions that Pact verified, in their order. */
  readonly verifiedExchanges: Exchange[] = [];
  readonly #options: ReplayOptions;
  readonly #ids: ReadonlyMap<PactInteraction, string>;
  /** Set when nothing more may be sent: the target does not answer, or the run was interrupted. */
  #stopped: Finding | undefined;
  /** Whether Pact's process was lost over an answer of this Jira: it gets one of its own from then on. */
  #hasLostPact = false;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#ids = idsOf(options.pact.interactions);
    this.#stopped = options.target.unreachable;
    options.target.connection.onCookies = (setCookies) => options.secrets.addCookies(...setCookies);
  }

  /**
   * Replays interactions. The Jira gets one after another; Pact prepares and judges several at once.
   *
   * @param onResult told what became of each, in their order
   * @throws whatever is a mistake of ours
   */
  async run(
    interactions: readonly PactInteraction[],
    onResult: (result: InteractionResult) => void,
  ): Promise<void> {
    const { prefetch = 0 } = this.#options;
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
    try {
      const { outcome, exchange } = await this.#outcomeOf(interaction, gateway, turn, release);
      const result = {
        ...interactionTold(interaction, this.#ids),
        ...outcome,
        durationMs: Math.round(performance.now() - startedAt),
      };
      return { result, exchange };
    } finally {
      // One that Pact gave up before its turn must not let the next one overtake those before it.
      await turn;
      release();
    }
  }

  async #outcomeOf(
    interaction: PactInteraction,
    gateway: Gateway,
    turn: Promise<void>,
    release: () => void,
  ): Promise<{ readonly outcome: ReplayOutcome; readonly exchange?: Exchange | undefined }> {
    const { target, secrets } = this.#options;
    const reason = this.#reason(interaction);
    if (reason) {
      await turn;
      return { outcome: { status: statusOf(reason), ...reason } };
    }
    const replayed = new ReplayedInteraction(interaction, {
      target,
      secrets,
      turn,
      release,
      stopped: () => this.#reasonToStop(),
      stop: (found) => {
        this.#stopped ??= found;
      },
    });
    const { mismatches, lost } = await this.#judge(interaction, replayed, gateway);
    return { outcome: replayed.outcome(mismatches, lost), exchange: replayed.exchange };
  }

  /** Has Pact replay an interaction, and tells the differences that it sees. */
  async #judge(
    interaction: PactInteraction,
    replayed: ReplayedInteraction,
    gateway: Gateway,
  ): Promise<{ readonly mismatches: readonly PactMismatch[]; readonly lost?: Finding }> {
    const { pact, verifier, signal } = this.#options;
    const route = gateway.open(replayed);
    const endpoint = {
      url: route.url,
      stateUrl: route.stateUrl,
      get isBusy() {
        return route.isBusy;
      },
      again: () => replayed.again(),
    };
    try {
      const judging = verifier.verify(pact, interaction, endpoint, this.#hasLostPact);
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

  #reason(interaction: PactInteraction): Finding | undefined {
    const { target } = this.#options;
    const notSent = reasonNotToSend(interaction, target.states, target.credentials);
    const stopped = this.#reasonToStop();
    // What would not be sent in any case is not broken.
    return stopped && meaningOf(stopped) === 'broken' ? (notSent ?? stopped) : (stopped ?? notSent);
  }

  #reasonToStop(): Finding | undefined {
    if (this.#options.signal?.aborted) this.#stopped ??= finding('interrupted');
    return this.#stopped;
  }
}

/** Waits for something, but not much longer than until a signal: what is under way may come to its end. */
async function orInterrupted<Value>(
  waiting: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | undefined> {
  if (!signal) return waiting;
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const interrupted = new Promise<undefined>((resolve) => {
    onAbort = () => {
      timer = setTimeout(() => resolve(undefined), GRACE_MS);
    };
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([waiting, interrupted]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
