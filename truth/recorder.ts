import {
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  PAT_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
} from '../contracts/session/names.ts';
import { sessionsIn } from '../contracts/session/response.ts';
import { basic } from '../src/authorization.ts';
import { type Recorded, Recorder, type Sent } from '../src/doctor/recorded-responses.ts';
import { cookieHeaderFrom } from '../src/http/cookies.ts';
import { HttpClient, type HttpRequest } from '../src/http/http-client.ts';
import { NOBODY } from '../src/jira/accounts.ts';
import {
  accessTokenIn,
  accessTokenRequest,
  logInRequest,
  logOutRequest,
  whoAmIRequest,
} from '../src/jira/session-requests.ts';
import type { Credentials, UserAndPassword } from '../src/settings/credentials.ts';

/** What a Jira is recorded with: accounts that were made up for it. */
export interface Seed {
  readonly user: UserAndPassword;
  /** Given up: wrong passwords are tried on it. */
  readonly captchaUser: UserAndPassword;
  readonly personalAccessToken?: string | undefined;
  readonly serviceAccount?: Credentials['serviceAccount'];
}

/** Wrong passwords that are tried until a CAPTCHA is demanded. */
const MAX_FAILURES = 6;

const TIMEOUT_MS = 60_000;

/**
 * Asks a Jira everything that the contract is about, and writes down what it answers. Sessions that it opens it closes.
 *
 * @param baseUrl with `/rest`
 */
export async function recordResponses(baseUrl: string, seed: Seed): Promise<Recorded> {
  const recorder = new Recorder();
  const http = new HttpClient({ baseUrl, timeoutMs: TIMEOUT_MS });
  const ask = async (request: HttpRequest, sent?: Sent) => {
    const answer = await http.send(request, { mayRepeat: false });
    recorder.note(request, answer, sent && [sent]);
    return { answer, Cookie: cookieHeaderFrom(answer.setCookies, baseUrl + request.path) };
  };
  /** Asks with credentials, and ends the session that this opens. */
  const askWith = async (Authorization: string, path = SESSION_PATH) => {
    const { Cookie } = await ask(whoAmIRequest({ Authorization }, path));
    if (sessionsIn(Cookie).length > 0) await ask(logOutRequest(Cookie));
  };
  const { user, captchaUser, personalAccessToken, serviceAccount } = seed;

  await ask(whoAmIRequest({}, SERVER_INFO_PATH));
  await ask(whoAmIRequest());
  await ask({ method: 'DELETE', path: SESSION_PATH });
  const logIn = logInRequest(NOBODY);
  await ask(logIn);
  await ask({ ...logIn, body: '{}' }, 'no password');
  await ask({ ...logIn, body: '{"username":' }, 'broken JSON');
  await ask({ ...logIn, headers: { 'Content-Type': 'text/plain' }, body: 'text' }, 'another media type');
  const { answer, Cookie } = await ask(logInRequest(user));
  const hasSession = answer.status === 200;
  if (hasSession) {
    await ask(whoAmIRequest({ Cookie }));
    await ask(whoAmIRequest({ Cookie }, MYSELF_PATH));
    await ask(logOutRequest(Cookie));
    await ask(whoAmIRequest({ Cookie }));
    await ask(logOutRequest(Cookie));
  }
  await askWith(basic(user));
  await askWith(basic(user), SERVER_INFO_PATH);
  await ask(whoAmIRequest({ Authorization: basic(NOBODY) }));
  if (personalAccessToken) {
    const Authorization = `Bearer ${personalAccessToken}`;
    for (const path of [SESSION_PATH, MYSELF_PATH, PAT_PATH]) await askWith(Authorization, path);
    if (hasSession) await ask(whoAmIRequest({ Authorization, Cookie }, MYSELF_PATH));
  }
  await ask(whoAmIRequest({ Authorization: `Bearer ${NOBODY.password}` }, MYSELF_PATH));
  await ask(whoAmIRequest({}, PAT_PATH));
  await ask(accessTokenRequest({ clientId: NOBODY.username, clientSecret: NOBODY.password }));
  if (serviceAccount) {
    const token = accessTokenIn((await ask(accessTokenRequest(serviceAccount))).answer);
    if (token) await askWith(`Bearer ${token}`, MYSELF_PATH);
  }
  await ask(whoAmIRequest({}, CLOUD_MYSELF_PATH));
  // Last: what follows is refused for this account.
  const wrong = { username: captchaUser.username, password: NOBODY.password };
  for (let failure = 1; failure <= MAX_FAILURES; failure++) {
    if ((await ask(logInRequest(wrong), 'a wrong password')).answer.status !== 401) break;
  }
  const recorded = recorder.recorded('truth');
  if (!recorded) throw new Error('Nothing answered.');
  return recorded;
}
