/** `jira-session-contracts/mock`: a Jira to try things on. */
export { type FlavourName, flavours } from './jira/mocked-jira/flavours.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './jira/mocked-jira/server.ts';
