/** The package's public API: `jira-session-contracts`. Its clients and its mocked Jira have entries of their own. */
export { CommandError, InputError } from './errors.ts';
export { type Finding, type FindingCode, findings, type Meaning } from './findings.ts';
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
  Change,
  CheckResult,
  ExitCode,
  History,
  InteractionResult,
  Mismatch,
  PactReport,
  Report,
  Shard,
  ShownExchange,
  TargetReport,
} from './reports/report.ts';
export { type Credentials, credentialsFrom } from './settings/credentials.ts';
export { type Network, networkFrom } from './settings/network.ts';
export type { VerificationEvent } from './verification/events.ts';
export {
  type LiveTarget,
  type Plan,
  plan,
  type TargetSettings,
  type TargetToVerify,
  type VerifyOptions,
  verify,
} from './verification/verify.ts';
export type { PactToVerify } from './verification/verify-pact.ts';
