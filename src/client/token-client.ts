import { CLOUD_MYSELF_PATH, MYSELF_PATH } from '../../contracts/session/names.ts';
import { basic } from '../authorization.ts';
import { readTokenUser, type TokenUser } from './read-response.ts';
import { httpsAgentFor, send } from './transport.ts';

/** What replaces the log-in: a personal access token on a Data Center, e-mail address and API token on Cloud. */
export type Token =
  | { readonly kind: 'personal-access-token'; readonly token: string }
  | { readonly kind: 'api-token'; readonly email: string; readonly token: string };

/** Settings of a {@link JiraTokenClient}. */
export interface TokenClientOptions {
  /** Jira's REST root, such as `https://jira.example.com/rest`. */
  readonly baseUrl: string;
  /** The token, and whose kind it is. */
  readonly token: Token;
  /** How long one request may take, in milliseconds; 10,000 if left out. */
  readonly timeoutMs?: number;
}

/**
 * A client that no longer uses the session resource: it has no log-in and no log-out. It keeps no cookies, because Jira
 * refuses a token that comes with the cookie of an ended session.
 */
export class JiraTokenClient {
  readonly #options: TokenClientOptions;
  readonly #httpsAgent: ReturnType<typeof httpsAgentFor>;

  /** @param options the Jira, the token, and how to reach it */
  constructor(options: TokenClientOptions) {
    this.#options = options;
    this.#httpsAgent = httpsAgentFor(options.baseUrl);
  }

  /**
   * Asks who the token's user is.
   *
   * @throws NotAuthenticatedError for a token that Jira does not accept, or another JiraSessionError
   */
  async currentUser(): Promise<TokenUser> {
    const { baseUrl, token, timeoutMs = 10_000 } = this.#options;
    const isCloud = token.kind === 'api-token';
    const path = isCloud ? CLOUD_MYSELF_PATH : MYSELF_PATH;
    const Authorization = isCloud
      ? basic({ username: token.email, password: token.token })
      : `Bearer ${token.token}`;
    const name = `GET ${path}`;
    const url = baseUrl.replace(/\/+$/, '') + path;
    const headers = { Accept: 'application/json', Authorization };
    const request = { url, method: 'GET', headers, timeoutMs, name } as const;
    return readTokenUser(name, await send({ ...request, httpsAgent: this.#httpsAgent }));
  }
}
