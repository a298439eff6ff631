/**
 * `jira-session-contracts/mock`: a mocked Jira for your tests.
 *
 * @module
 */
export type { Account, LoginInfo } from './mock-jira/accounts.ts';
export { type FlavourName, flavours } from './mock-jira/flavours.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './mock-jira/server.ts';
