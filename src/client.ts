/**
 * `jira-session-contracts/client`: the clients of this project. They need the package axios.
 *
 * @module
 */

export * from './client/client-errors.ts';
export type { AccessToken, CurrentUser, Session, TokenUser } from './client/read-response.ts';
export {
  JiraServiceAccountClient,
  type ServiceAccountClientOptions,
} from './client/service-account-client.ts';
export {
  type Authentication,
  JiraSessionClient,
  type SessionClientOptions,
} from './client/session-client.ts';
export { JiraTokenClient, type Token, type TokenClientOptions } from './client/token-client.ts';
