import { commandLine } from './tool.ts';

/**
 * Everything that this program can find out about a Jira, or about the way to it: one closed list.
 *
 * `broken`: the contract is broken there. `unknown`: the result is unknown. `not-here`: this cannot be verified with
 * these settings or on this Jira, but the contract may still hold. `warning`: the contract holds, but something needs attention.
 */
export type Meaning = 'broken' | 'unknown' | 'not-here' | 'warning';

/** What a finding means, and how it is told. */
export interface FindingText {
  readonly means: Meaning;
  /** What happened, in words that can stand behind a request: `GET /auth/1/session: no server is listening there`. */
  readonly cause: string;
  /** What to do about it. */
  readonly cure: string;
  /** Whether the Jira is down, as far as one can see from here. */
  readonly isDown?: true;
  /** False where the cure says all: the doctor would only send the same credentials once more, or finds nothing out. */
  readonly doctorHelps?: false;
  /** Whether it follows from another finding of the same run, and says nothing of its own. */
  readonly isConsequence?: true;
}

type Words = Pick<FindingText, 'cause' | 'cure'>;

const kinds = {
  /** The Jira is down, as far as one can see from here. */
  down: { means: 'unknown', isDown: true },
  /** It could not be found out, and the doctor may. */
  unknown: { means: 'unknown' },
  /** It could not be found out, and the cure says all. */
  cured: { means: 'unknown', doctorHelps: false },
  'not-here': { means: 'not-here' },
  broken: { means: 'broken' },
  warning: { means: 'warning' },
} as const satisfies Record<string, Omit<FindingText, keyof Words>>;

function allOf<Code extends string>(
  kind: keyof typeof kinds,
  texts: Readonly<Record<Code, Words & Partial<FindingText>>>,
) {
  const all = Object.entries<Words>(texts).map(([code, text]) => [code, { ...kinds[kind], ...text }]);
  return Object.fromEntries(all) as Readonly<Record<Code, FindingText>>;
}

/** Tells where to try a move, to whoever is told to move. */
const MOVE =
  'Move to personal access tokens or OAuth 2.0 (on Jira 11 a service account: --client jira-service-account-client).';

/** Where a Cloud token with scopes works. */
export const SET_GATEWAY =
  'set the base URL to https://api.atlassian.com/ex/jira/CLOUD_ID/rest. The page /_edge/tenant_info of your site shows the cloud ID (documented).';

const RAISE_LIMITS =
  'Raise the limits of this machine: ulimit -n is for open files (EMFILE), ulimit -u for processes (EAGAIN). Or free some memory (ENOMEM) or disk space (ENOSPC).';

/** The words of all that can be found. */
export const findingTexts = {
  ...allOf('down', {
    'connection-refused': {
      cause: 'no server is listening there',
      cure: 'Check that Jira is running, and that the port of the base URL is right.',
    },
    'name-not-found': {
      cause: 'the host name was not found (DNS)',
      cure: 'Check the host name in the base URL. In a company network, also check the VPN and HTTPS_PROXY.',
    },
    unreachable: {
      cause: 'the host cannot be reached over the network',
      cure: 'Check the network, the VPN or HTTPS_PROXY.',
    },
    'connection-reset': {
      cause: 'the connection was cut',
      cure: 'Try again. If it happens again, check the load balancer or firewall in front of Jira.',
    },
    'connect-timeout': {
      cause: 'no connection was made in time',
      cure: 'Check whether a firewall blocks the connection. To wait longer, use --timeout MS.',
    },
    'answer-timeout': {
      cause: 'the answer took too long',
      cure: 'Check whether Jira is overloaded. To wait longer, use --timeout MS.',
    },
    unavailable: {
      cause: 'Jira is not available now',
      cure: 'Jira may be starting or in maintenance: /status of the site tells its state (documented). Try again later.',
    },
  }),
  ...allOf('unknown', {
    'unknown-ca': {
      cause:
        'the certificate of the server was signed by a certificate authority (CA) that this machine does not trust',
      cure: "If it is your company's CA, give its certificate with --ca FILE or NODE_EXTRA_CA_CERTS.",
    },
    'certificate-expired': {
      cause: 'the certificate of the server is expired, or not valid yet',
      cure: 'Check the clock of this machine. If the clock is right, have the certificate renewed.',
    },
    'wrong-name': {
      cause: 'the certificate of the server is for another host name',
      cure: 'In the base URL, use a host name that is in the certificate.',
    },
    'client-certificate-refused': {
      cause: 'the server asks for a client certificate, or does not accept the one that was sent',
      cure: 'Give a client certificate that the server accepts, with --cert FILE and --key FILE.',
    },
    'no-tls': {
      cause: 'the server does not use TLS (https) on that port',
      cure: 'Check whether the base URL needs http:// instead of https://, or another port.',
    },
    'no-http': {
      cause: 'the answer is not HTTP',
      cure: 'Check the port of the base URL, and whether it needs http or https.',
    },
    'bad-http': {
      cause: 'the answer breaks a rule of HTTP, such as a header that is not allowed',
      cure: 'Look up the error code in the brackets, and look at the proxy or load balancer in front of Jira.',
    },
    'proxy-down': {
      cause: 'the proxy does not answer',
      cure: 'Check HTTPS_PROXY and HTTP_PROXY. To go without the proxy, add the host to NO_PROXY.',
    },
    'proxy-password': {
      cause: 'the proxy asks for a password',
      cure: 'Put the user name and the password into the address of the proxy: HTTPS_PROXY=http://user:password@proxy:3128. If the proxy accepts only NTLM or Kerberos, add the host to NO_PROXY, or use a local proxy that logs in to it.',
    },
    'proxy-refused': {
      cause: 'the proxy refuses to connect',
      cure: 'Ask the people who run the proxy to allow the host, or add the host to NO_PROXY.',
    },
    'too-large': {
      cause: 'the answer is too large to come from Jira',
      cure: 'Check that the base URL is the address of a Jira.',
    },
    undecodable: {
      cause: 'the answer is compressed and cannot be unpacked',
      cure: 'Look at the proxy or load balancer in front of Jira.',
    },
    'rate-limited': {
      cause: 'too many requests: the server limits how many it accepts',
      cure: 'Run this at a quieter time, or ask an administrator to remove the limit for this account.',
    },
    'request-failed': {
      cause: 'the request failed',
      cure: 'Look up the error code in the brackets, and try again.',
    },
    interrupted: {
      cause: 'the run was interrupted',
      cure: 'Start the run again.',
    },
    'wrong-base-url': {
      cause:
        'no Jira answers at this base URL: serverInfo does not report a Jira, and neither does the session resource',
      cure: 'Check the base URL. It must have the context path, if your Jira has one, and then /rest: such as https://jira.example.com/jira/rest.',
    },
    'log-in-in-front': {
      cause:
        'something in front of Jira, such as a single sign-on, asks for a log-in of its own, so no credentials are sent any more',
      cure: 'Use an address of Jira without this log-in, or have an exception made there for the REST API.',
    },
    'refused-in-front': {
      cause:
        'something in front of Jira, such as a firewall, does not let the request through, so no credentials are sent any more',
      cure: 'Ask the people who run the proxy or firewall in front of Jira to let the REST API through.',
    },
    'perhaps-refused-by-jira-11': {
      cause:
        'Jira refused the credentials, but they may be right: Jira 11 is expected to refuse everybody at this resource (inferred)',
      cure: `Try the password once in a browser, and a token with the doctor. If they work there: ${MOVE}`,
    },
    'attempts-used-up': {
      cause: 'these credentials were already sent as often as the plan of this run allows',
      cure: `Please report it, with the plan that ${commandLine('verify', '--plan')} shows.`,
    },
    'pact-lost': {
      cause: "Pact's process stopped during this interaction",
      cure: 'Run this again with --verbose to see what Pact printed. Check whether the answer of this Jira is very large.',
    },
    'internal-error': {
      cause: 'a bug in this program',
      cure: 'Please report it.',
    },
    'no-request': {
      cause: 'Pact sent no request for this interaction',
      cure: 'Run this again with --verbose to see what Pact printed. The interaction in the pact may be broken.',
    },
  }),
  ...allOf('cured', {
    'base-url-redirected': {
      cause: 'the server redirects the base URL to another one',
      cure: 'Set the base URL to the one to which it redirects.',
    },
    'credentials-refused': {
      cause: 'Jira refused the credentials',
      cure: 'Check the user name and the password before you try again. Jira counts each wrong password, and may lock the account. If they are right: Jira also refuses and counts them while its user directory (LDAP) fails, or if the account may not use Jira.',
    },
    'token-refused': {
      cause: 'Jira refused the token',
      cure: 'It may have expired, or been revoked. Create a new one in your profile.',
    },
    'api-token-refused': {
      cause: 'Jira refused the API token',
      cure: `It may have expired, been revoked, or lack a scope. A token with scopes, such as that of a service account, is refused at the site (documented): ${SET_GATEWAY}`,
    },
    'client-refused': {
      cause: 'Jira did not accept the client id and the client secret of the service account',
      cure: 'Check JIRA_CLIENT_ID and JIRA_CLIENT_SECRET, and that this Jira has the service account. An administrator can make a new secret.',
    },
    'scope-refused': {
      cause: 'Jira gave no access token with the scope READ for this service account',
      cure: 'Give the service account the scope READ or WRITE.',
    },
    'session-cookie-refused': {
      cause: 'Jira refused the session of JIRA_SESSION_COOKIE',
      cure: 'It may have ended. Log in with a browser, and paste the cookie again.',
    },
    'captcha-pending': {
      cause: 'Jira asks for a CAPTCHA for this account, even if the password is right',
      cure: 'Log in with this account once in a browser, then try again.',
    },
    'log-in-denied': {
      cause: 'Jira does not let this account log in',
      cure: 'Log in with a browser to see why, and ask an administrator.',
    },
    'account-refused-before': {
      isConsequence: true,
      cause:
        'earlier in this run, it was not certain that Jira accepted this account, so the account was not tried again',
      cure: 'Fix the cause of the first failure, then run this again.',
    },
    'refused-in-earlier-run': {
      cause: 'Jira refused this password in an earlier run, so it was not sent again',
      cure: 'Set the new password. If this one is right, log in once with a browser, then delete the file of --state.',
    },
    'pact-not-started': {
      cause: "Pact's process could not be started",
      cure: RAISE_LIMITS,
    },
    'machine-short': {
      cause: 'this machine is short of open files, memory, processes or disk space',
      cure: `${RAISE_LIMITS} Of many Jiras, verify fewer at the same time, with --concurrency.`,
    },
    'unusable-settings': {
      cause: 'this Jira could not be asked with these settings',
      cure: 'Correct what the brackets say, then run this again.',
    },
    'unreadable-pact': {
      cause: 'the pact cannot be read',
      cure: 'Correct the pact, or have it written again.',
    },
    'unknown-value': {
      cause: 'the provider state has no value of that name',
      cure: 'Correct the name in the pact: docs/reference/provider-states.md has the values of each state.',
    },
    'byte-order-mark': {
      cause:
        'a byte order mark stands before the JSON: some clients read that (fetch, jq), and others do not',
      cure: 'JSON must not have it on its way (RFC 8259). Look for what adds it: a proxy in front of Jira, or an add-on.',
    },
    'pact-cannot-compare': {
      cause:
        'a known fault of Pact: it compares each part of this header alone, but the header as a whole is what the pact asks for',
      cure: 'Write this rule of the pact in another way: docs/reference/pact-conventions.md says how.',
    },
    'literal-password': {
      cause: 'the request has fixed credentials, so it was not sent',
      cure: 'In the pact, take the user name and the password, the token or the session from the provider state: fixed ones may be wrong, and Jira counts each wrong password.',
    },
    'ambiguous-body': {
      cause: 'the body of the request is not just one JSON object in UTF-8, so it was not sent',
      cure: 'Correct the body in the pact: no byte order mark, nothing behind the object, no key twice, and in the headers no compression and no character set such as UTF-16. Jira may read credentials in it that nobody else sees.',
    },
    'not-published': {
      cause: 'the result was not published',
      cure: 'Fix the cause, and run this again.',
    },
  }),
  ...allOf('not-here', {
    'setting-missing': {
      doctorHelps: false,
      cause: 'a setting is missing',
      cure: 'If you want this verified, set what it needs in .env (for a targets file: in the fields of that Jira).',
    },
    'not-on-this-jira': {
      cause: 'this Jira does not have it',
      cure: 'There is nothing to do.',
    },
    'captcha-off': {
      cause:
        'Jira did not ask for a CAPTCHA after wrong passwords: the CAPTCHA is switched off, or comes later than usual',
      cure: 'There is nothing to do, unless you want a CAPTCHA to protect your users.',
    },
    'unknown-state': {
      cause: 'the provider state is not one of this contract',
      cure: 'Use one of the states in docs/reference/provider-states.md.',
    },
    'foreign-request': {
      cause: 'this request is not part of the contract, so it was not sent',
      cure: 'Remove it from the pact: only requests of the contract are sent to a Jira.',
    },
    'session-not-ours': {
      cause: 'this request would end the session of JIRA_SESSION_COOKIE, which a person uses',
      cure: 'If this Jira accepts a password, set JIRA_USERNAME and JIRA_PASSWORD instead.',
    },
  }),
  ...allOf('broken', {
    differs: {
      cause: 'the answer is not what the contract asks for',
      cure: 'Compare the expected and the actual values in the report.',
    },
    'session-resource-gone': {
      cause: 'the session resource is no longer there',
      cure: MOVE,
    },
    'myself-not-there': {
      cause: 'the resource myself, which names the user of a token, is not there',
      cure: 'Check that the pact is for this kind of Jira. Data Center has /rest/api/2/myself. Cloud also has /rest/api/3/myself.',
    },
    'token-endpoint-not-there': {
      cause: 'this Jira has no endpoint that gives access tokens to service accounts',
      cure: 'Use a personal access token. Service accounts are documented for Jira 11.',
    },
    'token-refused-elsewhere': {
      cause: 'Jira gave or accepted this token earlier in this run, but refuses it for this request',
      cure: 'Ask an administrator what the token may be used for. The access tokens of service accounts open only /rest/api/2 at first (documented).',
    },
    'session-resource-refused': {
      cause: 'Jira refuses requests to the session resource',
      cure: MOVE,
    },
    'basic-off': {
      cause: 'Basic authentication is switched off on this Jira',
      cure: 'Use a personal access token, or ask an administrator to allow it: for all, or for some users and paths (the allow-list of Basic authentication, rest/basicauth/1.0/config; documented).',
    },
    'no-password-on-cloud': {
      cause: 'Jira Cloud does not accept a log-in with a password',
      cure: `Send your e-mail address and an API token as Basic credentials. With the token of a service account (documented), ${SET_GATEWAY}`,
    },
    'refused-after-log-in': {
      cause: 'Jira accepted this password earlier in this run, but refuses it for this request',
      cure: 'Check whether Basic authentication is limited for this account or path, and whether the user directory (LDAP) of Jira fails at times.',
    },
    'basic-beyond-ascii': {
      doctorHelps: false,
      cause:
        'Jira accepted this user name and password at the log-in, but refuses them as Basic credentials: they have letters beyond ASCII, which some Jiras read as ISO-8859-1',
      cure: 'Use an account whose user name and password have only ASCII letters, digits and signs, or a personal access token.',
    },
    redirected: {
      cause: 'something in front of Jira redirects the request, perhaps to a sign-on page',
      cure: 'Make an exception for the REST API, so that its requests are not redirected.',
    },
    'page-instead-of-json': {
      cause:
        'the answer is an HTML page and not JSON: a maintenance page, or a sign-on page in front of Jira',
      cure: 'Make an exception for the REST API, so that its requests do not get this page.',
    },
    'xsrf-refused': {
      cause:
        'Jira refuses the request, because it looks like one from a browser on another site (XSRF check failed)',
      cure: 'Send the header X-Atlassian-Token: no-check, and no Origin or User-Agent of a browser. Check whether a proxy adds one.',
    },
    'broken-json': {
      cause: 'the answer is not JSON, or its JSON is incomplete or broken',
      cure: 'Look at the proxy or load balancer in front of Jira.',
    },
    'server-error': {
      cause: 'the server reports an error',
      cure: 'Look at the log of the server, have the error fixed, and try again.',
    },
    'state-not-made': {
      cause: 'the provider state could not be set up',
      cure: 'Look at what Jira answered during the set-up.',
    },
    'body-not-as-described': {
      cause: 'a JSON body does not fit its schema',
      cure: 'Compare it with the answers in docs/reference/contract.md.',
    },
    'session-is-no-cookie': {
      cause: 'the body names a session, but no cookie that a client keeps has the same name and value',
      cure: 'Check whether something in front of Jira changes the cookies.',
    },
    'another-user': {
      cause: 'the answer names another user than the one who logged in',
      cure: 'Check whether something in front of Jira, such as a cache, gives the answer of one user to another user.',
    },
    'self-of-another-user': {
      cause: 'the fields self and name are of different users',
      cure: 'Check what is in front of Jira, such as a proxy or a cache.',
    },
    'session-not-known': {
      cause: 'Jira refused a session that it opened in this run, and that had not ended',
      cure: 'If Jira runs on several nodes, check that the load balancer sends all requests of a session to the same node (sticky sessions). An administrator can end the sessions of a user, too (DELETE /rest/api/2/user/session/NAME; documented).',
    },
    'session-known-there-alone': {
      cause: 'Jira accepts the session at the session resource, but refuses it here',
      cure: 'Check the rules in front of Jira for its other resources. If Jira runs on several nodes, check that the load balancer keeps a session at its node (sticky sessions).',
    },
    'cookies-not-sent-back': {
      cause: 'Jira refused the session because the client did not send back every cookie that it needs',
      cure: 'Make the client keep every cookie of the log-in, in a cookie jar, and not only the session: a load balancer or a single sign-on may need the others.',
    },
    'no-session-cookie': {
      cause: 'the log-in set no session cookie',
      cure: 'Check whether something in front of Jira removes cookies.',
    },
    'cookie-not-kept': {
      cause: 'the log-in set a session cookie that clients do not send back',
      cure: 'Have this attribute of the cookie corrected in Jira, or in the proxy in front of it.',
    },
    'session-outlives-log-out': {
      cause: 'Jira still accepted the session after its log-out',
      cure: 'Check the session handling of Jira, or of what is in front of it.',
    },
  }),
  ...allOf('warning', {
    'token-ends-soon': {
      cause: 'a personal access token of this user ends soon',
      cure: 'If it is the one that is used here, make a new one in your profile in time, and set it.',
    },
    'certificate-ends-soon': {
      cause: 'the TLS certificate of the server ends soon',
      cure: 'Have it renewed.',
    },
    'session-cookie-renamed': {
      cause: 'the session cookie has another name than usual',
      cure: 'A client that looks for JSESSIONID does not find it. Have such clients use the name in session.name.',
    },
    'cookie-not-http-only': {
      cause: 'the session cookie is not HttpOnly',
      cure: 'Scripts on a page of Jira can read the cookie. Ask an administrator to set HttpOnly.',
    },
    'wrong-but-unread': {
      cause: 'a part of the answer is wrong, but this client does not look at it',
      cure: 'Another client may look at it: verify with the contract of jira-session-client too.',
    },
    'cookie-not-secure': {
      cause: 'the session cookie is not Secure',
      cure: 'A browser would send the cookie over plain http too. Ask an administrator to set Secure.',
    },
  }),
};

/** The stable name of a finding; the reference has the list. */
export type FindingCode = keyof typeof findingTexts;
