import { createHash } from 'node:crypto';
import type { AnswerKind } from '../../contracts/session/answers.ts';
import { FindingError } from '../errors.ts';
import { type Finding, finding } from '../findings.ts';
import type { HttpRequest } from '../http/http-client.ts';
import { percentDecoded } from '../http/percent.ts';
import { credentialsIn, type SentCredentials } from '../http/sent-credentials.ts';
import { type Credentials, personOf } from '../settings/credentials.ts';
import type { AccountRole } from '../settings/jira-settings.ts';

/** An account that no Jira has. One fixed name, so that an administrator recognizes it in the security log. */
export const NOBODY = { username: 'jira-session-contracts-no-such-user', password: 'no-such-password' };

/** Why a request with an account's credentials was not sent. */
export class NotSentError extends FindingError {
  override readonly name = 'NotSentError';
}

/** The accounts that one Jira refused, whoever used them. */
export type Refusals = Map<string, Finding>;

/** What each Jira refused, for as long as credentials may be sent: no account is tried again there. */
export class RefusalsEverywhere {
  readonly #byJira = new Map<string, Refusals>();

  /** @param jira as {@link jiraOf} names it */
  at(jira: string): Refusals {
    const refusals = this.#byJira.get(jira) ?? new Map();
    this.#byJira.set(jira, refusals);
    return refusals;
  }
}

/** A shorter secret stands in many texts by chance. */
const SHORTEST_SOUGHT = 8;

export interface AccountOptions {
  readonly knownToBeRight?: boolean;
  readonly refusals?: Refusals;
}

/** An account of the settings at one Jira, and what became of its credentials there. */
export class Account {
  readonly role: AccountRole;
  /** How often its credentials were sent. */
  attempts = 0;
  readonly #username: string | undefined;
  readonly #secret: string;
  readonly #knownToBeRight: boolean;
  readonly #refusals: Refusals;
  #mayBeSent = Number.POSITIVE_INFINITY;
  #accepted = false;

  /**
   * @param username undefined for a token
   * @param knownToBeRight those of a mocked Jira: a refusal is then the Jira's fault, and locks nobody out
   * @param refusals of this Jira, by other targets of the run too
   */
  constructor(
    role: AccountRole,
    username: string | undefined,
    secret: string,
    { knownToBeRight = false, refusals = new Map() }: AccountOptions = {},
  ) {
    this.role = role;
    this.#refusals = refusals;
    this.#username = username?.toLowerCase();
    this.#secret = secret;
    this.#knownToBeRight = knownToBeRight;
  }

  /** Set once the credentials were refused: they are not sent again. */
  get refusal(): Finding | undefined {
    return this.#refusals.get(this.#key);
  }

  /** Jira takes a user's name or e-mail address. A token has none: it is told by a hash, so that it stands in no list. */
  get #key(): string {
    const name = this.#username
      ? personOf(this.#username)
      : createHash('sha256').update(this.#secret).digest('hex');
    return `${this.role} ${name}`;
  }

  /** Whether its secret is a token, which Jira does not count and lock the account for. */
  get #isOfToken(): boolean {
    return this.role === 'token' || this.role === 'cloud-user';
  }

  /** Whether credentials are this account's: with its own secret, or with another. */
  compare({ username, secret }: SentCredentials): 'right' | 'wrong' | 'of somebody else' {
    const same =
      this.#username === undefined ? secret === this.#secret : username?.toLowerCase() === this.#username;
    if (!same) return 'of somebody else';
    return secret === this.#secret ? 'right' : 'wrong';
  }

  /** Whether a request has its credentials: where Jira looks for them, or its secret anywhere else. */
  isIn(request: HttpRequest): boolean {
    const sent = credentialsIn(request);
    if (sent && this.compare(sent) !== 'of somebody else') return true;
    const { path, headers = {} } = request;
    const text = [path, ...Object.values(headers), percentDecoded(path)].join('\n');
    return this.#secret.length >= SHORTEST_SOUGHT && text.includes(this.#secret);
  }

  /**
   * Takes note of the answer to the account's credentials.
   *
   * @returns what it says of the credentials, and not of the contract; undefined where it says nothing of them
   */
  note(kind: AnswerKind, isCloudLogIn: boolean): Finding | undefined {
    if (kind === 'success') this.#accepted = true;
    const refused = {
      'not-authenticated': this.#isOfToken ? 'token-refused' : 'credentials-refused',
      captcha: 'captcha-pending',
      'log-in-denied': 'log-in-denied',
    } as const;
    if (!(kind in refused) || this.#knownToBeRight || this.role === 'captcha-user') return undefined;
    const code = refused[kind as keyof typeof refused];
    // Cloud refuses every password, and one that was taken before is right: there, the contract is broken.
    const isContractBroken = kind === 'not-authenticated' && (isCloudLogIn || this.#accepted);
    this.#refusals.set(this.#key, finding(isContractBroken ? 'account-refused-before' : code));
    return isContractBroken ? undefined : this.refusal;
  }

  /** Bounds how often its credentials may be sent from now on. */
  allow(attempts: number): void {
    this.#mayBeSent = this.attempts + attempts;
  }

  /** Why its credentials may not be sent once more; undefined where they may. */
  get barred(): Finding | undefined {
    return this.refusal ?? (this.attempts >= this.#mayBeSent ? finding('attempts-used-up') : undefined);
  }

  /** Whether its credentials were taken before. */
  get wasAccepted(): boolean {
    return this.#accepted;
  }
}

/**
 * The accounts of one Jira, and the only door through which their credentials leave: each is sent with its own password
 * alone, where it is due, and never again after a refusal.
 */
export class Accounts {
  readonly #accounts: readonly Account[];

  constructor(accounts: readonly Account[]) {
    this.#accounts = accounts;
  }

  /** Holds a run to its plan: each account's credentials are sent so often at most. */
  allow(attempts: Attempts): void {
    for (const account of this.#accounts) account.allow(attempts[account.role] ?? 0);
  }

  /**
   * Looks at a request before it is sent.
   *
   * @param due the roles whose credentials belong into this request
   * @param mayBeWrong whether a wrong password is meant, as it is to bring about a CAPTCHA
   * @returns the account whose credentials it has
   * @throws NotSentError for credentials that are not due here, a wrong password, or a refused account
   */
  admit(request: HttpRequest, due: readonly AccountRole[], mayBeWrong = false): Account | undefined {
    const known = this.#accounts.filter((one) => one.isIn(request));
    if (known.length === 0) return undefined;
    const sent = credentialsIn(request);
    const dueHere = known.filter(({ role }) => due.includes(role));
    const isRight = (one: Account) => !sent || one.compare(sent) !== 'wrong';
    const account = dueHere.find((one) => sent && one.compare(sent) === 'right') ?? dueHere[0];
    if (!account || (!isRight(account) && !mayBeWrong)) {
      throw new NotSentError(finding('literal-password'));
    }
    const barred = known.map((one) => one.barred).find((reason) => reason !== undefined);
    if (barred) throw new NotSentError(barred);
    account.attempts += 1;
    return account;
  }
}

/** How often the credentials of each role may be sent at most. */
export type Attempts = Readonly<Partial<Record<AccountRole, number>>>;

/** The accounts that the settings name. */
export function accountsFrom(credentials: Credentials, options: AccountOptions = {}): Accounts {
  const { user, captchaUser, cloudUser, personalAccessToken } = credentials;
  const make = (role: AccountRole, username: string | undefined, secret: string) =>
    new Account(role, username, secret, options);
  return new Accounts([
    ...(user ? [make('user', user.username, user.password)] : []),
    ...(captchaUser ? [make('captcha-user', captchaUser.username, captchaUser.password)] : []),
    ...(cloudUser ? [make('cloud-user', cloudUser.email, cloudUser.apiToken)] : []),
    ...(personalAccessToken ? [make('token', undefined, personalAccessToken)] : []),
  ]);
}
