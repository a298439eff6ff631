export const PROGRESS_AFTER_MS = 2000;

export function stillWaiting(doing: string): string {
  return `${doing}: waiting for the broker ...\n`;
}

export function noBroker(baseUrl: string): string {
  return `the server at ${baseUrl} is not a Pact Broker, or something in front of it changes its answers. Check PACT_BROKER_BASE_URL.`;
}

export function refusedCredentials(baseUrl: string, status: string | number): string {
  return `the broker at ${baseUrl} refused the credentials (${status}). Check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`;
}

/** Another server answers 404 as well. */
export function notFound(baseUrl: string): string {
  return `the server at ${baseUrl} did not find what was asked for (404). Publish the pact first, and check PACT_BROKER_BASE_URL.`;
}

export function unexpectedResponse(baseUrl: string, status: string | number): string {
  return `the broker at ${baseUrl} answered ${status}. Look at its log, and try again.`;
}

export function notReached(baseUrl: string, cause = ''): string {
  return `the broker at ${baseUrl} cannot be reached${cause && `: ${cause}`}. Check that the broker is running, and that PACT_BROKER_BASE_URL is right.`;
}
