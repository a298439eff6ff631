import { rmSync } from 'node:fs';

/** Removes the parts of the pact, whoever ran the tests: Stryker does so without our reporter. */
export default function removeFragmentsFolder(): void {
  if (process.env.PACT_FRAGMENTS) rmSync(process.env.PACT_FRAGMENTS, { recursive: true, force: true });
}
