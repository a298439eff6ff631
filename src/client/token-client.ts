import { CLOUD_MYSELF_PATH, MYSELF_PATH } from '../../contracts/session/names.ts';
import { basic } from '../authorization.ts';
import { readTokenUser, type TokenUser } from './read-response.ts';
import { type ClientOptions, requestsTo } from './transport.ts';

/** What replaces the log-in: a personal access token on a Data Center, e-mail address and API token on Cloud. */
export type Token =
  | { readonly kind: 'personal-access-token'; readonly token: string }
  | { readonly kind: 'api-token'; readonly email: string; readonly token: string };

/** Settings of a {@link JiraTokenClient}. */
export interface TokenClientOptions extends ClientOptions {
  /** The token, and whose kind it is. */
  readonly token: Token;
}

/**
 * A client that no longer uses the session resource: it has no log-in and no log-out. It keeps no cookies, because Jira
 * refuses a token that comes with the cookie of an ended session.
 */
export class JiraTokenClient {
  readonly #token: Token;
  readonly #send: ReturnType<typeof requestsTo>;

  /** @param options the Jira, the token, and how to reach it */
  constructor(options: TokenClientOptions) {
    this.#token = options.token;
    this.#send = requestsTo(options);
  }

  /**
   * Asks who the token's user is.
   *
   * @throws NotAuthenticatedError for a token that Jira does not accept, or another JiraSessionError
   */
  async currentUser(): Promise<TokenUser> {
    const token = this.#token;
    const isCloud = token.kind === 'api-token';
    const path = isCloud ? CLOUD_MYSELF_PATH : MYSELF_PATH;
    const Authorization = isCloud
      ? basic({ username: token.email, password: token.token })
      : `Bearer ${token.token}`;
    return readTokenUser(await this.#send('GET', path, { Accept: 'application/json', Authorization }));
  }
}
