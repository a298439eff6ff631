/**
 * `jira-session-contracts/client`: the clients of this project. They need the package axios.
 *
 * @module
 */
export type { CurrentUser, Session, TokenUser } from './client/answers.ts';
export * from './client/errors.ts';
export {
  type Authentication,
  JiraSessionClient,
  type SessionClientOptions,
} from './client/session-client.ts';
export { JiraTokenClient, type Token, type TokenClientOptions } from './client/token-client.ts';
