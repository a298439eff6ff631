import { isStateName, type StateName } from '../../contracts/session/states.ts';
import { cookieHeaderFrom } from '../http/cookies.ts';
import { Fault } from '../http/faults.ts';
import type { JiraHttp } from '../http/http-client.ts';
import { diagnose } from '../jira/meaning.ts';
import { CredentialsRefusedError, StateNotMadeError, type Target } from '../jira/target.ts';
import type { InteractionResult } from '../reports/report.ts';
import type { Secrets } from '../secrets.ts';
import { curlOf } from './curl.ts';
import { STATE_PATH, startGateway } from './gateway.ts';
import { type PactFile, type PactInteraction, statesOf } from './pact-file.ts';
import type { PactVerifier } from './pact-verifier.ts';
import { cookieOf, type Exchange } from './transcript.ts';

/** What a replay needs. */
export interface ReplayOptions {
  readonly pact: PactFile;
  readonly target: Target;
  /** The way to the target. */
  readonly http: JiraHttp;
  readonly flavour: string;
  readonly verifier: PactVerifier;
  readonly secrets: Secrets;
  /** Why nothing may be sent at all, when that is known beforehand. */
  readonly unreachable?: string | undefined;
  /** Stops the run between two interactions; the sessions are closed all the same. */
  readonly signal?: AbortSignal;
}

/** States that hand in the user's real credentials: a refusal there is one of the credentials. */
const REAL_CREDENTIALS: ReadonlySet<StateName> = new Set<StateName>([
  'the user can log in',
  'the session of the user has ended',
  'the user may use Basic credentials',
  'the user has a personal access token',
]);

/** Sends one interaction after another through the gateway, and says what became of each. */
export class Replay {
  readonly verifiedExchanges: Exchange[] = [];
  /** Set when nothing more may be sent: the target does not answer, or it refused the credentials. */
  stoppedBecause: string | undefined;
  readonly #options: ReplayOptions;
  #gateway: Awaited<ReturnType<typeof startGateway>> | undefined;
  #exchange: Exchange | undefined;
  #setUpError: Error | undefined;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.stoppedBecause = options.unreachable;
  }

  async start(): Promise<void> {
    this.#gateway = await startGateway(this.#options.http, {
      setUp: (state) => this.#setUp(state as StateName | ''),
      mayPassOn: () => this.#setUpError === undefined,
      onExchange: (exchange) => this.#note(exchange),
    });
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
  }

  async run(interaction: PactInteraction): Promise<InteractionResult> {
    const states = statesOf(interaction);
    const startedAt = performance.now();
    const result = (status: InteractionResult['status'], reason?: string, mismatches: string[] = []) => ({
      description: interaction.description,
      providerStates: states,
      method: interaction.request.method,
      path: interaction.request.path,
      status,
      ...(reason && { reason }),
      mismatches,
      durationMs: Math.round(performance.now() - startedAt),
    });

    if (this.#options.signal?.aborted) this.stoppedBecause ??= 'the run was interrupted';
    if (this.stoppedBecause) return result('unverifiable', `Not sent: ${this.stoppedBecause}`);
    const unknown = states.find((state) => !isStateName(state));
    if (unknown) return result('unverifiable', `The provider state '${unknown}' is none of this contract.`);
    const missing = states.map((state) => this.#options.target.unverifiable(state)).find(Boolean);
    if (missing) return result('unverifiable', missing);

    this.#exchange = undefined;
    this.#setUpError = undefined;
    const mismatches = await this.#replay(interaction);
    const exchange = this.#exchange as Exchange | undefined;
    const setUpError = this.#setUpError as Error | undefined;

    const stop = this.stoppedBecause ?? this.#reasonToStop(states, exchange, setUpError);
    if (stop) {
      this.stoppedBecause = stop;
      return result('unverifiable', stop);
    }
    if (setUpError) {
      const cause =
        setUpError instanceof StateNotMadeError && diagnose(setUpError.answered, this.#options.flavour);
      const reason = `The provider state could not be made. ${setUpError.message}`;
      return result('failed', cause ? `${reason} ${cause}` : reason);
    }
    if (!exchange?.answer) return result('failed', 'Pact sent no request.', mismatches);
    if (mismatches.length > 0) {
      const { request, answer } = exchange;
      const said = { status: answer.status, text: answer.body.toString(), ...location(answer.headers) };
      const diagnosis = diagnose({ method: request.method, answer: said }, this.#options.flavour);
      const repeat = `Repeat it with: ${curlOf(request, this.#options.target.baseUrl)}`;
      return result('failed', diagnosis ? `${diagnosis} ${repeat}` : repeat, mismatches);
    }
    this.verifiedExchanges.push(exchange);
    return result('verified');
  }

  async #replay(interaction: PactInteraction): Promise<string[]> {
    const { pact, verifier } = this.#options;
    if (!this.#gateway) throw new Error('the gateway was not started');
    try {
      const found = await verifier.verify(
        pact,
        pact.provider.name,
        interaction,
        this.#gateway.url,
        STATE_PATH,
      );
      return found.map(({ description }) => description);
    } catch (error) {
      this.stoppedBecause = (error as Error).message;
      return [];
    }
  }

  async #setUp(state: StateName | '') {
    // Pact asks for a state without a name where an interaction has none: there is nothing to make.
    if (state === '') return {};
    const { target, secrets } = this.#options;
    try {
      const values = await target.setUp(state);
      secrets.add(values.password);
      secrets.add(values.authorization);
      secrets.add(values.authorization?.split(' ')[1]);
      if (values.cookie) secrets.addCookies(values.cookie);
      return values;
    } catch (error) {
      this.#setUpError = error as Error;
      throw error;
    }
  }

  #note(exchange: Exchange): void {
    const { target, secrets } = this.#options;
    this.#exchange = exchange;
    const { request, answer } = exchange;
    if (!answer) return;
    secrets.addCookies(...answer.setCookies);
    if (answer.status >= 300) return;
    if (request.method === 'DELETE') target.sessionEnded(cookieOf(exchange));
    else if (answer.setCookies.length > 0) {
      target.adoptSession(cookieHeaderFrom(answer.setCookies, target.baseUrl + request.path));
    }
  }

  #reasonToStop(states: StateName[], exchange?: Exchange, setUpError?: Error): string | undefined {
    const { target, flavour } = this.#options;
    if (setUpError instanceof Fault) return setUpError.message;
    if (exchange?.fault) return exchange.fault;
    // Cloud refuses every password: there, it is the contract that is broken and not the credentials.
    if (target.kind !== 'live' || flavour === 'cloud') return undefined;
    const refused =
      setUpError instanceof CredentialsRefusedError ||
      (states.some((state) => REAL_CREDENTIALS.has(state)) &&
        exchange !== undefined &&
        isRefusal(exchange) &&
        exchange.request.method !== 'DELETE' &&
        !(exchange.request.method === 'GET' && states.includes('the session of the user has ended')));
    return refused
      ? 'Jira refused the credentials, or wants a CAPTCHA answered for them. Log in with a browser, check the settings, then try again.'
      : undefined;
  }
}

function isRefusal({ answer }: Exchange): boolean {
  return (
    answer?.status === 401 ||
    (answer?.status === 403 && answer.headers['x-authentication-denied-reason'] !== undefined)
  );
}

function location(headers: NonNullable<Exchange['answer']>['headers']) {
  return typeof headers.location === 'string' ? { location: headers.location } : {};
}
