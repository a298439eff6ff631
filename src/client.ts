/**
 * `jira-session-contracts/client`: the clients of this project. They need the package axios.
 *
 * @module
 */

export * from './client/errors.ts';
export type { CurrentUser, Session, TokenUser } from './client/read-response.ts';
export {
  type Authentication,
  JiraSessionClient,
  type SessionClientOptions,
} from './client/session-client.ts';
export { JiraTokenClient, type Token, type TokenClientOptions } from './client/token-client.ts';
