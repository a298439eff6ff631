import { CONTRACT_PATHS, SERVER_INFO_PATH, SESSION_PATH, usualPath } from '../../contracts/session/names.ts';
import {
  isJsonObject,
  isToNobody,
  jsonIn,
  kindOf,
  type ResponseKind,
} from '../../contracts/session/response.ts';
import type { StateName, StateValues } from '../../contracts/session/states.ts';
import { CommandError, FindingError, InputError, JiraNotReachedError } from '../errors.ts';
import { type Finding, sentencesOf } from '../findings.ts';
import { headerValues, type WireResponse, wireResponse, withHeaders } from '../http/wire.ts';
import type { JiraConnection } from '../jira/connection.ts';
import { accountsDueIn, whyNotIn } from '../jira/provider-states.ts';
import { type LiveTargetOptions, type OpenTarget, openLive, unaskedLive } from '../jira/target.ts';
import type { MockedRequest } from '../mock-jira/request.ts';
import { isNotMocked, notMocked } from '../mock-jira/responses.ts';
import { type StoredAnswer, storedAnswers, withSite } from '../mock-jira/rest/stored-answers.ts';
import { type MockedJira, type MockedJiraOptions, startMockedJira } from '../mock-jira/server.ts';
import type { Secrets } from '../redaction/secrets.ts';
import { openSessionsText } from '../session-words.ts';

interface ClientEnd {
  readonly ended: 'by itself' | 'stopped' | 'cut';
  readonly exitCode: number | null;
  readonly stderr: string;
}

export interface LearnOptions {
  /** Runs the client once, with the made-up credentials of this mocked Jira. */
  readonly runAt: (jira: MockedJira, signal: AbortSignal) => Promise<ClientEnd>;
  readonly jira: LiveTargetOptions;
  readonly mocked: Pick<MockedJiraOptions, 'flavour' | 'contextPath' | 'tls' | 'answers'>;
  readonly mayWrite: boolean;
  readonly fields: readonly string[] | undefined;
  /** What is learned loses them. Those that come to be known are added. */
  readonly secrets: Secrets;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** In place of the real address, which does not concern readers of the responses. */
const EXAMPLE_SITE = 'https://jira.example.com';

/** What lets the client's requests in at the real Jira: the first that the settings have. */
const WAYS_IN = [
  'the user has a personal access token',
  'the user has an API token',
  'the user has a session',
] as const satisfies StateName[];

export function wayInFor(jira: LiveTargetOptions): (typeof WAYS_IN)[number] {
  const way = WAYS_IN.find((state) => whyNotIn(state, unaskedLive(jira)) === undefined);
  if (way) return way;
  throw new InputError(
    '--learn needs credentials of the real Jira: set JIRA_USERNAME and JIRA_PASSWORD, or JIRA_PERSONAL_ACCESS_TOKEN (Cloud: JIRA_EMAIL and JIRA_API_TOKEN).',
  );
}

/**
 * Runs a client once: it logs in to the mocked Jira, with credentials that are made up, and a real Jira answers what it asks
 * beside that, with the real ones.
 */
export async function learn(options: LearnOptions) {
  const { jira, secrets, signal } = options;
  const wayIn = wayInFor(jira);
  const target = await openLive({ ...jira, signal });
  target.connection.onCookies = (setCookies) => secrets.addCookies(...setCookies);
  const ended = await learnAt(target, wayIn, options).catch((error: Error) => error);
  await target.stop();
  const { count } = target.connection.leftOpen;
  const leftOpen = count > 0 ? openSessionsText(count, 'the real Jira') : undefined;
  if (ended instanceof Error) {
    throw leftOpen && ended instanceof CommandError
      ? new JiraNotReachedError(`${ended.message.replace(/\.?$/, '.')} ${leftOpen}.`)
      : ended;
  }
  return {
    // What came to be known last may stand in what was learned first.
    answers: ended.map((one) => ({
      ...one,
      path: secrets.redact(one.path),
      query: one.query.map(([name, value]) => [name, secrets.redact(value)] as const),
      response: { ...one.response, body: secrets.redact(one.response.body) },
    })),
    leftOpen,
  };
}

async function learnAt(
  target: OpenTarget,
  wayIn: StateName,
  { runAt, mocked, mayWrite, fields, secrets, timeoutMs, signal }: LearnOptions,
): Promise<StoredAnswer[]> {
  if (target.unreachable) throw notReached(target.unreachable);
  const credentials = { path: SESSION_PATH, asked: ['cookie', 'authorization'] };
  const values = await target.setUp(wayIn, credentials).catch((error) => {
    throw told(error);
  });
  const learned: StoredAnswer[] = [];
  const writes = new Set<string>();
  const respondAsStored = storedAnswers(mocked.answers ?? []);
  const end = new AbortController();
  let failure: Error | undefined;

  const learnOne = async (request: MockedRequest, path: string): Promise<WireResponse | undefined> => {
    const name = `${request.method} ${path}`;
    if (!isRead(request.method, path)) {
      const response = respondAsStored(request, path);
      if (response) return response;
      if (!mayWrite) {
        writes.add(name);
        return notMocked(request.method, path);
      }
    }
    try {
      refuseUnlessPlain(request, path);
      const response = await ask(target.connection, request, path, values, wayIn);
      const { baseUrl, siteUrl = '' } = target.facts;
      const site = [baseUrl.replace(/\/rest$/, ''), siteUrl].filter(Boolean);
      const text = secrets.redact(
        site.reduce((rest, one) => withSite(rest, one, EXAMPLE_SITE), withFields(response.body, fields)),
      );
      learned.push({
        ...{ method: request.method, path, query: [...new URLSearchParams(request.query)] },
        ...{ site: EXAMPLE_SITE, response: { ...response, body: text } },
      });
      return { ...response, body: withSite(text, EXAMPLE_SITE, request.site) };
    } catch (error) {
      failure ??= told(error, name);
      end.abort();
      return undefined;
    }
  };

  await using server = await startMockedJira({
    ...mocked,
    middleware: async (request, upstream) => {
      // Who is let in is decided here, with the credentials that are made up.
      const own = upstream.respond(request);
      const path = pathBelowRest(request, mocked.contextPath);
      if (path === undefined || own.status === 401 || own.status === 403) return own;
      const response = await learnOne(request, path);
      return response && withHeaders(response, { 'Set-Cookie': headerValues(own, 'Set-Cookie') });
    },
  });
  const timeOut = AbortSignal.timeout(timeoutMs);
  const outcome = await runAt(server, AbortSignal.any([signal, end.signal, timeOut]));
  if (signal.aborted) throw new InputError('Interrupted: no answers were written.');
  if (failure) throw failure;
  if (writes.size > 0) {
    throw new InputError(
      `The client would write to the real Jira: ${[...writes].join(', ')}. None of that was sent, and no answers were written. Give its answers with --answers FILE.har, or allow it with --learn-writes.`,
    );
  }
  if (outcome.exitCode !== 0) {
    const how = outcome.ended === 'by itself' ? `exit code ${outcome.exitCode}` : 'it had to be stopped';
    const said = outcome.stderr.trim().split('\n').slice(-3).join(' / ');
    throw new InputError(
      `The client failed at the answers of the real Jira (${how}), so none were written. Its stderr: ${secrets.redact(said) || 'empty'}`,
    );
  }
  return learned;
}

function isRead(method: string, path: string): boolean {
  return ['GET', 'HEAD'].includes(method) || (method === 'POST' && /^\/api\/\w+\/search(\/jql)?$/.test(path));
}

const OWN = [SERVER_INFO_PATH, ...CONTRACT_PATHS];

function pathBelowRest({ path }: MockedRequest, contextPath = ''): string | undefined {
  const root = `${contextPath}/rest`;
  const below = path.slice(root.length);
  return path.startsWith(`${root}/`) && !OWN.includes(usualPath(below)) ? below : undefined;
}

/** @throws InputError for what a server could read as another request than the one that is looked at here */
function refuseUnlessPlain({ query }: MockedRequest, path: string): void {
  const isPlain =
    URL.parse(`http://jira/rest${path}`)?.pathname === `/rest${path}` &&
    !/[;\\]|\/\/|%(2e|2f|5c|25|3b)/i.test(path);
  const isOfSession = /^\/(auth|tsv)\//i.test(path);
  const hasOthers = [...new URLSearchParams(query).keys()].some((name) => /^os_|method$/i.test(name));
  if (isPlain && !isOfSession && !hasOthers) return;
  throw new InputError('it could be read as another request than it seems to be, so it was not sent');
}

/** What a client can be given: an issue that the user may not see (404) is an answer, too. All else says that the request was refused, or reached no Jira. */
const ANSWERS: ReadonlySet<ResponseKind> = new Set(['success', 'broken-json', 'gone', 'other']);

async function ask(
  connection: JiraConnection,
  { method, query, headers, body }: MockedRequest,
  path: string,
  { authorization, cookie }: StateValues,
  wayIn: StateName,
): Promise<WireResponse> {
  const sent = await connection.send(
    {
      method,
      path: path + query,
      headers: {
        Accept: headers.accept ?? 'application/json',
        ...(body && { 'Content-Type': headers['content-type'] ?? 'application/json' }),
        ...(headers['x-atlassian-token'] && { 'X-Atlassian-Token': 'no-check' }),
        ...(authorization ? { Authorization: authorization } : { Cookie: cookie }),
      },
      ...(body && { body }),
    },
    { due: accountsDueIn([wayIn]) },
  );
  const { response, out, refusal, lostSession, meaning } = sent;
  const why = out ?? refusal ?? lostSession;
  if (why) throw notReached({ ...why, at: '' });
  const { status, headers: given } = response;
  if (isToNobody(response)) {
    throw new InputError(
      `the real Jira did not take you for logged in (status ${status}). Check the credentials in the settings: a token may have expired`,
    );
  }
  const isAnswer = ANSWERS.has(kindOf(response)) && status !== 403;
  if (!isAnswer && meaning) throw notReached(meaning);
  if (!isAnswer) {
    throw new InputError(
      `the real Jira refused the request (status ${status}). Check what the user of the settings may do there`,
    );
  }
  const type = String(given['content-type'] ?? '');
  const answer = wireResponse(status, { 'Content-Type': type || undefined }, response.text);
  if (!isNotMocked(answer)) return answer;
  throw new InputError('what answered is a mocked Jira, which has no such resource. Learn from a real one');
}

function withFields(body: string, fields: readonly string[] | undefined): string {
  const json = fields && jsonIn(body);
  return json === undefined ? body : JSON.stringify(onlyFields(json, fields ?? []));
}

function onlyFields(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => onlyFields(one, fields));
  if (!isJsonObject(value)) return value;
  const named = isJsonObject(value.fields) ? { id: value.id, self: value.self, key: value.key } : undefined;
  const kept = named
    ? {
        ...named,
        fields: Object.fromEntries(
          Object.entries(value.fields as object).filter(([name]) => fields.includes(name)),
        ),
      }
    : value;
  return Object.fromEntries(Object.entries(kept).map(([name, one]) => [name, onlyFields(one, fields)]));
}

function notReached(found: Finding): JiraNotReachedError {
  return new JiraNotReachedError(sentencesOf(found));
}

function told(error: unknown, request?: string): Error {
  const end = 'No answers were written.';
  if (error instanceof FindingError || error instanceof CommandError) {
    const isNamed = error instanceof FindingError && error.finding.at !== undefined;
    const of = request === undefined || isNamed ? '' : `${request}: `;
    return new JiraNotReachedError(`${of}${error.message.trimEnd().replace(/\.?$/, '.')} ${end}`);
  }
  return error instanceof Error ? error : new Error(String(error));
}
