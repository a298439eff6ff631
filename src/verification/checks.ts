import { bodyProblems } from '../../contracts/session/description.ts';
import { SESSION_COOKIES, SESSION_PATH } from '../../contracts/session/names.ts';
import { cookieHeaderFrom } from '../http/cookies.ts';
import type { Check } from '../reports/report.ts';
import { answeredJson, cookieOf, type Exchange } from './transcript.ts';

/** What a check finds: faults break the contract, warnings do not. */
interface Finding {
  readonly fault?: string | undefined;
  readonly warning?: string | undefined;
}

/** What Pact cannot say: what one part of an answer says about another, and what the contract leaves out. */
export interface TranscriptCheck {
  readonly name: string;
  /** The findings, one for each thing that was checked: none where there was nothing to check. */
  readonly run: (exchanges: readonly Exchange[], context: CheckContext) => Finding[];
}

/** What the checks have to know beside the transcript. */
export interface CheckContext {
  readonly baseUrl: string;
  /** The user whose log-in is verified. */
  readonly username: string | undefined;
}

export const checks: readonly TranscriptCheck[] = [
  {
    name: 'every JSON body fits its schema, dates and counts included',
    run: (exchanges) =>
      exchanges.filter(isJson).flatMap((exchange) => {
        const { request, answer } = exchange;
        const problems = bodyProblems(request.method, answer?.status ?? 0, answeredJson(exchange));
        const of = `${request.method} ${answer?.status}`;
        return problems ? [{ fault: problems.map((problem) => `${of}: ${problem}`).join('; ') }] : [];
      }),
  },
  {
    name: 'session.value is the value of the cookie that session.name names',
    run: (exchanges, { baseUrl }) =>
      exchanges.filter(isLogIn).map((exchange) => {
        const session = answeredJson(exchange)?.session as { name?: unknown; value?: unknown } | undefined;
        // A cookie that is set for the past, another path or another host is none that a client sends.
        const kept = cookieHeaderFrom(exchange.answer?.setCookies ?? [], baseUrl + SESSION_PATH).split('; ');
        return {
          fault: kept.includes(`${session?.name}=${session?.value}`)
            ? undefined
            : 'no cookie that a client keeps has the name and the value of the session in the body',
        };
      }),
  },
  {
    name: 'name is the user who logged in',
    run: (exchanges, { username }) =>
      username === undefined
        ? []
        : exchanges
            .filter((exchange) => isCurrentUser(exchange) && isOf(username, exchange))
            .map((exchange) => {
              const name = answeredJson(exchange)?.name;
              // Jira takes user names in any case.
              const same = String(name).toLowerCase() === username.toLowerCase();
              return { fault: same ? undefined : `it is ${name}, and ${username} logged in` };
            }),
  },
  {
    name: 'self points at the same user',
    run: (exchanges) =>
      exchanges.filter(isCurrentUser).flatMap((exchange) => {
        const { name, self } = answeredJson(exchange) ?? {};
        const username = URL.canParse(String(self))
          ? new URL(String(self)).searchParams.get('username')
          : null;
        // Cloud and newer Jiras may name an account or a key there, which says nothing of the name.
        if (username === null) return [];
        return [{ fault: username === name ? undefined : `self is of ${username}, name is ${name}` }];
      }),
  },
  {
    name: 'the session cookie is HttpOnly, and Secure over https',
    run: (exchanges, { baseUrl }) =>
      exchanges.filter(isLogIn).map(({ answer }) => {
        const cookie = answer?.setCookies.find((one) =>
          SESSION_COOKIES.some((name) => one.startsWith(`${name}=`)),
        );
        const attributes = cookie
          ?.split(';')
          .slice(1)
          .map((attribute) => attribute.trim().toLowerCase());
        const missing = [
          ...(attributes?.includes('httponly') ? [] : ['HttpOnly']),
          ...(baseUrl.startsWith('https:') && !attributes?.includes('secure') ? ['Secure'] : []),
        ];
        return {
          warning: missing.length > 0 ? `the session cookie is not ${missing.join(', not ')}` : undefined,
        };
      }),
  },
  {
    name: 'a session lives: logged in, known, logged out, refused',
    run: (exchanges) => {
      const sessions = new Set(
        exchanges.filter(isLogIn).flatMap(({ answer }) => sessionPairs(answer?.setCookies ?? [])),
      );
      // A session that was never asked about after its log-out tells nothing.
      return [...sessions].flatMap((session) => {
        const life = exchanges.flatMap((exchange) => stepOf(exchange, session));
        const loggedOut = life.findIndex((step) => /^DELETE 20[04]$/.test(step));
        const after = life.slice(loggedOut + 1).filter((step) => !step.startsWith('DELETE'));
        if (loggedOut < 0 || after.length === 0 || !life.slice(0, loggedOut).includes('GET 200')) return [];
        const wrong = after.filter((step) => step !== 'GET 401');
        return [{ fault: wrong.length > 0 ? `after the log-out came ${wrong.join(', ')}` : undefined }];
      });
    },
  },
];

/**
 * Holds the transcript against the checks.
 *
 * @param exchanges those of the interactions that Pact verified, in their order: what failed there is reported there
 * @param among the checks that are made; all if left out
 */
export function runChecks(
  exchanges: readonly Exchange[],
  context: CheckContext,
  among: readonly TranscriptCheck[] = checks,
): Check[] {
  return among.map(({ name, run }) => {
    const findings = run(exchanges, context);
    if (findings.length === 0) return { name, status: 'unverifiable', detail: 'no answer to check' };
    const faults = unique(findings.map(({ fault }) => fault));
    if (faults) return { name, status: 'failed', detail: faults };
    const warnings = unique(findings.map(({ warning }) => warning));
    return { name, status: 'verified', ...(warnings && { detail: `warning: ${warnings}` }) };
  });
}

const unique = (texts: readonly (string | undefined)[]) => [...new Set(texts.filter(Boolean))].join('; ');

const isLogIn = ({ request, answer }: Exchange) => request.method === 'POST' && answer?.status === 200;
const isCurrentUser = ({ request, answer }: Exchange) => request.method === 'GET' && answer?.status === 200;
const isJson = ({ answer }: Exchange) =>
  /^application\/json/.test(String(answer?.headers['content-type'] ?? '')) && (answer?.body.length ?? 0) > 0;
const bearsSession = (exchange: Exchange) =>
  SESSION_COOKIES.some((name) => cookieOf(exchange).includes(`${name}=`));

/** Whether a request is made in a user's name: with the session of a log-in, or the user's Basic credentials. */
function isOf(username: string, exchange: Exchange): boolean {
  const [, basic = ''] = /^Basic (.*)$/i.exec(String(exchange.request.headers?.authorization ?? '')) ?? [];
  return bearsSession(exchange) || Buffer.from(basic, 'base64').toString().split(':')[0] === username;
}

/** What an exchange was in a session's life: `POST 200` where it was opened, else what its cookie was used for. */
function stepOf(exchange: Exchange, session: string): string[] {
  const { request, answer } = exchange;
  const concerned =
    request.method === 'POST'
      ? sessionPairs(answer?.setCookies ?? []).includes(session)
      : cookieOf(exchange).split('; ').includes(session);
  return concerned ? [`${request.method} ${answer?.status}`] : [];
}

function sessionPairs(setCookies: readonly string[]): string[] {
  return setCookies
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => SESSION_COOKIES.some((name) => pair.startsWith(`${name}=`)));
}
