/** The package's public API. */
export type { CurrentUser, Session, TokenUser } from './client/answers.ts';
export * from './client/errors.ts';
export {
  type Authentication,
  JiraSessionClient,
  type SessionClientOptions,
} from './client/session-client.ts';
export { JiraTokenClient, type Token, type TokenClientOptions } from './client/token-client.ts';
export { CommandError, InputError } from './errors.ts';
export { type Finding, type FindingCode, findings, type Meaning } from './findings.ts';
export { type MockedJira, type MockedJiraOptions, startMockedJira } from './jira/mocked-jira/server.ts';
export {
  PactChangedError,
  type RecordContractOptions,
  recordContract,
} from './recording/record-contract.ts';
export type {
  Hazard,
  HazardKind,
  RecordedRequest,
  RecordedScenario,
  Recording,
} from './recording/recording.ts';
export type { GivenToFunction } from './recording/run-function.ts';
export type { ScenarioName } from './recording/scenarios.ts';
export type {
  CheckResult,
  ExitCode,
  InteractionResult,
  Mismatch,
  PactReport,
  Report,
  TargetReport,
} from './reports/report.ts';
export { type Credentials, credentialsFrom } from './settings/credentials.ts';
export { type Network, networkFrom } from './settings/network.ts';
export type { VerificationEvent } from './verification/events.ts';
export { type Plan, plan, type TargetSettings, type VerifyOptions, verify } from './verification/verify.ts';
export type { PactToVerify } from './verification/verify-pact.ts';
