import { SESSION_PATH } from '../../contracts/session/names.ts';
import { cookieNameOf, cookiePairOf, kindOf } from '../../contracts/session/response.ts';
import {
  CAPTCHA_ATTEMPTS,
  providerStates,
  type SessionForm,
  type StateName,
  type StateValues,
  sessionFormNames,
  sessionForms,
} from '../../contracts/session/states.ts';
import { basic } from '../authorization.ts';
import { FindingError } from '../errors.ts';
import { Fault } from '../faults.ts';
import { type Finding, finding } from '../findings.ts';
import { accountsIn, type Credentials, type UserAndPassword } from '../settings/credentials.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import { NOBODY } from './accounts.ts';
import { askForAccessToken, type JiraConnection, type JiraResponse, withoutSession } from './connection.ts';
import { type JiraFacts, toldResponse } from './meaning.ts';
import { logInRequest, logOutRequest, type ServiceAccount } from './session-requests.ts';
import type { OwnSession, SentBack } from './sessions.ts';

export type SetUpState = (state: StateName, use: StateUse) => Promise<StateValues>;

export interface StateUse {
  /** Of the request, below Jira's REST root. */
  readonly path: string;
  readonly asked: readonly string[];
  /** The names of the cookies that are sent beside the session's, where those are not all. */
  readonly beside?: readonly string[];
  /** Whether one that was set twice is sent twice. */
  readonly areAsSet?: boolean;
}

type Owner = (typeof providerStates)[StateName]['credentials'];

/** Whose credentials a state hands out: the accounts, of which any will do, and the settings that they are in. */
const owners: Readonly<Record<Owner, { readonly roles: readonly AccountRole[]; readonly settings: string }>> =
  {
    user: { roles: ['user'], settings: 'JIRA_USERNAME and JIRA_PASSWORD' },
    'basic-user': {
      roles: ['cloud-user', 'user'],
      settings: 'JIRA_USERNAME and JIRA_PASSWORD, or JIRA_EMAIL and JIRA_API_TOKEN on Cloud',
    },
    'cloud-user': { roles: ['cloud-user'], settings: 'JIRA_EMAIL and JIRA_API_TOKEN' },
    token: { roles: ['token'], settings: 'JIRA_PERSONAL_ACCESS_TOKEN' },
    'service-account': { roles: ['service-account'], settings: 'JIRA_CLIENT_ID and JIRA_CLIENT_SECRET' },
    'captcha-user': {
      roles: ['captcha-user'],
      settings: 'JIRA_CAPTCHA_USERNAME and JIRA_CAPTCHA_PASSWORD, of a separate account, which may be locked',
    },
    nobody: { roles: [], settings: '' },
  };

export function accountsDueIn(states: readonly StateName[]): AccountRole[] {
  return states.flatMap((state) => owners[providerStates[state].credentials].roles);
}

/** Why a Jira cannot be put into a state: it has no such thing, whatever the settings are, or one of them is missing. */
export function whyNotIn(state: StateName, { facts, credentials }: KnownTarget): Finding | undefined {
  const owner: Owner = providerStates[state].credentials;
  const { roles, settings } = owners[owner];
  const whyNever = whyNotAt(facts, owner);
  if (whyNever) return whyNever;
  const mayBePasted = state === 'the user has a session';
  const isThere = accountsIn(credentials).some(({ role }) => roles.includes(role));
  if (roles.length === 0 || isThere || (mayBePasted && credentials.sessionCookie)) return undefined;
  const pasted = mayBePasted ? ', or JIRA_SESSION_COOKIE of a browser' : '';
  return { code: 'setting-missing', own: { cause: `needs ${settings}${pasted}` } };
}

/** Why a Jira of this kind has no such credentials, whatever the settings are. Source: Atlassian's documentation. */
function whyNotAt(facts: JiraFacts, owner: Owner): Finding | undefined {
  if (owner === 'token') return whyNoTokens({ facts });
  if (owner === 'cloud-user' && facts.deploymentType === 'Server')
    return lacks('API tokens are only for Jira Cloud, and this is not Jira Cloud');
  if (owner !== 'service-account' || facts.serviceAccounts !== false) return undefined;
  return lacks(
    `${facts.title} gives no access tokens to service accounts at that path (documented: Data Center, from Jira 11 on)`,
  );
}

/** A Jira without such tokens refuses each in its own way, which keeps or breaks no contract of them. */
export function whyNoTokens({ facts }: Pick<KnownTarget, 'facts'>): Finding | undefined {
  return facts.personalAccessTokens === false
    ? lacks(`${facts.title} has no personal access tokens`)
    : undefined;
}

function lacks(cause: string): Finding {
  return { code: 'not-on-this-jira', own: { cause } };
}

/** What is known of a Jira, whether it was asked or not. */
export interface KnownTarget {
  readonly facts: JiraFacts;
  readonly credentials: Credentials;
}

/** Made over HTTP alone, as a stranger has to: what is tried on the mocked Jira is what runs against a live one. */
export function statesOverHttp(connection: JiraConnection, credentials: Credentials): SetUpState {
  const { user, captchaUser, cloudUser, personalAccessToken, serviceAccount, sessionCookie } = credentials;
  const basicUser = cloudUser ? { username: cloudUser.email, password: cloudUser.apiToken } : user;
  const { sessions } = connection;
  const usableFor = ({ asked }: StateUse) =>
    asked.includes('cookieFromBody') ? sessions.ofLogIn : sessions.usable;
  const endedFor = ({ asked }: StateUse) =>
    asked.includes('cookieFromBody') && !sessions.ended?.cookieFromBody ? undefined : sessions.ended;
  let failure: Error | undefined;
  /** Logs in, unless that failed before: it is not tried a second time. */
  const logIn = async (): Promise<OwnSession> => {
    if (failure) throw failure;
    const sent = await connection.send(logInRequest({ ...user }), { due: ['user'] });
    const session = sessions.ofLogIn ?? sessions.usable;
    if (sent.response.status === 200 && session) return session;
    failure = notMade(sent, connection);
    throw failure;
  };
  const endSession = async (use: StateUse): Promise<OwnSession> => {
    const session = usableFor(use) ?? (await logIn());
    const cookie = sessions.sentBack(session)?.cookie ?? sessions.cookiesOf(session);
    const sent = await connection.send(logOutRequest(cookie));
    if (sent.response.status === 204 || sent.response.status === 200) return session;
    throw notMade(sent, connection);
  };
  const accessTokenOf = async (account: ServiceAccount): Promise<string> => {
    const { sent, token } = await askForAccessToken(account, connection);
    if (token === undefined) throw notMade(sent, connection);
    return token;
  };
  const valuesOf = (session: OwnSession, use: StateUse) =>
    formsOf(use, (form) => sentBack(session, form, connection, use.path));
  const setUps: Record<StateName, (use: StateUse) => Promise<Partial<StateValues>>> = {
    'the user can log in': async () => ({ ...user }),
    'no account has the user name': async () => ({ ...NOBODY, authorization: basic(NOBODY) }),
    'a CAPTCHA challenge is pending for the user': async () => ({
      ...(captchaUser && (await demandCaptcha(connection, captchaUser))),
    }),
    'the user has a session': async (use) =>
      sessionCookie === undefined
        ? valuesOf(usableFor(use) ?? (await logIn()), use)
        : // What was pasted has no attributes, and no body of a log-in.
          formsOf(use, () => ({ cookie: sessionCookie, cookieOfSession: sessions.in(sessionCookie)[0] })),
    'the session of the user has ended': async (use) => ({
      ...valuesOf(endedFor(use) ?? (await endSession(use)), use),
      ...user,
    }),
    'the user may use Basic credentials': async () => ({ authorization: basic(basicUser ?? NOBODY) }),
    'the user has a personal access token': async () => ({ authorization: `Bearer ${personalAccessToken}` }),
    'the user has an API token': async () => ({ authorization: basic(basicUser ?? NOBODY) }),
    'the service account has a client': async () => ({ ...serviceAccount }),
    'the service account has an access token': async () => ({
      authorization: `Bearer ${serviceAccount && (await accessTokenOf(serviceAccount))}`,
    }),
    'nobody is logged in': async () => ({}),
  };
  return async (state, use) => handedOut(state, use.asked, await setUps[state](use));
}

/** The values that are asked for, and no others: they are secrets. */
function handedOut(state: StateName, asked: readonly string[], values: Partial<StateValues>): StateValues {
  const missing = asked.find((name) => name in providerStates[state].values && values[name] === undefined);
  if (missing !== undefined)
    throw new FindingError(finding('state-not-made', `there is no ${missing} to hand out`));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value !== undefined && asked.includes(name) ? [[name, value]] : [],
    ),
  );
}

type Sent = { readonly [Part in keyof SentBack | 'asSet']?: string | undefined };

/** The forms of a session that are asked for, each as its clients send it. */
function formsOf({ asked, beside = [], areAsSet }: StateUse, sentBy: (form: SessionForm) => Sent) {
  const names = sessionFormNames.filter((name) => asked.includes(name));
  const forms = names.map((name) => {
    const { cookie = '', cookieOfSession, cookieFromBody, asSet = cookie } = sentBy(name);
    const { of } = sessionForms[name];
    if (of === 'all cookies') return [name, areAsSet ? asSet : cookie];
    const session = of === 'session cookie' ? cookieOfSession : cookieFromBody;
    const others = cookie.split(/;\s*/).filter((pair) => beside.includes(cookieNameOf(pair)));
    return [name, session && [session, ...others].join('; ')];
  });
  return Object.fromEntries(forms);
}

/** What a client sends to this path that heeds of the session's cookies what its form says. */
function sentBack(session: OwnSession, form: SessionForm, connection: JiraConnection, path: string): Sent {
  const { of, heeds } = sessionForms[form];
  const sent = connection.sessions.sentBack(session, connection.http.baseUrl + path, heeds);
  if (sent) return { ...sent, asSet: session.setCookies.map(cookiePairOf).join('; ') };
  if (of === 'session from the body') return session;
  throw new FindingError(withoutSession(session, connection, path, heeds));
}

async function demandCaptcha(connection: JiraConnection, account: UserAndPassword): Promise<UserAndPassword> {
  for (let attempt = 0; attempt < CAPTCHA_ATTEMPTS; attempt++) {
    const request = logInRequest({ username: account.username, password: `not-${account.password}` });
    const sent = await connection.send(request, { due: ['captcha-user'], mayBeWrong: true });
    if (kindOf(sent.response) === 'captcha') return account;
    if (sent.response.status !== 401) {
      const what = ': the answer to a wrong password is neither 401 nor a CAPTCHA';
      throw notMade(sent, connection, what);
    }
  }
  throw new FindingError(finding('captcha-off', `${CAPTCHA_ATTEMPTS} wrong passwords were tried`));
}

function notMade(sent: JiraResponse, connection: JiraConnection, what = ''): Error {
  const { request, response, out, refusal, meaning, lostSession } = sent;
  if (out) return new Fault(out);
  const isLogIn = request.path === SESSION_PATH && request.method === 'POST';
  const found =
    refusal ??
    meaning ??
    lostSession ??
    (isLogIn && response.status === 200 ? withoutSession(response, connection) : undefined);
  return new FindingError(found ?? finding('state-not-made', toldResponse(sent) + what));
}
