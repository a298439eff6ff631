import { createHash } from 'node:crypto';
import { isTokenRequest } from '../../contracts/session/names.ts';
import type { ResponseKind } from '../../contracts/session/response.ts';
import { providerStates } from '../../contracts/session/states.ts';
import {
  credentialsIn,
  formFieldsIn,
  isReadOtherwise,
  otherTextsIn,
  type SentCredentials,
} from '../authorization.ts';
import { decodedForms } from '../decoding.ts';
import { FindingError } from '../errors.ts';
import { type Finding, type FindingCode, finding } from '../findings.ts';
import type { HttpRequest } from '../http/http-client.ts';
import { accountsIn, type Credentials, personOf } from '../settings/credentials.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import { isStrictJsonObject } from '../strict-json.ts';
import { literal } from '../text.ts';
import type { EarlierRefusals } from './earlier-refusals.ts';

/** An account that no Jira has. One fixed name, so that an administrator recognizes it in the security log. */
export const NOBODY = { username: 'jira-session-contracts-no-such-user', password: 'no-such-password' };

/** Why a password that Jira neither refused nor accepted is not sent again. */
const NOT_ACCEPTED = finding('account-refused-before');

export type Refusals = ReturnType<typeof newRefusals>;

/** What each Jira refused, for as long as credentials may be sent: no account is tried again there. */
export function newRefusals(earlier?: EarlierRefusals) {
  const inThisRun = new Map<string, Finding>();
  const keyOf = (jira: string, account: string) => JSON.stringify([jira, account]);
  return {
    /** @param password if earlier runs are to be asked too */
    get: (jira: string, account: string, password?: string): Finding | undefined => {
      const now = inThisRun.get(keyOf(jira, account));
      return now || password === undefined ? now : earlier?.find(jira, account, password);
    },
    set: (jira: string, account: string, refusal: Finding, password?: string): void => {
      inThisRun.set(keyOf(jira, account), refusal);
      if (password !== undefined) earlier?.add(jira, account, password, refusal);
    },
    /** Forgets refusals that may have another cause than a wrong password: another run may try the account once more. */
    newRun: (): void => {
      for (const [key, one] of inThisRun) if (one === NOT_ACCEPTED) inThisRun.delete(key);
    },
  };
}

/** Many texts contain a shorter secret by chance. */
const SHORTEST_SOUGHT = 8;

interface AtJira {
  readonly jira: string;
  readonly refusals: Refusals;
  readonly knownToBeRight: boolean;
}

export type Account = ReturnType<typeof accountAt>;

function accountAt(
  { role, username, secret }: ReturnType<typeof accountsIn>[number],
  { jira, refusals, knownToBeRight }: AtJira,
) {
  const name = username?.toLowerCase();
  const person = name && personOf(name);
  // Jira accepts a user's name or e-mail address. A token has neither, so its hash identifies it, and no list holds the token.
  const key = `${role} ${person || createHash('sha256').update(secret).digest('hex')}`;
  const accessTokens = new Set<string>();
  let attempts = 0;
  let mayBeSent = Number.POSITIVE_INFINITY;
  let wasAccepted = false;

  function note(kind: ResponseKind, isCloudLogIn: boolean, refusedAs: FindingCode): Finding | undefined {
    if (kind === 'success') wasAccepted = true;
    const refused = {
      'not-authenticated': refusedAs,
      captcha: 'captcha-pending',
      'log-in-denied': 'log-in-denied',
    } as const;
    if (knownToBeRight || role === 'captcha-user') return undefined;
    if (!(kind in refused)) {
      // Whatever the answer is, Jira may have counted the password as a wrong one.
      if (role === 'user' && !wasAccepted) refusals.set(jira, key, NOT_ACCEPTED);
      return undefined;
    }
    const code = refused[kind as keyof typeof refused];
    // Cloud refuses every password, and a password that was accepted before is right: in both cases, the contract is broken.
    const isContractBroken = kind === 'not-authenticated' && (isCloudLogIn || wasAccepted);
    const refusal = finding(isContractBroken ? 'account-refused-before' : code);
    // Jira counts wrong passwords, and no tokens. One that it took before is right.
    const password = role === 'user' && !isContractBroken ? secret : undefined;
    // A token is not counted as a password is: one that the session resource refuses may work elsewhere.
    if (role !== 'token' || code !== 'perhaps-refused-by-jira-11') refusals.set(jira, key, refusal, password);
    return isContractBroken ? undefined : refusal;
  }

  return {
    ...{ role, person, note },
    get wasAccepted() {
      return wasAccepted;
    },
    owns: (sent: SentCredentials) => {
      if (sent.username === undefined)
        return accessTokens.has(sent.secret) || (name === undefined && sent.secret === secret);
      return sent.username.toLowerCase() === name && sent.secret === secret;
    },
    hold: (accessToken: string) => void accessTokens.add(accessToken),
    isCalled: (other: string | undefined) => other !== undefined && personOf(other) === person,
    standsIn: (text: string) => {
      const secrets = [secret, ...accessTokens];
      if (secrets.some((one) => one.length >= SHORTEST_SOUGHT && text.includes(one))) return true;
      return person !== undefined && isNamedIn(text.normalize('NFKC'), person);
    },
    allow: (more: number) => {
      mayBeSent = attempts + more;
    },
    /** Why it is not to be sent. */
    barred: (): Finding | undefined => {
      const refusal = refusals.get(jira, key, role === 'user' ? secret : undefined);
      return refusal ?? (attempts >= mayBeSent ? finding('attempts-used-up') : undefined);
    },
    count: () => {
      attempts += 1;
    },
  };
}

/** Whether a text has a name in it: after `DOMAIN\\`, before `@example.com`, but not as a part of a longer name. */
function isNamedIn(text: string, name: string): boolean {
  // Most texts do not have it at all, and the classes of letters take a millisecond to compile.
  if (!new RegExp(literal(name), 'iu').test(text)) return false;
  const before = '(?<![\\p{L}\\p{N}_-]|[\\p{L}\\p{N}]\\.)';
  const behind = '(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])';
  return new RegExp(before + literal(name) + behind, 'iu').test(text);
}

/** Which credentials belong in a request. With any others, it is not sent. */
export interface Due {
  readonly due?: readonly AccountRole[];
  /** Whether their password is wrong on purpose, to bring about a CAPTCHA. */
  readonly mayBeWrong?: boolean;
  /** The `Cookie` headers whose sessions belong in it; by default any session does, as in requests of our own. */
  readonly cookies?: readonly string[];
  /** Whether the token or the session is made up on purpose: the request is to be refused. */
  readonly mayBeNobodys?: boolean;
}

export type Accounts = ReturnType<typeof accountsFrom>;

/** The only door for credentials: each where it is due, with its own password, never after a refusal; an unknown one may be a guess. */
export function accountsFrom(
  credentials: Credentials,
  { jira = '', refusals = newRefusals(), knownToBeRight = false }: Partial<AtJira> = {},
) {
  const accounts = accountsIn(credentials).map((one) => accountAt(one, { jira, refusals, knownToBeRight }));

  function allow(attempts: Attempts): void {
    for (const account of accounts) account.allow(attempts[account.role] ?? 0);
  }

  function admit(request: HttpRequest, { due: roles = [], ...allowed }: Due): Account | undefined {
    const body = Buffer.from(request.body ?? '');
    const isForm =
      isTokenRequest(request.method, request.path) && formFieldsIn(body.toString()) !== undefined;
    if ((body.length > 0 && !isForm && !isStrictJsonObject(body)) || isReadOtherwise(request.headers))
      throw new FindingError(finding('ambiguous-body'));
    const due = accounts.filter(({ role }) => roles.includes(role));
    const found = new Set<Account>();
    const texts = new Set(otherTextsIn(request, allowed.cookies));
    for (const sent of credentialsIn(request)) {
      const account =
        due.find((one) => one.owns(sent)) ??
        (allowed.mayBeWrong ? due.find((one) => one.isCalled(sent.username)) : undefined);
      if (account) {
        found.add(account);
        // A password may have another user's name in it.
        texts.delete(sent.secret);
      } else if (isOfNobody(sent, allowed)) texts.add(sent.secret);
      else throw new FindingError(finding('literal-password', PLACES[sent.in]));
    }
    // An account that is due, but without its own credentials in the request, cannot be there by name either.
    const persons = [...found].map(({ person }) => person);
    const others = accounts.filter((one) => !found.has(one) && !(one.person && persons.includes(one.person)));
    const forms = others.length > 0 ? [...texts].flatMap(decodedForms) : [];
    if (others.some((one) => forms.some((form) => one.standsIn(form))))
      throw new FindingError(finding('literal-password', 'of an account of your settings'));
    const barred = [...found].map((one) => one.barred()).find((reason) => reason !== undefined);
    if (barred) throw new FindingError(barred);
    for (const one of found) one.count();
    return [...found][0];
  }

  return { allow, admit };
}

const PLACES: Readonly<Record<SentCredentials['in'], string>> = {
  basic: 'Basic credentials',
  bearer: 'a token',
  other: 'an Authorization header',
  cookie: 'a session cookie',
  form: 'a form or an address',
  body: 'a user name in the body',
};

/** Names that no Jira has an account for, or that the contract names for nobody. */
const NAMES_OF_NOBODY: readonly (string | undefined)[] = [
  '',
  NOBODY.username,
  'no-such-client',
  providerStates['no account has the user name'].values.username,
];

function isOfNobody({ in: place, username, secret }: SentCredentials, { cookies, mayBeNobodys }: Due) {
  switch (place) {
    case 'basic':
    case 'form':
    case 'body':
      return NAMES_OF_NOBODY.includes(username);
    case 'cookie':
      return (
        mayBeNobodys || cookies === undefined || cookies.some((one) => one.split(/;\s*/).includes(secret))
      );
    case 'bearer':
      return mayBeNobodys === true;
    case 'other':
      return false;
    default:
      return place satisfies never;
  }
}

/** How often the credentials of each role may be sent at most. */
export type Attempts = Readonly<Partial<Record<AccountRole, number>>>;
