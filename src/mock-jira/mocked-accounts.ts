import type { components } from '../../contracts/session/openapi.ts';
import type { Chance } from './chance.ts';

/** Failed log-ins after which Jira demands a CAPTCHA; 3 is what Jira comes with. */
const FAILURES_BEFORE_CAPTCHA = 3;

/** Sessions that are kept. */
export const MAX_SESSIONS = 10_000;

/** The oldest goes for a new one, so that no caller fills the memory. */
export function forgetOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
}

/** How long an access token lasts, in seconds. Documented: usually an hour. */
export const ACCESS_TOKEN_S = 3600;

/** An account of the mocked Jira. */
export interface Account {
  /** The user name. */
  readonly username: string;
  /** The password. */
  readonly password: string;
  /** A personal access token, if it has one. */
  readonly personalAccessToken?: string;
  /** When its token ends, such as `2026-01-02T03:04:05.678+0000`. Default: never. */
  readonly tokenEndsAt?: string;
  /** Cloud's: taken together as Basic credentials. */
  readonly email?: string;
  /** Cloud's API token. */
  readonly apiToken?: string;
  /** The client id of a service account: with its secret, it gets access tokens. */
  readonly clientId?: string;
  /** The client secret of a service account. */
  readonly clientSecret?: string;
  /** When it logged in before, such as `2026-01-02T03:04:05.678+0000`. Default: never. */
  readonly lastLogIn?: string;
  /** Whether a CAPTCHA challenge is pending for it from the start. */
  readonly captchaPending?: boolean;
}

/** What a Data Center tells about the log-ins of an account. */
export type LoginInfo = Readonly<components['schemas']['LoginInfo']>;

export type KnownPassword = 'right' | 'wrong' | 'captcha' | 'unknown-user';

/** The accounts that a mocked Jira has when none are given. They are made up, and printed by `npm run mock`. */
export const defaultAccounts: readonly [Account, ...Account[]] = [
  {
    username: 'alice',
    password: 'mocked-password-of-alice',
    personalAccessToken: 'mocked-token-of-alice',
    email: 'alice@example.com',
    apiToken: 'mocked-api-token-of-alice',
    clientId: 'mocked-client-of-alice',
    clientSecret: 'mocked-client-secret-of-alice',
  },
  { username: 'carol', password: 'mocked-password-of-carol' },
];

/** The same accounts with a log-in in the past, as those of the Jiras that clients were written for. */
export function withAPast(accounts: readonly Account[]): Account[] {
  return accounts.map((account) => ({ lastLogIn: '2026-01-01T02:03:04.567+0000', ...account }));
}

export type MockedAccounts = ReturnType<typeof mockedAccounts>;

/** What a mocked Jira remembers: who has logged in, how often in vain, and which sessions and access tokens there are. */
export function mockedAccounts(given: readonly Account[], chance: Chance) {
  const accounts = given.map((account) => ({
    account,
    info: (account.lastLogIn === undefined ? {} : { loginCount: 1 }) as LoginInfo,
    lastLogIn: account.lastLogIn,
    failuresInARow: account.captchaPending ? FAILURES_BEFORE_CAPTCHA : 0,
  }));
  const byName = new Map<unknown, (typeof accounts)[number]>(
    accounts.map((one) => [one.account.username, one]),
  );
  const sessions = new Map<string, { readonly username: string; readonly by: 'log-in' | 'credentials' }>();
  const ended = new Set<string>();
  const accessTokens = new Map<string, { readonly username: string; readonly until: number }>();

  const userWith = (isMeant: (account: Account) => boolean) => given.find(isMeant)?.username;

  function know(username: unknown, password: unknown): KnownPassword {
    const known = byName.get(username);
    if (!known) return 'unknown-user';
    if (known.failuresInARow >= FAILURES_BEFORE_CAPTCHA) return 'captcha';
    return password === known.account.password ? 'right' : 'wrong';
  }

  /** Tries a password. A pending CAPTCHA refuses right and wrong passwords alike, as Jira does. */
  function logIn(username: unknown, password: unknown): 'ok' | 'failed' | 'captcha' {
    const is = know(username, password);
    const known = byName.get(username);
    if (!known || is === 'unknown-user') return 'failed';
    if (is === 'captcha') return 'captcha';
    const { info, lastLogIn: before } = known;
    const now = chance.now().toISOString().replace('Z', '+0000');
    if (is === 'wrong') {
      known.failuresInARow += 1;
      const failedLoginCount = (info.failedLoginCount ?? 0) + 1;
      known.info = { ...info, failedLoginCount, lastFailedLoginTime: now };
      return 'failed';
    }
    known.failuresInARow = 0;
    known.lastLogIn = now;
    const loginCount = (info.loginCount ?? 0) + 1;
    known.info = { ...info, loginCount, ...(before !== undefined && { previousLoginTime: before }) };
    return 'ok';
  }

  return {
    know,
    logIn,
    /** Empty for somebody who never logged in with a password: Jira omits what never happened. */
    loginInfo: (username: string): LoginInfo => byName.get(username)?.info ?? {},

    openSession: (username: string, by: 'log-in' | 'credentials'): string => {
      forgetOldest(sessions, MAX_SESSIONS);
      const id = chance.hex(16).toUpperCase();
      sessions.set(id, { username, by });
      return id;
    },
    closeSession: (id: string): boolean => {
      if (!sessions.delete(id)) return false;
      forgetOldest(ended, MAX_SESSIONS);
      ended.add(id);
      return true;
    },
    userOfSession: (id: string | undefined) => (id === undefined ? undefined : sessions.get(id)?.username),
    stateOfSession: (id: string) => (sessions.has(id) ? 'open' : ended.has(id) ? 'ended' : 'unknown'),
    countSessions: () => sessions.size,
    countLogIns: () => [...sessions.values()].filter(({ by }) => by === 'log-in').length,

    /** Whether it is the password of an account that is named by its user name or its e-mail address. Nothing is counted. */
    isPassword: (name: string, password: string) =>
      given.some((one) => [one.username, one.email].includes(name) && one.password === password),
    userOfApiToken: (email: string | undefined, token: string) =>
      userWith((one) => email !== undefined && one.email === email && one.apiToken === token),
    userOfToken: (token: string) => userWith(({ personalAccessToken }) => personalAccessToken === token),
    /** The personal access tokens of a user, as a list of them tells them. Documented at second hand: `expiringAt`. */
    tokensOf: (username: string): object[] => {
      const { personalAccessToken, tokenEndsAt: expiringAt = null } = byName.get(username)?.account ?? {};
      return personalAccessToken ? [{ id: 1, name: `token of ${username}`, expiringAt }] : [];
    },
    accessTokenFor: (clientId: string, clientSecret: string): string | undefined => {
      const username = userWith((one) => one.clientId === clientId && one.clientSecret === clientSecret);
      if (username === undefined) return undefined;
      forgetOldest(accessTokens, MAX_SESSIONS);
      const token = chance.hex(32);
      accessTokens.set(token, { username, until: chance.now().getTime() + ACCESS_TOKEN_S * 1000 });
      return token;
    },
    userOfAccessToken: (token: string): string | undefined => {
      const { username, until = 0 } = accessTokens.get(token) ?? {};
      return chance.now().getTime() < until ? username : undefined;
    },
  } as const;
}
