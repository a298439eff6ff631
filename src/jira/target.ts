import type { StateName } from '../../contracts/session/states.ts';

/** What a provider state hands to its interaction, by name. */
export type Values = Readonly<Record<string, string>>;

/** A Jira that the contract is held against. */
export interface Target {
  readonly kind: 'live' | 'mocked';
  /** With Jira's REST root, without a trailing slash. */
  readonly baseUrl: string;
  /** Why the target cannot be put into a state, and the setting that would change it; undefined if it can. */
  unverifiable(state: StateName): string | undefined;
  /** Puts the target into a state. Throws when that fails: the interaction then fails with the cause. */
  setUp(state: StateName): Promise<Values>;
  /** Takes note of a session that an interaction opened, so that it is used and closed. */
  adoptSession(cookieHeader: string): void;
  /** Takes note of a session that an interaction ended. */
  sessionEnded(cookieHeader: string): void;
  /** Closes every session that is still open; never throws. */
  close(): Promise<void>;
}

/** What an answer to a set-up was, as far as it is needed to say what it means. */
export interface SetUpAnswer {
  readonly method: string;
  readonly answer: { readonly status: number; readonly text: string; readonly location?: string };
}

/** A provider state could not be made because of what the Jira answered. */
export class StateNotMadeError extends Error {
  override readonly name: string = 'StateNotMadeError';
  readonly answered: SetUpAnswer;
  constructor(message: string, answered: SetUpAnswer) {
    super(message);
    this.answered = answered;
  }
}

/** A Jira refused the real credentials: nothing more may be tried with them. */
export class CredentialsRefusedError extends StateNotMadeError {
  override readonly name = 'CredentialsRefusedError';
}
