import { randomBytes, randomInt } from 'node:crypto';

export interface Chance {
  hex(bytes: number): string;
  now(): Date;
  /** Whether the session cookie comes behind the others: Jira sends its cookies in no fixed order. */
  isSessionCookieLast(): boolean;
}

export const realChance: Chance = {
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  now: () => new Date(),
  isSessionCookieLast: () => randomInt(2) === 0,
};
