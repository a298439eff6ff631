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
export function replayedInteraction(
  interaction: PactInteraction,
  { run, asks, turn, release, stopped, stop }: ReplayContext,
) {
  const { target, secrets } = run;
  const { connection, credentials, facts } = target;
  const { path } = requestPathOf(interaction.request.path);
  const asked = valueNamesIn(interaction.request);
  const statesToMake = statesOf(interaction);
  const made = new Map<string, Promise<StateValues>>();
  const cookies: string[] = [];
  /** Whether Pact had to start again: it then gets the same responses once more. */
  let isRepeated = false;
  let exchange: Exchange | undefined;
  let sending: Promise<HttpResponse | undefined> | undefined;
  let isToldResponse = false;
  let setUpError: FindingError | undefined;
  let withoutCookie: Finding | undefined;
  let internalError: { readonly error: unknown } | undefined;

  const handlers: GatewayHandlers = {
    again: () => {
      isRepeated = true;
      isToldResponse = false;
    },
    onMistake: (error) => {
      internalError ??= { error };
    },
    setUp: async (state) => {
      await turn;
      // For an interaction without provider states, Pact asks for one without a name: there is nothing to make.
      const index = state === '' || stopped() ? -1 : statesToMake.indexOf(state);
      if (index < 0) return (isRepeated && (await made.get(state))) || {};
      statesToMake.splice(index, 1);
      const values = make(state);
      made.set(state, values);
      return values;
    },
    send: async (sent) => {
      await turn;
      // One request per interaction, and none in a state that was not made.
      if (!sending || !isRepeated) {
        if (sending || setUpError || internalError || stopped()) return undefined;
        sending = sendOn(sent).finally(release);
      }
      const response = await sending;
      isToldResponse = response !== undefined;
      return response;
    },
  };

  async function make(state: string): Promise<StateValues> {
    try {
      const use = { path, asked, ...cookiesSentIn(interaction) };
      const values = await target.setUp(state as StateName, use);
      secrets.add(values.password);
      secrets.addAuthorization(values.authorization);
      const handedOut = sessionFormNames.flatMap((name) => values[name] ?? []);
      secrets.addCookies(...handedOut);
      cookies.push(...handedOut);
      return values;
    } catch (error) {
      if (!(error instanceof FindingError)) throw error;
      // Beside other credentials, a client that has no cookie to send back sends those alone.
      if (NO_COOKIE.includes(error.finding.code) && asked.includes('authorization')) {
        withoutCookie = error.finding;
        return Object.fromEntries(asked.filter(isSessionForm).map((name) => [name, '']));
      }
      setUpError = error;
      if (error instanceof Fault) stop(error.finding);
      return {};
    }
  }

  /** @param found what Pact found, or why that is not known */
  function outcome(found: readonly PactMismatch[] | Finding): ReplayOutcome {
    if (internalError) throw internalError.error;
    if (setUpError) return outcomeOf(setUpError.finding);
    const shown = exchange && { exchange: shownExchange(exchange) };
    if (exchange?.finding) return { ...unverifiable(exchange.finding), ...shown };
    if ('code' in found) return { ...unverifiable(found), ...shown };
    if (!exchange?.response) return unverifiable(stopped() ?? finding('no-request'));
    // In that case, Pact judged a response of ours, and not Jira's.
    if (!isToldResponse) return { ...unverifiable(finding('pact-lost')), ...shown };
    const own = ownMismatches(interaction, exchange.response, facts.baseUrl);
    if (!own) {
      const why = 'a regular expression of it takes too long';
      return { ...unverifiable(finding('unreadable-pact', why)), ...shown };
    }
    if (found.length + own.length > 0)
      return { ...failed(exchange, exchange.response, found, own), ...shown };
    return { status: 'verified', ...shown };
  }

  async function sendOn(sent: HttpRequest): Promise<HttpResponse | undefined> {
    const where = requestPathOf(sent.path);
    const headers = asClientSends(interaction, sent, facts.baseUrl);
    const request = { ...sent, headers, path: where.path + where.query };
    const named = `${sent.method} ${where.path}`;
    if (!isContractRequest(sent.method, where.path)) {
      exchange = { request, finding: finding('foreign-request', named) };
      return undefined;
    }
    try {
      const due = accountsDueIn(knownStatesOf(interaction));
      const mayBeNobodys = due.length === 0 && asksToBeRefused(interaction);
      const sentOn = await connection.send(request, { due, cookies, mayBeNobodys });
      const { response, out, refusal, lostSession } = sentOn;
      if (out) stop(out);
      const bounded = boundedForPact(response);
      const isSessionKnown = await knowsSessionIn(request, response);
      const tooMuch = 'tooMuch' in bounded ? finding('too-large', bounded.tooMuch, named) : undefined;
      const meaning = sentOn.meaning ?? (lostSession && (await whyLost(lostSession, cookieOf(request))));
      const whole = { request, response, finding: out ?? refusal ?? tooMuch, meaning, isSessionKnown };
      exchange = whole;
      if (credentials.user && namesOther(credentials.user.username, whole))
        exchange = { ...whole, myself: await connection.userOf(cookieOf(request)) };
      return 'tooMuch' in bounded ? undefined : asPactComparesIt(interaction, bounded);
    } catch (error) {
      if (!(error instanceof FindingError)) throw error;
      if (error instanceof Fault) stop(error.finding);
      exchange = { request, finding: error.finding };
      return undefined;
    }
  }

  /**
   * A client may build its session from the body, or send back a cookie whatever it is called: where it is not the usual one,
   * what counts is whether Jira knows it.
   */
  async function knowsSessionIn({ method }: HttpRequest, response: HttpResponse) {
    if (!asks || method !== 'POST' || response.status !== 200) return undefined;
    if (asks.field(['session', 'value'])) {
      const session = sessionInBody({ response, asks });
      if (session === undefined || response.setCookies.some((one) => cookiePairOf(one) === session))
        return undefined;
      return /^[!-~]+$/.test(session) && (await connection.knows(session));
    }
    const url = facts.baseUrl + SESSION_PATH;
    const cookie = cookieHeaderFrom(response.setCookies, url, url, asks.heeds);
    const isUsual = sessionsIn(cookie).length > 0;
    return isUsual || !asks.cookies || asks.field(['session', 'name']) ? undefined : connection.knows(cookie);
  }

  /** A session may be refused because of cookies that the client does not send back. */
  async function whyLost(lost: Finding, cookie: string): Promise<Finding> {
    const missing = await cookiesMissingFor(connection, cookie, path);
    if (missing.length > 0) return finding('cookies-not-sent-back', missing.join(', '));
    const isElsewhere = !isSessionRequest(interaction.request.method, path);
    return isElsewhere && (await connection.knows(cookie)) ? finding('session-known-there-alone') : lost;
  }

  function failed(
    { request, meaning: known }: Exchange,
    response: HttpResponse,
    mismatches: readonly PactMismatch[],
    own: readonly Mismatch[],
  ): ReplayOutcome {
    const real = mismatches.filter((one) => !isFaultOfPact(one, interaction, response));
    const ofPact = own.length === 0 ? notTheJiras(mismatches, real) : undefined;
    // A log-out is not refused for its other credentials then: those end no session.
    const refused = request.method === 'DELETE' && response.status === 401 ? withoutCookie : undefined;
    const meaning = refused ?? known ?? ofPact ?? finding('differs');
    const found = outcomeOf(meaning);
    if (found.status === 'unverifiable') return found;
    return {
      ...found,
      mismatches: [...readMismatches(real, interaction), ...own],
      curl: curlOf(request, facts.baseUrl),
    };
  }

  return {
    handlers,
    outcome,
    get exchange(): CompleteExchange | undefined {
      return exchange?.response && { ...exchange, response: exchange.response, asks };
    },
  };
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
