const PROGRESS_AFTER_MS = 2000;

/** Says that the broker is waited for, until it is disposed of. */
export function tellWaiting(doing: string, stderr: { write(text: string): unknown }): Disposable {
  return setInterval(() => stderr.write(`${doing}: waiting for the broker ...\n`), PROGRESS_AFTER_MS);
}

export function noBroker(baseUrl: string): string {
  return `the server at ${baseUrl} is not a Pact Broker, or something in front of it changes its answers. Check PACT_BROKER_BASE_URL.`;
}

export function unwanted(status: number, baseUrl: string): string {
  switch (status) {
    case 401:
    case 403:
      return `the broker at ${baseUrl} refused the credentials (${status}). Check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`;
    case 404:
      // Another server answers so as well.
      return `the server at ${baseUrl} did not find what was asked for (404). Publish the pact first, and check PACT_BROKER_BASE_URL.`;
    default:
      return `the broker at ${baseUrl} answered ${status}. Look at its log, and try again.`;
  }
}

export function notReached(baseUrl: string, cause = ''): string {
  return `the broker at ${baseUrl} cannot be reached${cause && `: ${cause}`}. Check that the broker is running, and that PACT_BROKER_BASE_URL is right.`;
}
