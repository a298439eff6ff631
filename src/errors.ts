/** A mistake in what somebody gave us: one line that says what was wrong and what to do. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
