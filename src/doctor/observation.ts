import { type Finding, meaningOf } from '../findings.ts';

/** One thing that was looked at. */
export interface Observation {
  readonly topic: string;
  /** `unknown` is also what is only told: it is neither right nor wrong. */
  readonly verdict: 'good' | 'bad' | 'unknown';
  readonly what: string;
  /** Whether it breaks the contract there. */
  readonly breaksContract?: boolean;
}

/** What was found, as an observation that something is wrong. */
export function bad(topic: string, found: Finding): Observation {
  const what = `${found.cause}. ${found.cure}`;
  return { topic, verdict: 'bad', what, breaksContract: meaningOf(found) === 'broken' };
}
