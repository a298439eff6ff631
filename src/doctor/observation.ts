/** One thing that was looked at. */
export interface Observation {
  readonly topic: string;
  /** `unknown` is also what is only told: it is neither right nor wrong. */
  readonly verdict: 'good' | 'bad' | 'unknown';
  readonly what: string;
  /** Whether it breaks the contract there. */
  readonly breaksContract?: boolean;
}
