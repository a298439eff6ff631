import type { LogInWay } from '../../schemas/inventory.ts';

export type * from '../../schemas/inventory.ts';

/** In the order in which they are told. */
export const ways: readonly LogInWay[] = [
  'cookie',
  'basic',
  'address',
  'two-step',
  'unknown',
  'token',
  'browser',
];
