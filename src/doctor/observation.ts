import { jsonObject } from '../../contracts/session/response.ts';
import { FindingError } from '../errors.ts';
import { type Finding, finding, means, sentencesOf } from '../findings.ts';
import type { JiraConnection, JiraResponse } from '../jira/connection.ts';
import { toldResponse } from '../jira/meaning.ts';
import type { ServerInfo } from '../jira/server-info.ts';
import type { Credentials } from '../settings/credentials.ts';

export interface Observation {
  readonly topic: string;
  /** `unknown` also stands for mere facts, which are neither right nor wrong. */
  readonly verdict: 'good' | 'bad' | 'unknown';
  readonly what: string;
  readonly breaksContract?: boolean;
  readonly isLogIn?: boolean;
  /** Whether something will soon stop working: told although nothing is wrong yet. */
  readonly isWarning?: boolean;
}

/** What an examination hands on from one question to the next. */
export interface Examination {
  readonly info: ServerInfo;
  readonly connection: JiraConnection;
  readonly credentials: Credentials;
  readonly warnExpiryDays: number;
  readonly say: (observation: Observation) => void;
}

export function summaryOf(observations: readonly Observation[]): string {
  const warnings = observations
    .filter(({ isWarning }) => isWarning)
    .map((one) => `Warning: ${sentence(one)}`);
  return [overallState(observations), ...warnings].join(' ');
}

function overallState(observations: readonly Observation[]): string {
  const breaking = observations.find(({ breaksContract }) => breaksContract);
  if (breaking) return `The contract is broken there: ${sentence(breaking)}`;
  const first = observations.find(({ verdict }) => verdict === 'bad');
  if (first) return `Something has to be put right first: ${sentence(first)}`;
  const hasLoggedIn = observations.some(({ isLogIn }) => isLogIn);
  return `Nothing is wrong there.${hasLoggedIn ? ' Your log-in works today.' : ''}`;
}

export function exitCodeOf(observations: readonly Observation[]): 0 | 1 | 2 {
  if (observations.some(({ breaksContract }) => breaksContract)) return 1;
  return observations.some(({ verdict }) => verdict === 'bad') ? 2 : 0;
}

function sentence({ topic, what }: Observation): string {
  return `${topic}: ${what}${/[.?!]$/.test(what) ? '' : '.'}`;
}

export function good(topic: string, what: string): Observation {
  return { topic, verdict: 'good', what };
}

export function told(topic: string, what: string): Observation {
  return { topic, verdict: 'unknown', what };
}

export function warned(topic: string, what: string): Observation {
  return { ...told(topic, what), isWarning: true };
}

export function wrong(topic: string, what: string): Observation {
  return { topic, verdict: 'bad', what };
}

export function bad(topic: string, found: Finding): Observation {
  return { ...wrong(topic, sentencesOf(found)), breaksContract: means(found, 'broken') };
}

/** For a request without a response, or one that was not sent: the doctor goes on with the rest. */
export function withoutResponse(topic: string): (error: unknown) => Observation {
  return (error) => {
    if (error instanceof FindingError) return bad(topic, error.finding);
    throw error;
  };
}

/** Whether it is a user, and not a page with the status 200. */
export function isUser({ status, text }: JiraResponse['response']): boolean {
  return status === 200 && jsonObject(text) !== undefined;
}

export function meaningOfSent(sent: JiraResponse): Finding {
  return (
    sent.out ??
    sent.refusal ??
    sent.meaning ?? {
      ...finding('differs', toldResponse(sent)),
      own: { cure: 'To see what differs, run verify on this Jira.' },
    }
  );
}
