import { TOKEN_PATH } from '../../contracts/session/names.ts';
import { clientCredentialsForm } from '../authorization.ts';
import { type AccessToken, readAccessToken, type TokenUser } from './read-response.ts';
import { JiraTokenClient } from './token-client.ts';
import { type ClientOptions, requestsTo } from './transport.ts';

/** Settings of a {@link JiraServiceAccountClient}. */
export interface ServiceAccountClientOptions extends ClientOptions {
  /** The client id, which Jira shows when the service account is created. */
  readonly clientId: string;
  /** The client secret, which Jira shows with it. */
  readonly clientSecret: string;
  /** What the access token is for. Default: `READ`. */
  readonly scope?: string;
}

/** A client that uses a service account of Jira 11: OAuth 2.0 client credentials, and no session. */
export class JiraServiceAccountClient {
  readonly #options: ServiceAccountClientOptions;
  readonly #send: ReturnType<typeof requestsTo>;

  /** @param options the Jira, the service account, and how to reach it */
  constructor(options: ServiceAccountClientOptions) {
    this.#options = options;
    this.#send = requestsTo(options);
  }

  /**
   * Gets an access token. It ends after about an hour (documented), and cannot be renewed: then get another one.
   *
   * @throws AccessTokenRefusedError where Jira does not accept the client or the scope, or another JiraSessionError
   */
  async accessToken(): Promise<AccessToken> {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
    const body = clientCredentialsForm(this.#options, this.#options.scope);
    return readAccessToken(await this.#send('POST', TOKEN_PATH, headers, body));
  }

  /**
   * Asks who the service account is.
   *
   * @param token from {@link accessToken}
   * @throws NotAuthenticatedError for a token that has ended, or another JiraSessionError
   */
  currentUser({ value }: Pick<AccessToken, 'value'>): Promise<TokenUser> {
    // A token of either kind is sent in the same way.
    const token = { kind: 'personal-access-token', token: value } as const;
    return new JiraTokenClient({ ...this.#options, token }).currentUser();
  }
}
