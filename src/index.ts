/** The package's public API. */
export type { CurrentUser, Session } from './client/answers.ts';
export * from './client/errors.ts';
export {
  type Authentication,
  JiraSessionClient,
  type SessionClientOptions,
} from './client/session-client.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './jira/mocked-jira/server.ts';
export type { Check, ExitCode, InteractionResult, Report } from './reports/report.ts';
