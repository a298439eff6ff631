import { isContractRequest, isSessionRequest, SESSION_PATH } from '../../contracts/session/names.ts';
import { cookiePairOf, sessionsIn } from '../../contracts/session/response.ts';
import { type StateName, type StateValues, sessionFormNames } from '../../contracts/session/states.ts';
import { FindingError } from '../errors.ts';
import { Fault } from '../faults.ts';
import { type Finding, finding, inWords } from '../findings.ts';
import { cookieHeaderFrom, cookieOf } from '../http/cookies.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import { cookiesMissingFor } from '../jira/needed-cookies.ts';
import { accountsDueIn } from '../jira/provider-states.ts';
import { asClientSends, cookiesSentIn } from '../pact/client-request.ts';
import { badRuleIn, isFaultOfPact } from '../pact/faults-of-pact.ts';
import type { GatewayHandlers } from '../pact/gateway.ts';
import { type AskedFor, knownStatesOf, requestPathOf, statesOf, valueNamesIn } from '../pact/interactions.ts';
import { type PactMismatch, readMismatches } from '../pact/mismatches.ts';
import { asPactComparesIt, ownMismatches } from '../pact/own-rules.ts';
import type { PactInteraction } from '../pact/pact-file.ts';
import { boundedForPact } from '../pact/response-for-pact.ts';
import { statusOf } from '../report/exit-code.ts';
import type { InteractionResult, Mismatch } from '../report/report.ts';
import { listed } from '../text.ts';
import { curlOf, shownExchange } from './shown-exchange.ts';
import type { PactRun } from './target-run.ts';
import { type CompleteExchange, type Exchange, namesOther, sessionInBody } from './transcript.ts';

/** Without the fields of a finding that has no words yet: one is told by `outcomeOf`. */
export type ReplayOutcome = Pick<InteractionResult, 'status'> &
  Partial<InteractionResult> & { readonly [Field in 'detail' | 'own']?: never };

/** What Pact found, or why it is not known. */
interface Judgement {
  readonly mismatches?: readonly PactMismatch[];
  readonly lost?: Finding;
}

export interface ReplayContext {
  readonly run: PactRun;
  readonly asks: AskedFor | undefined;
  /** Resolves once the earlier interactions are done with the Jira: until then, nothing is sent. */
  readonly turn: Promise<void>;
  /** Called once it sends nothing more: the next may begin. */
  readonly release: () => void;
  readonly stopped: () => Finding | undefined;
  readonly stop: (finding: Finding) => void;
}

/** An interaction during its replay: makes its provider states, sends its one request, and judges the response. */
export class ReplayedInteraction implements GatewayHandlers {
  readonly #interaction: PactInteraction;
  readonly #context: ReplayContext;
  readonly #statesToMake: string[];
  readonly #made = new Map<string, Promise<StateValues>>();
  readonly #cookies: string[] = [];
  /** Whether Pact had to start again: it then gets the same responses once more. */
  #isRepeated = false;
  #exchange: Exchange | undefined;
  #sending: Promise<HttpResponse | undefined> | undefined;
  #isToldResponse = false;
  #setUpError: FindingError | undefined;
  #internalError: { readonly error: unknown } | undefined;

  constructor(interaction: PactInteraction, context: ReplayContext) {
    this.#interaction = interaction;
    this.#context = context;
    this.#statesToMake = statesOf(interaction);
  }

  get exchange(): CompleteExchange | undefined {
    const { response } = this.#exchange ?? {};
    return this.#exchange && response && { ...this.#exchange, response, asks: this.#context.asks };
  }

  again(): void {
    this.#isRepeated = true;
    this.#isToldResponse = false;
  }

  onMistake(error: unknown): void {
    this.#internalError ??= { error };
  }

  async setUp(state: string): Promise<StateValues> {
    const { turn, stopped } = this.#context;
    await turn;
    // For an interaction without provider states, Pact asks for one without a name: there is nothing to make.
    const index = state === '' || stopped() ? -1 : this.#statesToMake.indexOf(state);
    if (index < 0) return (this.#isRepeated && (await this.#made.get(state))) || {};
    this.#statesToMake.splice(index, 1);
    const values = this.#make(state);
    this.#made.set(state, values);
    return values;
  }

  async #make(state: string): Promise<StateValues> {
    const { target } = this.#context.run;
    const asked = valueNamesIn(this.#interaction.request);
    try {
      const { path } = requestPathOf(this.#interaction.request.path);
      const use = { path, asked, ...cookiesSentIn(this.#interaction) };
      const values = await target.setUp(state as StateName, use);
      this.#noteSecrets(values);
      this.#cookies.push(...cookiesIn(values));
      return values;
    } catch (error) {
      if (!(error instanceof FindingError)) throw error;
      // Beside other credentials, a client that has no cookie to send back sends those alone.
      const isWithout = NO_COOKIE.includes(error.finding.code) && asked.includes('authorization');
      if (isWithout) return Object.fromEntries(asked.filter(isSessionForm).map((name) => [name, '']));
      this.#setUpError = error;
      if (error instanceof Fault) this.#context.stop(error.finding);
      return {};
    }
  }

  async send(sent: HttpRequest): Promise<HttpResponse | undefined> {
    await this.#context.turn;
    // One request per interaction, and none in a state that was not made.
    if (!this.#sending || !this.#isRepeated) {
      if (this.#sending || this.#setUpError || this.#internalError || this.#context.stopped())
        return undefined;
      this.#sending = this.#sendOn(sent).finally(() => this.#context.release());
    }
    const response = await this.#sending;
    this.#isToldResponse = response !== undefined;
    return response;
  }

  outcome({ mismatches = [], lost }: Judgement): ReplayOutcome {
    if (this.#internalError) throw this.#internalError.error;
    const exchange = this.#exchange;
    const stopped = this.#context.stopped();
    if (this.#setUpError) return outcomeOf(this.#setUpError.finding);
    const shown = exchange && { exchange: shownExchange(exchange) };
    if (exchange?.finding) return { ...unverifiable(exchange.finding), ...shown };
    if (lost) return { ...unverifiable(lost), ...shown };
    if (!exchange?.response) return unverifiable(stopped ?? finding('no-request'));
    // In that case, Pact judged a response of ours, and not Jira's.
    if (!this.#isToldResponse) return { ...unverifiable(finding('pact-lost')), ...shown };
    const own = ownMismatches(this.#interaction, exchange.response, this.#context.run.target.facts.baseUrl);
    if (!own) {
      const why = 'a regular expression of it takes too long';
      return { ...unverifiable(finding('unreadable-pact', why)), ...shown };
    }
    if (mismatches.length + own.length > 0)
      return { ...this.#failed(exchange, exchange.response, mismatches, own), ...shown };
    return { status: 'verified', ...shown };
  }

  async #sendOn(sent: HttpRequest): Promise<HttpResponse | undefined> {
    const { run, stop } = this.#context;
    const { connection, credentials } = run.target;
    const where = requestPathOf(sent.path);
    const headers = asClientSends(this.#interaction, sent, connection.http.baseUrl);
    const request = { ...sent, headers, path: where.path + where.query };
    const named = `${sent.method} ${where.path}`;
    if (!isContractRequest(sent.method, where.path)) {
      this.#exchange = { request, finding: finding('foreign-request', named) };
      return undefined;
    }
    try {
      const due = accountsDueIn(knownStatesOf(this.#interaction));
      const sentOn = await connection.send(request, {
        due,
        cookies: this.#cookies,
        mayBeNobodys: due.length === 0 && asksToBeRefused(this.#interaction),
      });
      const { response, out, refusal, lostSession } = sentOn;
      if (out) stop(out);
      const bounded = boundedForPact(response);
      const isSessionKnown = await this.#knowsSessionIn(request, response);
      const tooMuch = 'tooMuch' in bounded ? finding('too-large', bounded.tooMuch, named) : undefined;
      const meaning =
        sentOn.meaning ?? (lostSession && (await this.#whyLost(lostSession, cookieOf(request))));
      const found = out ?? refusal ?? tooMuch;
      const exchange = { request, response, finding: found, meaning, isSessionKnown };
      this.#exchange = exchange;
      if (credentials.user && namesOther(credentials.user.username, exchange)) {
        this.#exchange = { ...exchange, myself: await connection.userOf(cookieOf(request)) };
      }
      return 'tooMuch' in bounded ? undefined : asPactComparesIt(this.#interaction, bounded);
    } catch (error) {
      if (!(error instanceof FindingError)) throw error;
      if (error instanceof Fault) stop(error.finding);
      this.#exchange = { request, finding: error.finding };
      return undefined;
    }
  }

  /**
   * A client may build its session from the body, or send back a cookie whatever it is called: where it is not the usual one,
   * what counts is whether Jira knows it.
   */
  async #knowsSessionIn({ method }: HttpRequest, response: HttpResponse): Promise<boolean | undefined> {
    const { asks, run } = this.#context;
    const { connection } = run.target;
    if (!asks || method !== 'POST' || response.status !== 200) return undefined;
    if (asks.field(['session', 'value'])) {
      const session = sessionInBody({ response, asks });
      if (session === undefined || response.setCookies.some((one) => cookiePairOf(one) === session))
        return undefined;
      return /^[!-~]+$/.test(session) && (await connection.knows(session));
    }
    const url = connection.http.baseUrl + SESSION_PATH;
    const cookie = cookieHeaderFrom(response.setCookies, url, url, asks.heeds);
    const isUsual = sessionsIn(cookie).length > 0;
    return isUsual || !asks.cookies || asks.field(['session', 'name']) ? undefined : connection.knows(cookie);
  }

  /** A session may be refused because of cookies that the client does not send back. */
  async #whyLost(lost: Finding, cookie: string): Promise<Finding> {
    const { connection } = this.#context.run.target;
    const { method, path: whole } = this.#interaction.request;
    const { path } = requestPathOf(whole);
    const missing = await cookiesMissingFor(connection, cookie, path);
    if (missing.length > 0) return finding('cookies-not-sent-back', missing.join(', '));
    const isElsewhere = !isSessionRequest(method, path);
    return isElsewhere && (await connection.knows(cookie)) ? finding('session-known-there-alone') : lost;
  }

  #failed(
    { request, meaning: known }: Exchange,
    response: HttpResponse,
    mismatches: readonly PactMismatch[],
    own: readonly Mismatch[],
  ): ReplayOutcome {
    const { baseUrl } = this.#context.run.target.facts;
    const real = mismatches.filter((one) => !isFaultOfPact(one, this.#interaction, response));
    const meaning =
      known ?? (own.length === 0 ? notTheJiras(mismatches, real) : undefined) ?? finding('differs');
    const outcome = outcomeOf(meaning);
    if (outcome.status === 'unverifiable') return outcome;
    return {
      ...outcome,
      mismatches: [...readMismatches(real, this.#interaction), ...own],
      curl: curlOf(request, baseUrl),
    };
  }

  #noteSecrets(values: StateValues): void {
    const { secrets } = this.#context.run;
    secrets.add(values.password);
    secrets.addAuthorization(values.authorization);
    secrets.addCookies(...cookiesIn(values));
  }
}

export function outcomeOf(found: Finding): ReplayOutcome {
  return { ...unverifiable(found), status: statusOf(found) };
}

function unverifiable(found: Finding): ReplayOutcome {
  const { at } = found;
  return { status: 'unverifiable', ...(at && { at }), ...inWords(found) };
}

const NO_COOKIE: readonly string[] = ['cookie-not-kept', 'no-session-cookie'];

const isSessionForm = (name: string) => (sessionFormNames as readonly string[]).includes(name);

/** The `Cookie` headers that a provider state hands out. */
function cookiesIn(values: StateValues): string[] {
  return sessionFormNames.flatMap((name) => values[name] ?? []);
}

/** Whether an interaction is about a refusal: the credentials that it has are then not meant to be anybody's. */
function asksToBeRefused({ response }: PactInteraction): boolean {
  return Number(response?.status) >= 400;
}

function notTheJiras(all: readonly PactMismatch[], real: readonly PactMismatch[]): Finding | undefined {
  const badRule = badRuleIn(all);
  if (badRule) return finding('unreadable-pact', badRule);
  if (real.length > 0) return undefined;
  return finding('pact-cannot-compare', listed([...new Set(all.map(({ key }) => String(key)))]));
}
