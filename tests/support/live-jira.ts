import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';

/** What logs in there, for every provider state. */
export const jiraSettings = {
  JIRA_USERNAME: 'alice',
  JIRA_PASSWORD: 'mocked-password-of-alice',
  JIRA_PERSONAL_ACCESS_TOKEN: 'mocked-token-of-alice',
  JIRA_CAPTCHA_USERNAME: 'carol',
  JIRA_CAPTCHA_PASSWORD: 'mocked-password-of-carol',
};

/** The client of a service account there, from Jira 11 on. */
export const serviceAccountSettings = {
  JIRA_CLIENT_ID: 'mocked-client-of-alice',
  JIRA_CLIENT_SECRET: 'mocked-client-secret-of-alice',
};

/** A Jira at a base URL, which is live for all that the verification can see. */
export function startLiveJira(flavour: FlavourName) {
  return startMockedJira({ flavour });
}

/** A Jira of two nodes that are asked in turn, of which each knows its own sessions alone. */
export function nodesInTurn(): Middleware {
  let requests = 0;
  return (request, { respond }) => {
    requests += 1;
    const isOfOtherNode = requests % 2 === 1 && request.method === 'GET';
    return respond(
      isOfOtherNode ? { ...request, headers: { ...request.headers, cookie: 'JSESSIONID=unknown' } } : request,
    );
  };
}
