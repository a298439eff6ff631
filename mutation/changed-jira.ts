import type { MockedJiraOptions } from '../src/mock-jira/server.ts';
import type { CheckId } from '../src/verification/checks.ts';
import type { JiraChange } from './edits.ts';

/** A mocked Jira with one thing changed. */
export interface ChangedJira {
  /** Whose contract it breaks. Default: that of the session client. */
  readonly consumer?: string;
  /** Its own among all of its kind. */
  readonly name: string;
  readonly change: JiraChange;
  /**
   * Whether the whole Jira is changed, for the set-ups of provider states too. Otherwise the replayed requests alone
   * meet the change: it is then the contract that has to notice it, and not luck in a set-up.
   */
  readonly whole?: true;
  /** The check without which nothing would notice it. */
  readonly onlyCaughtBy?: CheckId;
  /** How the mocked Jira behind it is started. Default: a Data Center. */
  readonly settings?: MockedJiraOptions;
}
