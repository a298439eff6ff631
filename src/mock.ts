/**
 * `jira-session-contracts/mock`: a mocked Jira for your tests.
 *
 * @module
 */

export { type FlavourName, flavours } from './mock-jira/flavours.ts';
export type { Account, LoginInfo } from './mock-jira/mocked-accounts.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './mock-jira/server.ts';
