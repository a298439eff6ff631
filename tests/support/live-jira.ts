import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';

/** What logs in there, for every provider state. */
export const jiraSettings = {
  JIRA_USERNAME: 'alice',
  JIRA_PASSWORD: 'mocked-password-of-alice',
  JIRA_PERSONAL_ACCESS_TOKEN: 'mocked-token-of-alice',
  JIRA_CAPTCHA_USERNAME: 'carol',
  JIRA_CAPTCHA_PASSWORD: 'mocked-password-of-carol',
};

/** A Jira at a base URL, which is live for all that the verification can see. */
export function startLiveJira(flavour: FlavourName) {
  return startMockedJira({ flavour });
}
