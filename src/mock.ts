/**
 * `jira-session-contracts/mock`: a mocked Jira for your tests.
 *
 * @module
 */
export type { Account, LoginInfo } from './jira/mocked-jira/accounts.ts';
export { type FlavourName, flavours } from './jira/mocked-jira/flavours.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './jira/mocked-jira/server.ts';
