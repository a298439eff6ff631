import type { ResponseParts } from '../../../contracts/session/response.ts';
import type { SAYINGS } from '../../../contracts/session/sayings.ts';
import { type FindingCode, findings } from '../../../src/findings.ts';
import { capitalized } from '../../../src/text.ts';
import { asInstalled } from '../../support/installed-words.ts';
import { type PublicRecord, publicRecords } from '../../support/public-records.ts';

/** Words of a Jira, or of what stands in front of it, that refuses somebody. */
export interface Saying {
  /** In Jira's own words, as people search for them. */
  readonly words: (typeof SAYINGS)[number];
  /** Where they stand. */
  readonly response: ResponseParts;
  readonly where: string;
  /** The finding that they are; in words of their own where it is none, since who is asked here sends no such request. */
  readonly is: FindingCode | { readonly cause: string; readonly cure: string };
  /** Where they are known from, if nobody has shown such an answer in public. */
  readonly basis?: string;
}

const json = (status: number, body: object): ResponseParts => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});
const plain = (status: number, text: string, headers: ResponseParts['headers'] = {}): ResponseParts => ({
  status,
  headers,
  text,
});
const errors = (status: number, words: string) => json(status, { errorMessages: [words], errors: {} });

const NO_LOG_IN = {
  cause:
    'the request had no credentials that Jira knows: none were sent, the session has ended, or the token is not valid any more',
  cure: 'Log in again, and send back every cookie of the log-in. With a token, send it in the header Authorization.',
};

/** Every one, those that say the most first. */
export const sayings: readonly Saying[] = [
  {
    words: 'Basic Authentication has been disabled on this instance.',
    response: json(403, { message: 'Basic Authentication has been disabled on this instance.' }),
    where: '403, in the field `message`',
    is: 'basic-off',
    basis: 'known from Jira 8.16 and later',
  },
  {
    words: 'CAPTCHA_CHALLENGE',
    response: plain(403, '', {
      'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp',
    }),
    where: '401 or 403, in the header `X-Authentication-Denied-Reason`',
    is: 'captcha-pending',
  },
  {
    words: 'Login denied',
    response: errors(403, 'Login denied'),
    where: '403, as the answer to a log-in at the session resource',
    is: 'captcha-pending',
  },
  {
    words: 'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED',
    response: plain(403, '<p>Basic Authentication Failure - Reason : AUTHENTICATION_DENIED</p>'),
    where: '403, on an HTML page with the title `Forbidden (403)`',
    is: 'captcha-pending',
  },
  {
    words: 'AUTHENTICATION_DENIED',
    response: plain(403, '', { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }),
    where: '403, and on the next answer 200, in the header `X-Seraph-LoginReason`',
    is: 'captcha-pending',
  },
  {
    words: 'Login failed',
    response: errors(401, 'Login failed'),
    where: '401, as the answer to a log-in at the session resource',
    is: 'credentials-refused',
  },
  {
    words: 'AUTHENTICATED_FAILED',
    response: plain(401, '', { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }),
    where: '401, and sometimes 200, in the header `X-Seraph-LoginReason`',
    is: 'credentials-refused',
  },
  {
    words: 'JIRA REST POST',
    response: plain(401, '', { 'www-authenticate': 'JIRA REST POST' }),
    where: '401, as the answer to a log-in at the session resource, in the header `WWW-Authenticate`',
    is: 'credentials-refused',
  },
  {
    words: 'Unauthorized (401)',
    response: plain(401, '<html><head><title>Unauthorized (401)</title></head></html>'),
    where: '401, as the title of an HTML page, where Basic credentials are refused',
    is: 'credentials-refused',
  },
  {
    words: 'AUTHORISATION_FAILED',
    response: plain(403, '', { 'x-seraph-loginreason': 'AUTHORISATION_FAILED' }),
    where: '403, in the header `X-Seraph-LoginReason`',
    is: 'log-in-denied',
    basis: 'documented by Atlassian',
  },
  {
    words: "os_authType was 'any' and an invalid cookie was sent.",
    response: plain(401, "os_authType was 'any' and an invalid cookie was sent."),
    where: '401, as plain text',
    is: {
      cause: 'the request had the cookie of a session that Jira does not know any more',
      cure: 'Send the token or the password without this cookie, or log in again and send the new cookies. A client that keeps cookies has to forget them.',
    },
  },
  {
    words: 'XSRF check failed',
    response: plain(403, 'XSRF check failed'),
    where: '403, as plain text',
    is: 'xsrf-refused',
  },
  {
    words: 'You are not authenticated. Authentication required to perform this operation.',
    response: errors(401, 'You are not authenticated. Authentication required to perform this operation.'),
    where: '401, where a client asks the session resource who it is',
    is: NO_LOG_IN,
  },
  {
    words: 'Client must be authenticated to access this resource.',
    response: json(401, {
      message: 'Client must be authenticated to access this resource.',
      'status-code': 401,
    }),
    where: '401, at other resources than that of the session',
    is: NO_LOG_IN,
  },
  {
    words: 'Basic authentication with passwords is deprecated.',
    response: plain(401, 'Basic authentication with passwords is deprecated.'),
    where: '401, by Jira Cloud',
    is: 'no-password-on-cloud',
  },
  {
    words: 'Failed to parse Connect Session Auth Token',
    response: json(403, { error: 'Failed to parse Connect Session Auth Token' }),
    where: '403, by Jira Cloud',
    is: {
      cause: 'the request had a token as Bearer that Jira Cloud cannot read, such as an API token',
      cure: 'Send your e-mail address and the API token as Basic credentials.',
    },
  },
  {
    words: 'Rate limit exceeded.',
    response: json(429, { errorMessages: ['Rate limit exceeded.'], errors: {}, status: 429 }),
    where: '429, as JSON',
    is: 'rate-limited',
  },
  {
    words: 'HTTP Status 429 – Too Many Requests',
    response: plain(429, '<title>HTTP Status 429 – Too Many Requests</title>'),
    where: '429, on an HTML page',
    is: 'rate-limited',
  },
  {
    words: 'invalid_client',
    response: json(401, { error: 'invalid_client' }),
    where: '401 or 400, where the client of a service account asks for an access token',
    is: 'client-refused',
    basis: 'from the standard of OAuth 2.0, RFC 6749; not seen of Jira yet',
  },
  {
    words: 'invalid_scope',
    response: json(400, { error: 'invalid_scope' }),
    where: '400, where the client of a service account asks for an access token',
    is: 'scope-refused',
    basis: 'from the standard of OAuth 2.0, RFC 6749; not seen of Jira yet',
  },
  {
    words: 'Unsupported Media Type',
    response: json(415, { type: 'about:blank', title: 'Unsupported Media Type', status: 415 }),
    where: '415, as JSON, by Jira Cloud',
    is: {
      cause: 'the body of the request is not of the type that this resource takes',
      cure: 'Send JSON, with the header Content-Type: application/json.',
    },
  },
  {
    words: "Oops, you've found a dead link.",
    response: plain(404, "<html><head><title>Oops, you've found a dead link.</title></head></html>"),
    where: '404, on an HTML page',
    is: {
      cause: 'there is nothing at this address of the site',
      cure: 'Check the address: the base URL has the context path, if your Jira has one, and then /rest.',
    },
  },
  {
    words: '411 Length Required',
    response: plain(411, '<html><head><title>411 Length Required</title></head></html>'),
    where: '411, on an HTML page, by an old web server in front of Jira and not by Jira',
    is: {
      cause: 'the request has a body without its length (Transfer-Encoding: chunked)',
      cure: 'Send the body with the header Content-Length.',
    },
  },
  {
    words: 'Rest API is disabled',
    response: plain(503, '<html><body>Rest API is disabled</body></html>'),
    where: '503, on an HTML page, by an add-on for single sign-on and not by Jira',
    is: {
      cause: 'an administrator has switched the REST API off in this add-on',
      cure: 'Ask an administrator to allow the REST API there.',
    },
  },
  {
    words: 'Kerberos authentication failed.',
    response: plain(401, 'Kerberos authentication failed.', { 'www-authenticate': 'Negotiate' }),
    where:
      '401, by a web server in front of Jira and not by Jira, together with the header `WWW-Authenticate: Negotiate`',
    is: 'log-in-in-front',
  },
];

/** The public records in which these words stand. */
export function recordsOf({ words }: Saying): readonly PublicRecord[] {
  return publicRecords.filter(({ answer: { headers, body } }) =>
    `${headers.join('\n')}\n${typeof body === 'string' ? body : JSON.stringify(body)}`.includes(words),
  );
}

/** What Jira says when it refuses somebody, and what it means. */
export function whatJiraSaysPage(): string {
  return [
    '# What Jira says, and what it means',
    '',
    '<!-- npm run docs writes this page from the findings and the public records. -->',
    '',
    'Each heading is what Jira, or something in front of it, says when it refuses somebody. To find out which it is at your Jira, and why: `npx jira-session-contracts doctor`',
    '([how](../how-to/my-jira.md)).',
    '',
    ...sayings.flatMap((saying) => {
      const { words, where, is, basis } = saying;
      const { cause, cure } = typeof is === 'string' ? findings[is] : is;
      const seen = recordsOf(saying).length;
      const known =
        seen > 0 ? `seen in ${seen} ${seen === 1 ? 'public record' : 'public records'}` : `${basis}`;
      return [
        `## ${words.includes('_') ? `\`${words}\`` : words}`,
        '',
        `Where: ${where} (${known}).`,
        '',
        `**${capitalized(cause)}.** ${asInstalled(cure)}`,
        '',
        ...(typeof is === 'string' ? [`In reports: [\`${is}\`](findings.md#${is}).`, ''] : []),
      ];
    }),
  ].join('\n');
}
