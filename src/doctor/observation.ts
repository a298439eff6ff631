import { type Finding, meaningOf } from '../findings.ts';

export interface Observation {
  readonly topic: string;
  /** `unknown` is also what is only told: it is neither right nor wrong. */
  readonly verdict: 'good' | 'bad' | 'unknown';
  readonly what: string;
  readonly breaksContract?: boolean;
  readonly isLogIn?: boolean;
}

export function verdictOf(observations: readonly Observation[]): string {
  const breaking = observations.find(({ breaksContract }) => breaksContract);
  if (breaking) return `The contract is broken there: ${sentence(breaking)}`;
  const wrong = observations.find(({ verdict }) => verdict === 'bad');
  if (wrong) return `Something has to be put right first: ${sentence(wrong)}`;
  const hasLoggedIn = observations.some(({ isLogIn }) => isLogIn);
  return `Nothing is wrong there.${hasLoggedIn ? ' Your log-in works today.' : ''}`;
}

function sentence({ topic, what }: Observation): string {
  return `${topic}: ${what}${/[.?!]$/.test(what) ? '' : '.'}`;
}

export function bad(topic: string, found: Finding): Observation {
  const what = `${found.cause}. ${found.cure}`;
  return { topic, verdict: 'bad', what, breaksContract: meaningOf(found) === 'broken' };
}
