import {
  CLOUD_MYSELF_PATH,
  MOCKED_TITLE,
  MYSELF_PATH,
  PAT_PATH,
  SERVER_INFO_PATH,
  SESSION_ALIAS,
  SESSION_PATH,
  TOKEN_PATH,
} from '../../contracts/session/names.ts';
import type { components } from '../../contracts/session/openapi.ts';
import { isJsonObject, jsonIn } from '../../contracts/session/response.ts';
import { credentialsIn, type SentCredentials } from '../authorization.ts';
import { type WireResponse, wireResponse, withHeaders } from '../http/wire.ts';
import type { Chance } from './chance.ts';
import type { FlavourTraits } from './flavours.ts';
import { ACCESS_TOKEN_S, type MockedAccounts, type KnownPassword as PasswordIs } from './mocked-accounts.ts';
import { isOfType, type MockedRequest } from './request.ts';
import {
  basicCaptcha,
  basicRefusal,
  captchaHeaders,
  deadCookieRefusal,
  gatewayRefusal,
  json,
  kerberosRefusal,
  oAuthChallenge,
  otherRefusal,
  page,
  refusal,
  titled,
} from './responses.ts';

type Schemas = components['schemas'];

export interface KnownPassword {
  readonly in: 'body' | 'basic' | 'address';
  readonly username: string;
  readonly secret: string;
  readonly is: PasswordIs;
}

export interface KnownCredentials {
  readonly session?: { readonly id: string; readonly is: 'open' | 'ended' | 'unknown' };
  /** That of a log-in's body, else that of Basic credentials, else that of the address. */
  readonly password?: KnownPassword;
  readonly besideBody?: KnownPassword;
  readonly token?: { readonly is: 'right' | 'unknown' };
}

export function sessionResource(
  memory: MockedAccounts,
  traits: FlavourTraits,
  site: { readonly path: string; readonly isHttps: boolean },
  chance: Chance,
) {
  const isCloud = traits.deploymentType === 'Cloud';
  // Recorded: over https alone.
  const secure = site.isHttps ? '; Secure' : '';

  function logIn(request: MockedRequest): WireResponse {
    if (!isOfType('json', request)) return wireResponse(415);
    const given = jsonIn(request.body);
    if (given === undefined)
      return json(400, { errorMessages: ['Unexpected character in the JSON of the request'] });
    const { username, password } = isJsonObject(given) ? given : {};
    const outcome = traits.logIn === 'refused' ? 'failed' : memory.logIn(username, password);
    switch (outcome) {
      case 'captcha':
        return json(403, { errorMessages: ['Login denied'], errors: {} }, captchaHeaders(request.site));
      case 'failed':
        return json(
          401,
          { errorMessages: ['Login failed'], errors: {} },
          traits.isCloudToday
            ? {
                'WWW-Authenticate': ['JIRA REST POST', oAuthChallenge(request.site)],
                ...accountIdOf(request),
              }
            : { 'WWW-Authenticate': 'JIRA REST POST', 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' },
        );
      case 'ok': {
        const name = String(username);
        const value = memory.openSession(name, 'log-in');
        const session = { name: traits.sessionCookie, value };
        const body = { session, ...loginInfo(name) } satisfies Schemas['AuthSuccess'];
        return json(200, body, { 'X-Seraph-LoginReason': 'OK', 'Set-Cookie': cookies(value) });
      }
      default:
        return outcome satisfies never;
    }
  }

  function currentUser(request: MockedRequest): WireResponse {
    return responseTo(request, refusal(), (username) => {
      const name = traits.isCloudToday ? accountId(username) : username;
      const self = `${request.site}/rest/api/latest/user?username=${encoded(name)}`;
      return json(200, { self, name, ...loginInfo(username) } satisfies Schemas['CurrentUser']);
    });
  }

  function logOut(request: MockedRequest): WireResponse {
    const session = sessionOf(request);
    return session !== undefined && memory.closeSession(session) ? wireResponse(204) : refusal();
  }

  /** Documented: the fields, and what comes back. Inferred, from RFC 6749: the refusals. */
  function accessToken(request: MockedRequest): WireResponse {
    if (!isOfType('x-www-form-urlencoded', request)) return wireResponse(415);
    const given = Object.fromEntries(new URLSearchParams(request.body));
    const { grant_type: grant, client_id: id = '', client_secret: secret = '', scope = '' } = given;
    if (grant !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
    const token = memory.accessTokenFor(id, secret);
    if (token === undefined) return json(401, { error: 'invalid_client' });
    if (!['READ', 'WRITE'].includes(scope)) return json(400, { error: 'invalid_scope' });
    const body = { access_token: token, token_type: 'Bearer', expires_in: ACCESS_TOKEN_S, scope };
    return json(200, body, { 'Cache-Control': 'no-store' });
  }

  /** All that is neither the session resource nor `serverInfo`: it asks who is there first, as every resource of a Jira does. */
  function other(
    request: MockedRequest,
    respond: (caller: { readonly username: string; readonly user: object }) => WireResponse,
  ): WireResponse {
    const toNobody = otherRefusal(traits.otherRefusal, request.site);
    return responseTo(request, toNobody, (username) =>
      respond({ username, user: userFor(username, request.site) }),
    );
  }

  /** Documented: Atlassian's REST references of Jira Data Center and Cloud, `myself`: what a client moves to. */
  function userFor(username: string, site: string): object {
    const id = accountId(username);
    return {
      ...(isCloud && { self: `${site}/rest/api/3/user?accountId=${encoded(id)}`, accountId: id }),
      // Documented: Cloud had the names of users until 2019.
      ...(!traits.isCloudToday && { key: username, name: username }),
      ...(!isCloud && { self: `${site}/rest/api/2/user?username=${encoded(username)}` }),
      emailAddress: `${username}@example.com`,
      displayName: username,
      active: true,
      timeZone: 'Etc/UTC',
      locale: 'en_US',
    };
  }

  /** The page of the site, which says in a header whom it is for. */
  function dashboard(request: MockedRequest): WireResponse {
    const toNobody = page(200, { 'X-AUSERNAME': 'anonymous' }, titled('System Dashboard'));
    return responseTo(request, toNobody, () => page(200, {}, titled('System Dashboard')));
  }

  /** `serverInfo`, which is open to anybody. Recorded: wrong Basic credentials are refused all the same, but for Cloud. */
  function serverInfo(request: MockedRequest): WireResponse {
    const { version, deploymentType } = traits;
    const versionNumbers = version.split(/\D+/).filter(Boolean).map(Number);
    const info = {
      baseUrl: request.site,
      version,
      versionNumbers,
      ...(versionNumbers[0] === 7 ? {} : { deploymentType }),
      serverTitle: MOCKED_TITLE,
    };
    const asNobody = json(200, info, {
      'X-AUSERNAME': 'anonymous',
      ...(traits.isCloudToday &&
        sentIn(request.headers.authorization)?.in === 'basic' && {
          'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
        }),
    });
    return responseTo(request, asNobody, () => json(200, info));
  }

  function know(request: MockedRequest): KnownCredentials {
    const id = sessionOf(request);
    const { authorization } = request.headers;
    // A body that is no log-in is nothing but a body.
    const body = request.method === 'POST' ? request.body : undefined;
    const header = sentIn(authorization);
    const inBody = sentIn(undefined, body);
    const inAddress = (header ?? inBody) ? undefined : sentInAddress(request);
    const basic = header?.in === 'basic' ? knowPassword('basic', header) : undefined;
    const password =
      (inBody && knowPassword('body', inBody)) ?? basic ?? (inAddress && knowPassword('address', inAddress));
    return {
      ...(id !== undefined && { session: { id, is: memory.stateOfSession(id) } }),
      ...(password && { password }),
      ...(basic && basic !== password && { besideBody: basic }),
      ...(header?.in === 'bearer' && {
        token: { is: memory.userOfToken(header.secret) === undefined ? 'unknown' : 'right' },
      }),
    };
  }

  /** `os_username` and `os_password`, which count as Basic credentials. */
  function sentInAddress({ path, query }: MockedRequest): SentCredentials | undefined {
    // There are no pages beside REST here.
    if (!traits.credentialsInAddress || !path.includes('/rest/')) return undefined;
    const sent = credentialsIn({ path: path + query }).find(({ in: place }) => place === 'form');
    return sent && { ...sent, in: 'basic' };
  }

  function knowPassword(place: KnownPassword['in'], { username = '', secret }: SentCredentials) {
    return { in: place, username, secret, is: memory.know(username, secret) };
  }

  function removed(): WireResponse {
    const message = 'The session resource is not available on this instance.';
    const status = traits.refusedWith;
    if (status === 401) return refusal();
    return json(status, status === 403 ? { message } : { errorMessages: [message], errors: {} });
  }

  /** Where Basic credentials are switched off, whatever is asked. Recorded of 11.3.5, where `serverInfo` is refused too. */
  function refuseBasic({ headers: { authorization } }: MockedRequest): WireResponse | undefined {
    if (traits.basicAuthentication || !/^basic\s/i.test(authorization ?? '')) return undefined;
    return json(403, { message: 'Basic Authentication has been disabled on this instance.' });
  }

  /** What stands in front of the Jira and answers by itself: without the headers of Jira's own answers. */
  function responseInFront(request: MockedRequest): WireResponse | undefined {
    if (traits.logIn === 'not reached') return kerberosRefusal;
    if (!traits.isCloudToday) return undefined;
    const sent = sentIn(request.headers.authorization);
    const isPassword = sent?.in === 'basic' && memory.isPassword(`${sent.username}`, sent.secret);
    return gatewayRefusal(request.headers.authorization ?? '', isPassword, request.site);
  }

  function responseTo(
    request: MockedRequest,
    toNobody: WireResponse,
    toSomebody: (username: string) => WireResponse,
  ): WireResponse {
    const sent = sentIn(request.headers.authorization) ?? sentInAddress(request);
    const caller = callerOf(request, sent);
    if (caller === 'captcha') return basicCaptcha(request.site);
    if (caller === 'refused') return traits.isCloudToday ? toNobody : basicRefusal(request.site);
    if (caller === 'nobody') {
      const isBesideCookie = sent?.in === 'bearer' && sessionOf(request) !== undefined;
      return isBesideCookie ? deadCookieRefusal(request.site) : toNobody;
    }
    const { username } = caller;
    // Recorded: a request with Basic credentials or a token, and no session, opens one; not so at Cloud.
    const isNew = sent !== undefined && memory.userOfSession(sessionOf(request)) === undefined;
    return withHeaders(toSomebody(username), {
      ...(traits.isCloudToday
        ? { 'X-AACCOUNTID': encoded(accountId(username)) }
        : { 'X-AUSERNAME': encoded(username) }),
      'Cache-Control': 'no-cache, no-store, no-transform',
      ...(isNew && {
        'X-Seraph-LoginReason': 'OK',
        'Set-Cookie': isCloud ? [xsrfCookie()] : cookies(memory.openSession(username, 'credentials')),
      }),
    });
  }

  function callerOf(
    request: MockedRequest,
    sent = sentIn(request.headers.authorization) ?? sentInAddress(request),
  ): { readonly username: string } | 'nobody' | 'refused' | 'captcha' {
    const user = (username: string | undefined) => (username === undefined ? 'nobody' : { username });
    if (sent?.in === 'basic') {
      const byApiToken = isCloud ? memory.userOfApiToken(sent.username, sent.secret) : undefined;
      if (byApiToken !== undefined) return user(byApiToken);
      if (traits.isCloudToday) return 'refused';
      const outcome = memory.logIn(sent.username, sent.secret);
      return outcome === 'ok' ? user(sent.username) : outcome === 'captcha' ? 'captcha' : 'refused';
    }
    // Recorded: where there is a session cookie it wins, and a token beside that of a dead session is refused.
    const session = sessionOf(request);
    if (sent === undefined || session !== undefined) return user(memory.userOfSession(session));
    const byToken = traits.personalAccessTokens ? memory.userOfToken(sent.secret) : undefined;
    // Documented, of the first release: access tokens open nothing else.
    const isOpen = request.path.includes('/rest/api/2/');
    return user(byToken ?? (isOpen ? memory.userOfAccessToken(sent.secret) : undefined));
  }

  /** Recorded of Cloud: a refused log-in tells whose Basic credentials it had. */
  function accountIdOf(request: MockedRequest): { readonly 'X-AACCOUNTID'?: string } {
    const caller = callerOf(request);
    return typeof caller === 'object' ? { 'X-AACCOUNTID': encoded(accountId(caller.username)) } : {};
  }

  function sessionOf(request: MockedRequest): string | undefined {
    const name = `${traits.sessionCookie}=`;
    const sent = (request.headers.cookie ?? '').split(/;\s*/);
    return sent.find((cookie) => cookie.startsWith(name))?.slice(name.length);
  }

  function cookies(session: string): string[] {
    const cookie = `${traits.sessionCookie}=${session}; Path=${site.path}${secure}; HttpOnly`;
    return chance.isSessionCookieLast() ? [xsrfCookie(), cookie] : [cookie, xsrfCookie()];
  }

  function xsrfCookie(): string {
    const token = ['BMUT', chance.hex(2), chance.hex(2)].join('-').toUpperCase();
    const xsrf = [token, chance.hex(20), 'lin'].join(traits.xsrfSeparator);
    return `atlassian.xsrf.token=${xsrf}; Path=${site.path}${secure && `${secure}; SameSite=None`}`;
  }

  function loginInfo(username: string) {
    return traits.loginInfo ? { loginInfo: memory.loginInfo(username) } : {};
  }

  const myself = { GET: (request: MockedRequest) => other(request, ({ user }) => json(200, user)) };
  const session: Methods =
    traits.logIn === 'removed'
      ? { POST: removed, GET: removed, DELETE: removed }
      : { POST: logIn, GET: currentUser, DELETE: logOut };
  const tokens: Route = (request) => other(request, ({ username }) => json(200, memory.tokensOf(username)));
  const routes: Readonly<Record<string, Methods>> = {
    [SESSION_PATH]: session,
    [SESSION_ALIAS]: session,
    [SERVER_INFO_PATH]: { GET: serverInfo },
    [MYSELF_PATH]: myself,
    ...(traits.personalAccessTokens && { [PAT_PATH]: { GET: tokens } }),
    ...(traits.serviceAccounts && { [TOKEN_PATH]: { POST: accessToken } }),
    ...(isCloud && { [CLOUD_MYSELF_PATH]: myself }),
  };
  return { routes, other, dashboard, know, refuseBasic, responseInFront };
}

type Route = (request: MockedRequest) => WireResponse;
type Methods = Readonly<Record<string, Route>>;

/** The credentials of a request, as the mocked Jira takes them: what it does not know counts for nothing. */
function sentIn(authorization: string | undefined, body?: string): SentCredentials | undefined {
  return credentialsIn({ path: '', headers: { authorization }, body }).find(({ in: place }) =>
    ['basic', 'bearer', 'body'].includes(place),
  );
}

/** A text in an address or a header as Jira writes it, with a plus sign for a blank. */
function encoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function accountId(username: string): string {
  return `557058:mocked-account-id-of-${username}`;
}
