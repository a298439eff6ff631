/**
 * `jira-session-contracts`: verifies, and records your own client. The clients and the mocked Jira have their own entry points.
 *
 * @module
 */
export { CommandError, InputError } from './errors.ts';
export type { FindingText, Meaning } from './finding-texts.ts';
export { type FindingCode, findings, type ToldFinding as Finding } from './findings.ts';
export type { Attempts } from './jira/accounts.ts';
export type { PactFile, PactInteraction, PactPart, PactToVerify } from './pact/pact-file.ts';
export {
  PactChangedError,
  type RecordContractOptions,
  recordContract,
} from './recording/record-contract.ts';
export type { GivenToFunction } from './recording/run/run-client.ts';
export type {
  Hazard,
  HazardKind,
  RecordedRequest,
  RecordedScenario,
  Recording,
  ScenarioName,
  SendsBack,
} from './report/recording.ts';
export type {
  Change,
  CheckResult,
  CheckStatus,
  ExitCode,
  History,
  InteractionResult,
  Mismatch,
  PactReport,
  Report,
  Shard,
  ShownExchange,
  Status,
  Summary,
  TargetReport,
} from './report/report.ts';
export type { NeededCookies } from './session-words.ts';
export { type Credentials, credentialsFrom, type UserAndPassword } from './settings/credentials.ts';
export type { Environment } from './settings/environment.ts';
export type { AccountRole } from './settings/jira-settings.ts';
export { type CertificateFile, type Network, type NetworkOptions, networkFrom } from './settings/network.ts';
export type { VerificationEvent } from './verification/events.ts';
export type { PlannedInteraction } from './verification/plan.ts';
export { type Plan, plan, verify } from './verification/verify.ts';
export type {
  LiveTarget,
  TargetSettings,
  TargetSpecifics,
  TargetToVerify,
  VerifyOptions,
} from './verification/verify-options.ts';
