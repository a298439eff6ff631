import type { ValidateFunction } from 'ajv';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { cookieNameOf, cookiePairOf, SESSION_COOKIES } from '../../contracts/session/response.ts';
import * as validators from '../../schemas/description.ts';
import { credentialsIn } from '../authorization.ts';
import { errorsText } from '../errors-text.ts';
import { type FindingCode, finding, findings, inWords } from '../findings.ts';
import { cookieHeaderFrom, cookieOf, whyNotKept } from '../http/cookies.ts';
import { checkStatusOf } from '../report/exit-code.ts';
import type { CheckResult } from '../report/report.ts';
import { type CompleteExchange, isAlias, isSameName, responseJson, sessionInBody } from './transcript.ts';

type CheckOutcome = { readonly code: FindingCode; readonly detail?: string } | 'right';

/** What Pact cannot say: what one part of a response says about another, and what the contract leaves out. */
export interface TranscriptCheck {
  /** The same from version to version. */
  readonly id: string;
  readonly name: string;
  /** What was found, one for each thing that was looked at: none where there was nothing to look at. */
  readonly run: (exchanges: readonly CompleteExchange[], context: CheckContext) => CheckOutcome[];
}

export interface CheckContext {
  readonly baseUrl: string;
  readonly username: string | undefined;
  readonly sessionsIn: (cookies: string) => readonly string[];
}

export const checks = [
  {
    id: 'schemas',
    name: 'every JSON body of a success fits its schema, dates and counts included',
    run: (exchanges) =>
      exchanges.filter(isJson).flatMap((exchange): CheckOutcome[] => {
        const { method } = exchange.request;
        const isAsDescribed = (validators as Record<string, ValidateFunction>)[method];
        if (!isAsDescribed) return [];
        if (isAsDescribed(responseJson(exchange))) return ['right'];
        const errors = isAsDescribed.errors ?? [];
        const places = errors.map(({ instancePath, params }) => [
          ...instancePath.split('/').slice(1),
          ...[params.missingProperty ?? []].flat(),
        ]);
        return [
          wrongIn(places, exchange, 'body-not-as-described', `${method} 200: ${errorsText(errors, 'body')}`),
        ];
      }),
  },
  {
    id: 'session-is-cookie',
    name: 'session.value is the value of the cookie that session.name names',
    run: (exchanges, { baseUrl }) =>
      exchanges.filter(isLogIn).map((exchange): CheckOutcome => {
        const setCookies = exchange.response.setCookies;
        const url = baseUrl + SESSION_PATH;
        const session = sessionInBody(exchange) ?? '';
        if (cookieHeaderFrom(setCookies, url).split('; ').includes(session)) {
          const name = cookieNameOf(session);
          const isUsual = SESSION_COOKIES.some((usual) => usual === name);
          return isUsual ? 'right' : { code: 'session-cookie-renamed', detail: name };
        }
        const set = setCookies.find((one) => cookiePairOf(one) === session);
        const why = set && whyNotKept(set, url);
        if (why) {
          const { asks } = exchange;
          const isUnread = asks && !(asks.cookies && whyNotKept(set, url, url, asks.heeds));
          return isUnread ? unread('cookie-not-kept', why) : { code: 'cookie-not-kept', detail: why };
        }
        if (exchange.isSessionKnown) return 'right';
        if (exchange.isSessionKnown === false) return { code: 'session-is-no-cookie' };
        return wrongIn(
          [
            ['session', 'name'],
            ['session', 'value'],
          ],
          exchange,
          'session-is-no-cookie',
        );
      }),
  },
  {
    id: 'name-is-user',
    name: 'name is the user who logged in',
    run: (exchanges, { username, sessionsIn }) => {
      if (username === undefined) return [];
      const ofUser = exchanges.filter(
        (exchange) => isCurrentUser(exchange) && isOf(username, exchange, sessionsIn),
      );
      // If the settings have no user name, Jira's `myself` says who logged in.
      const said = ofUser.flatMap(({ myself }) => myself ?? []);
      return ofUser.flatMap((exchange): CheckOutcome[] => {
        const name = String(responseJson(exchange)?.name);
        if ([username, ...said].some((one) => isSameName(one, name))) return ['right'];
        if (said.length === 0 && isAlias(username)) return [];
        const user = said[0] ?? username;
        const detail = `the name is ${name}, but ${user} logged in`;
        return [wrongIn([['name']], exchange, 'another-user', detail)];
      });
    },
  },
  {
    id: 'self-is-user',
    name: 'self points at the same user',
    run: (exchanges, { username: ofSettings }) =>
      exchanges.filter(isCurrentUser).flatMap((exchange): CheckOutcome[] => {
        const { name: told, self } = responseJson(exchange) ?? {};
        const { asks } = exchange;
        // Who reads the address alone does not hold it against a name.
        const isNameRead = !asks?.field(['self']) || asks.field(['name']);
        const name = isNameRead || ofSettings === undefined || isAlias(ofSettings) ? told : ofSettings;
        const username = URL.canParse(String(self))
          ? new URL(String(self)).searchParams.get('username')
          : null;
        // Cloud and newer Jiras may have an account or a key there, which says nothing about the name.
        if (username === null) return [];
        if (username === name) return ['right'];
        return [
          wrongIn([['self']], exchange, 'self-of-another-user', `self is of ${username}, name is ${name}`),
        ];
      }),
  },
  {
    id: 'cookie-flags',
    name: 'the session cookie is HttpOnly, and Secure over https',
    run: (exchanges, { baseUrl, sessionsIn }) =>
      exchanges.filter(isLogIn).flatMap(({ response }): CheckOutcome[] => {
        const cookie = response.setCookies.find((one) => sessionsIn(cookiePairOf(one)).length > 0);
        const flags = (cookie?.split(';') ?? []).slice(1).map((flag) => flag.trim().toLowerCase());
        const isSecureMissing = baseUrl.startsWith('https:') && !flags.includes('secure');
        return [
          flags.includes('httponly') ? 'right' : { code: 'cookie-not-http-only' },
          isSecureMissing ? { code: 'cookie-not-secure' } : 'right',
        ];
      }),
  },
  {
    id: 'session-life',
    name: 'a session works until its log-out, and is refused after it',
    run: (exchanges, { sessionsIn }) => {
      const setBy = ({ response }: CompleteExchange) =>
        response.setCookies.flatMap((one) => sessionsIn(cookiePairOf(one)));
      const sessions = new Set(exchanges.filter(isLogIn).flatMap(setBy));
      // A session that was never used after its log-out proves nothing.
      return [...sessions].flatMap((session): CheckOutcome[] => {
        const life = exchanges.flatMap((exchange) => stepOf(exchange, session, setBy(exchange)));
        const loggedOut = life.findIndex((step) => /^DELETE 20[04]$/.test(step));
        const after = life.slice(loggedOut + 1).filter((step) => !step.startsWith('DELETE'));
        if (loggedOut < 0 || after.length === 0 || !life.slice(0, loggedOut).includes('GET 200')) return [];
        const wrong = after.filter((step) => step !== 'GET 401');
        return wrong.length === 0
          ? ['right']
          : [{ code: 'session-outlives-log-out', detail: `after the log-out came ${wrong.join(', ')}` }];
      });
    },
  },
] as const satisfies readonly TranscriptCheck[];

export type CheckId = (typeof checks)[number]['id'];

/** @param exchanges those of the interactions that Pact verified, in their order: what failed there is reported there */
export function runChecks(
  exchanges: readonly CompleteExchange[],
  context: CheckContext,
  among: readonly TranscriptCheck[] = checks,
): CheckResult[] {
  return among.map(({ id, name, run }) => {
    const looked = run(exchanges, context);
    const found = new Map(
      looked
        .filter((one) => one !== 'right')
        .map(({ code, detail }) => {
          const { cause: text } = inWords(finding(code, detail));
          return [text, { code, text }];
        }),
    );
    const status = looked.length === 0 ? 'unverifiable' : checkStatusOf([...found.values()]);
    return { id, name, status, findings: [...found.values()] };
  });
}

function wrongIn(
  places: readonly (readonly string[])[],
  { asks }: CompleteExchange,
  code: FindingCode,
  detail?: string,
): CheckOutcome {
  if (asks && !places.some(asks.field)) return unread(code, detail);
  return { code, ...(detail && { detail }) };
}

/** A fault in a part that the client does not read breaks nothing for it. */
function unread(code: FindingCode, detail?: string): CheckOutcome {
  return { code: 'wrong-but-unread', detail: [findings[code].cause, detail].filter(Boolean).join(': ') };
}

const isLogIn = ({ request, response }: CompleteExchange) =>
  request.method === 'POST' && response.status === 200;
const isCurrentUser = ({ request, response }: CompleteExchange) =>
  request.method === 'GET' && response.status === 200;
/** No client reads the JSON of a refusal, and it comes in several forms. */
const isJson = ({ response }: CompleteExchange) =>
  response.status === 200 &&
  /^application\/json/.test(String(response.headers['content-type'] ?? '')) &&
  response.body.length > 0;

function isOf(username: string, exchange: CompleteExchange, sessionsIn: CheckContext['sessionsIn']): boolean {
  const [sent] = credentialsIn({ ...exchange.request, body: undefined });
  return (
    sessionsIn(cookieOf(exchange.request)).length > 0 || (sent?.in === 'basic' && sent.username === username)
  );
}

function stepOf(exchange: CompleteExchange, session: string, opened: readonly string[]): string[] {
  const { request, response } = exchange;
  // Beside a token, a response says nothing of the session: where the token wins, the session may have ended all the same.
  if (credentialsIn({ ...request, body: undefined })[0]?.in === 'bearer') return [];
  const concerned =
    request.method === 'POST' ? opened.includes(session) : cookieOf(request).split('; ').includes(session);
  return concerned ? [`${request.method} ${response.status}`] : [];
}
