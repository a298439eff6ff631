import type { StateName } from '../../contracts/session/states.ts';
import { FindingError } from '../errors.ts';
import { type Finding, finding, meaningOf } from '../findings.ts';
import { Fault } from '../http/faults.ts';
import type { HttpAnswer, HttpRequest } from '../http/http-client.ts';
import { findingOf, outOfService } from '../jira/meaning.ts';
import { accountsDueIn, type Values } from '../jira/provider-states.ts';
import type { Target } from '../jira/target.ts';
import type { InteractionResult } from '../reports/report.ts';
import type { Secrets } from '../secrets.ts';
import { boundedForPact } from './answer-for-pact.ts';
import { isOfContract, requestPathOf } from './contract-request.ts';
import { curlOf } from './curl.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { type PactMismatch, readMismatches } from './mismatches.ts';
import { idsOf, knownStatesOf, type PactFile, type PactInteraction, statesOf } from './pact-file.ts';
import { PactLostError, type PactVerifier } from './pact-verifier.ts';
import { reasonNotToSend } from './plan.ts';
import type { Exchange } from './transcript.ts';

/** How long the interaction that runs may still take once the run is interrupted, in milliseconds. */
const GRACE_MS = 1500;

/** What a replay needs. */
export interface ReplayOptions {
  readonly pact: PactFile;
  readonly target: Target;
  readonly verifier: PactVerifier;
  /** Is told the secrets as they come to be known. */
  readonly secrets: Secrets;
  /** Stops the run; what was not sent until then is not sent any more. */
  readonly signal?: AbortSignal | undefined;
}

/** What was seen while one interaction was replayed. */
interface Seen {
  readonly interaction: PactInteraction;
  /** States that are still to be made: each once. */
  readonly statesToMake: string[];
  exchange?: Exchange;
  /** Whether the one request of the interaction was sent on. */
  isSent?: true;
  /** Why a provider state was not made. */
  setUpError?: FindingError;
  /** A mistake of ours. */
  mistake?: unknown;
}

/** Sends one interaction after another through the gateway, and says what became of each. */
export class Replay {
  /** Of the interactions that Pact verified, in their order. */
  readonly verifiedExchanges: Exchange[] = [];
  readonly #options: ReplayOptions;
  readonly #ids: ReadonlyMap<PactInteraction, string>;
  /** Set when nothing more may be sent: the target does not answer, or the run was interrupted. */
  #stopped: Finding | undefined;
  /** Why Pact's process was lost over the interaction that runs. The next one gets a new process. */
  #lost: Finding | undefined;
  #gateway: Gateway | undefined;
  #seen: Seen | undefined;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#ids = idsOf(options.pact.interactions);
    this.#stopped = options.target.unreachable;
    options.target.connection.onCookies = (setCookies) => options.secrets.addCookies(...setCookies);
  }

  async start(): Promise<void> {
    this.#gateway = await startGateway({
      setUp: (state) => this.#setUp(state),
      send: (request) => this.#send(request),
      onMistake: (error) => {
        if (this.#seen) this.#seen.mistake ??= error;
      },
    });
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
  }

  /** @throws whatever is a mistake of ours */
  async run(interaction: PactInteraction): Promise<InteractionResult> {
    const startedAt = performance.now();
    const outcome = await this.#outcomeOf(interaction);
    return {
      id: this.#ids.get(interaction) ?? '',
      description: interaction.description,
      providerStates: statesOf(interaction),
      method: interaction.request.method.toUpperCase(),
      path: interaction.request.path,
      mismatches: [],
      ...outcome,
      durationMs: Math.round(performance.now() - startedAt),
    };
  }

  async #outcomeOf(
    interaction: PactInteraction,
  ): Promise<Pick<InteractionResult, 'status'> & Partial<InteractionResult>> {
    const reason = this.#reason(interaction);
    if (reason) return { status: 'unverifiable', ...reason };

    const seen: Seen = { interaction, statesToMake: statesOf(interaction) };
    this.#seen = seen;
    const mismatches = await this.#replay(interaction);
    this.#seen = undefined;
    if (seen.mistake !== undefined) throw seen.mistake;
    const lost = this.#lost;
    this.#lost = undefined;

    const { setUpError, exchange } = seen;
    if (setUpError) {
      if (setUpError instanceof Fault) this.#stopped ??= setUpError.finding;
      return { status: statusOf(setUpError.finding), ...setUpError.finding };
    }
    if (exchange?.finding) {
      return { status: 'unverifiable', ...exchange.finding };
    }
    if (lost) return { status: 'unverifiable', ...lost };
    if (this.#stopped) return { status: 'unverifiable', ...this.#stopped };
    if (!exchange?.answer) return { status: 'unverifiable', ...finding('no-request') };
    if (mismatches.length > 0) return this.#failed(interaction, exchange, exchange.answer, mismatches);
    this.verifiedExchanges.push(exchange);
    return { status: 'verified' };
  }

  #reason(interaction: PactInteraction): Finding | undefined {
    const { signal, target } = this.#options;
    if (signal?.aborted) this.#stopped ??= finding('interrupted');
    if (this.#stopped) return this.#stopped;
    return reasonNotToSend(interaction, target.states, target.credentials);
  }

  async #replay(interaction: PactInteraction): Promise<readonly PactMismatch[]> {
    const { pact, verifier, signal } = this.#options;
    if (!this.#gateway) throw new Error('the gateway was not started');
    try {
      return await orInterrupted(verifier.verify(pact, interaction, this.#gateway), signal, []);
    } catch (error) {
      if (!(error instanceof PactLostError)) throw error;
      this.#lost = finding('pact-lost', error.message);
      return [];
    } finally {
      if (signal?.aborted) this.#stopped ??= finding('interrupted');
    }
  }

  async #setUp(state: string): Promise<Values> {
    const seen = this.#seen;
    // Pact asks for a state without a name where an interaction has none: there is nothing to make.
    if (!seen || state === '') return {};
    const index = seen.statesToMake.indexOf(state);
    if (index < 0) return {};
    seen.statesToMake.splice(index, 1);
    try {
      const values = await this.#options.target.states.setUp(state as StateName);
      this.#noteSecrets(values);
      return neededBy(seen.interaction, values);
    } catch (error) {
      if (error instanceof FindingError) {
        seen.setUpError = error;
        return {};
      }
      throw error;
    }
  }

  async #send(sent: HttpRequest): Promise<HttpAnswer | undefined> {
    const seen = this.#seen;
    const where = requestPathOf(sent.path);
    const request = { ...sent, path: where.path + where.query };
    // One request an interaction, and none in a state that was not made.
    if (!seen || seen.isSent || seen.setUpError || seen.mistake !== undefined) return undefined;
    seen.isSent = true;
    if (!isOfContract(sent.method, where)) {
      seen.exchange = { request, finding: finding('foreign-request', `${sent.method} ${where.path}`) };
      return undefined;
    }
    const { target } = this.#options;
    try {
      const due = accountsDueIn(knownStatesOf(seen.interaction));
      const { answer, refusal, wasAccepted } = await target.connection.send(request, { due });
      const out = outOfService(request, answer);
      if (out) this.#stopped ??= out;
      const bounded = boundedForPact(answer);
      const tooMuch =
        'tooMuch' in bounded
          ? finding('too-large', bounded.tooMuch, `${sent.method} ${where.path}`)
          : undefined;
      seen.exchange = { request, answer, finding: out ?? refusal ?? tooMuch, wasAccepted };
      return 'tooMuch' in bounded ? undefined : bounded;
    } catch (error) {
      if (!(error instanceof FindingError)) throw error;
      if (error instanceof Fault) this.#stopped ??= error.finding;
      seen.exchange = { request, finding: error.finding };
      return undefined;
    }
  }

  #failed(
    interaction: PactInteraction,
    { request, wasAccepted }: Exchange,
    answer: HttpAnswer,
    mismatches: readonly PactMismatch[],
  ): Pick<InteractionResult, 'status'> & Partial<InteractionResult> {
    const { connection, baseUrl } = this.#options.target;
    const meaning = findingOf(request, answer, connection.facts, wasAccepted) ?? finding('differs');
    if (statusOf(meaning) === 'unverifiable') return { status: 'unverifiable', ...meaning };
    return {
      status: 'failed',
      ...meaning,
      mismatches: readMismatches(mismatches, interaction),
      curl: curlOf(request, baseUrl),
    };
  }

  #noteSecrets({ password, authorization, cookie }: Values): void {
    const { secrets } = this.#options;
    secrets.add(password);
    secrets.addAuthorization(authorization);
    if (cookie) secrets.addCookies(cookie);
  }
}

/** A broken contract is a failure; all else leaves an interaction unverified. */
function statusOf(found: Finding): 'failed' | 'unverifiable' {
  return meaningOf(found) === 'broken' ? 'failed' : 'unverifiable';
}

/** The values that the request of an interaction asks for, and no others: they are secrets. */
function neededBy({ request }: PactInteraction, values: Values): Values {
  const asked = JSON.stringify(request.generators ?? {});
  return Object.fromEntries(Object.entries(values).filter(([name]) => asked.includes(`\${${name}}`)));
}

/** Waits for something, but not much longer than until a signal: what is under way may come to its end. */
async function orInterrupted<Value>(
  waiting: Promise<Value>,
  signal: AbortSignal | undefined,
  otherwise: Value,
): Promise<Value> {
  if (!signal) return waiting;
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const interrupted = new Promise<Value>((resolve) => {
    onAbort = () => {
      timer = setTimeout(() => resolve(otherwise), GRACE_MS);
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
