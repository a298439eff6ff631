/**
 * Everything that this program can find out about a Jira, or about the way to it: one closed list.
 *
 * `broken`: the contract is broken there. `unknown`: it could not be found out. `not-here`: it cannot be verified with
 * these settings or on this Jira, which says nothing against the contract. `warning`: careless, and no breach.
 */
export type Meaning = 'broken' | 'unknown' | 'not-here' | 'warning';

interface FindingText {
  readonly means: Meaning;
  /** What happened, in words that can stand behind a request: `GET /auth/1/session: nothing listens there`. */
  readonly cause: string;
  /** What to do about it. */
  readonly cure: string;
  /** Whether the Jira is down, as far as one can see from here. */
  readonly isDown?: true;
  /** Codes of Node and OpenSSL that mean it. */
  readonly systemCodes?: readonly string[];
}

const MOVE = 'Move to personal access tokens or OAuth 2.0.';

export const findings = {
  // On the way to a Jira: none of these says anything about the contract.
  'connection-refused': {
    means: 'unknown',
    isDown: true,
    systemCodes: ['ECONNREFUSED'],
    cause: 'nothing listens there',
    cure: 'Is Jira up, and is the port of the base URL right?',
  },
  'name-not-found': {
    means: 'unknown',
    isDown: true,
    systemCodes: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'],
    cause: 'the host name is not known',
    cure: 'Check the host of the base URL; inside a company, check the VPN or HTTPS_PROXY.',
  },
  unreachable: {
    means: 'unknown',
    isDown: true,
    systemCodes: ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
    cause: 'there is no way to the host',
    cure: 'Check the network, the VPN or HTTPS_PROXY.',
  },
  'connection-reset': {
    means: 'unknown',
    isDown: true,
    systemCodes: ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'],
    cause: 'the connection was cut',
    cure: 'Try again. If it stays, look at the load balancer or firewall in front of Jira.',
  },
  'connect-timeout': {
    means: 'unknown',
    isDown: true,
    systemCodes: ['ETIMEDOUT'],
    cause: 'no connection was made in time',
    cure: 'Is a firewall in between? --timeout MS waits longer.',
  },
  'answer-timeout': {
    means: 'unknown',
    isDown: true,
    cause: 'the answer took too long',
    cure: 'Is Jira overloaded? --timeout MS waits longer.',
  },
  'unknown-ca': {
    means: 'unknown',
    systemCodes: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    cause: 'its certificate was signed by nobody that is trusted here',
    cure: "Give the company's CA with --ca FILE or NODE_EXTRA_CA_CERTS.",
  },
  'certificate-expired': {
    means: 'unknown',
    systemCodes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    cause: 'its certificate is not valid now',
    cure: 'Have the certificate renewed, and check the clock of this machine.',
  },
  'wrong-name': {
    means: 'unknown',
    systemCodes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    cause: 'its certificate is for another host',
    cure: 'Use the host name that the certificate names.',
  },
  'client-certificate-refused': {
    means: 'unknown',
    systemCodes: [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ],
    cause: 'it asks for a client certificate, or does not take the one it got',
    cure: 'Give a client certificate that it takes with --cert FILE and --key FILE.',
  },
  'no-tls': {
    means: 'unknown',
    systemCodes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'],
    cause: 'it does not speak TLS on that port',
    cure: 'Is it http:// instead of https://, or another port?',
  },
  'no-http': {
    means: 'unknown',
    cause: 'what came is not HTTP',
    cure: 'Is the port right, and is it http or https?',
  },
  'proxy-down': {
    means: 'unknown',
    cause: 'the proxy does not answer',
    cure: 'Check HTTPS_PROXY and HTTP_PROXY, or leave the host out with NO_PROXY.',
  },
  'proxy-password': {
    means: 'unknown',
    cause: 'the proxy asks for a password',
    cure: 'Put it into the address: HTTPS_PROXY=http://user:password@proxy:3128.',
  },
  'proxy-refused': {
    means: 'unknown',
    cause: 'the proxy refuses to connect',
    cure: 'Ask the people who run it to let the host through, or leave it out with NO_PROXY.',
  },
  'too-large': {
    means: 'unknown',
    systemCodes: ['ERR_BUFFER_TOO_LARGE'],
    cause: 'the answer is too large to come from Jira',
    cure: 'What stands at the base URL?',
  },
  undecodable: {
    means: 'unknown',
    systemCodes: ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_1'],
    cause: 'the answer is compressed and cannot be unpacked',
    cure: 'Look at the proxy or load balancer in front of Jira.',
  },
  'rate-limited': {
    means: 'unknown',
    cause: 'it limits the rate of requests',
    cure: 'Run this at a quieter time, or have the account exempted from the limit.',
  },
  unavailable: {
    means: 'unknown',
    isDown: true,
    cause: 'it is not in service',
    cure: 'Is it in maintenance, or starting? Try again when it is back.',
  },
  'request-failed': {
    means: 'unknown',
    cause: 'the request failed',
    cure: 'Look up the code, and try again.',
  },

  // Why something could not be found out.
  interrupted: {
    means: 'unknown',
    cause: 'the run was interrupted',
    cure: 'Start it again. The sessions that it opened were closed.',
  },
  'wrong-base-url': {
    means: 'unknown',
    cause:
      'no Jira answers at this base URL: serverInfo does not say that there is one, and the session resource is not there',
    cure: 'Check the base URL. It needs the context path, if Jira has one, and /rest: such as https://jira.example.com/jira/rest.',
  },
  'credentials-refused': {
    means: 'unknown',
    cause: 'Jira refused the credentials',
    cure: 'Check the user name and the password before you try again: each wrong password counts, and the account may be locked.',
  },
  'captcha-pending': {
    means: 'unknown',
    cause: 'Jira wants a CAPTCHA answered for this account, whatever the password',
    cure: 'Log in once with a browser, then try again.',
  },
  'log-in-denied': {
    means: 'unknown',
    cause: 'Jira does not let this account log in',
    cure: 'Log in with a browser to see why, and ask an administrator.',
  },
  'account-refused-before': {
    means: 'unknown',
    cause: 'Jira refused this account before in this run, and it is not tried again',
    cure: 'Mend the cause of the first refusal, then run this again.',
  },
  'attempts-used-up': {
    means: 'unknown',
    cause: 'these credentials were sent as often in this run as its plan allows, and are not sent again',
    cure: 'See the plan with npm run verify -- --plan; is it a mistake of this program?',
  },
  'pact-lost': {
    means: 'unknown',
    cause: "Pact's process was lost over this interaction",
    cure: 'Run it again with --verbose to see what it printed. Is the answer of this Jira unusually large?',
  },
  mistake: {
    means: 'unknown',
    cause: 'a mistake of this program',
    cure: 'Please report it.',
  },
  'no-request': {
    means: 'unknown',
    cause: 'Pact sent no request for this interaction',
    cure: 'Run it again with --verbose to see what Pact printed; the interaction may be damaged.',
  },
  'unreadable-pact': {
    means: 'unknown',
    cause: 'the pact cannot be read',
    cure: 'Publish it again.',
  },
  'not-published': {
    means: 'unknown',
    cause: 'the result was not published',
    cure: 'Mend the cause, and run this again.',
  },

  // Why something cannot be verified with these settings, or on this Jira.
  'setting-missing': {
    means: 'not-here',
    cause: 'a setting is missing',
    cure: 'Set it, if you want this verified.',
  },
  'not-on-this-jira': {
    means: 'not-here',
    cause: 'this Jira does not have it',
    cure: 'There is nothing to do.',
  },
  'captcha-off': {
    means: 'not-here',
    cause: 'wrong passwords bring no CAPTCHA here: it is switched off, or comes later than usual',
    cure: 'There is nothing to do, unless your users should be protected by it.',
  },
  'unknown-state': {
    means: 'not-here',
    cause: 'the provider state is not one of this contract',
    cure: 'Use a state of contracts/session/states.ts.',
  },
  'foreign-request': {
    means: 'not-here',
    cause: 'it is no request of this contract, and was not sent',
    cure: 'Leave it out of this pact: nothing else of a Jira is asked here.',
  },
  'session-not-ours': {
    means: 'not-here',
    cause: 'it would end the session of JIRA_SESSION_COOKIE, which a person uses',
    cure: 'Set JIRA_USERNAME and JIRA_PASSWORD instead, if this Jira takes a password.',
  },
  'literal-password': {
    means: 'not-here',
    cause: 'it has a fixed password for an account of the settings, and was not sent',
    cure: 'Take the user name and the password from a provider state.',
  },

  // What breaks the contract.
  differs: {
    means: 'broken',
    cause: 'the answer is not what the contract asks for',
    cure: 'Compare expected and actual below.',
  },
  'session-resource-gone': {
    means: 'broken',
    cause: 'the session resource is gone here',
    cure: MOVE,
  },
  'myself-not-there': {
    means: 'broken',
    cause: 'myself, which tells whose a token is, is not there',
    cure: 'Is it the right pact for this Jira? A Data Center has /rest/api/2/myself, Cloud /rest/api/3/myself too.',
  },
  'session-resource-refused': {
    means: 'broken',
    cause: 'this Jira refuses the session resource altogether',
    cure: MOVE,
  },
  'basic-off': {
    means: 'broken',
    cause: 'Basic authentication is switched off on this Jira',
    cure: 'Use a personal access token, or ask an administrator to allow it.',
  },
  'no-password-on-cloud': {
    means: 'broken',
    cause: 'Jira Cloud takes no log-in with a password',
    cure: 'Send e-mail and API token as Basic credentials, or use OAuth 2.0.',
  },
  'refused-after-log-in': {
    means: 'broken',
    cause: 'Jira took this password before in this run, and refuses it here',
    cure: 'Is Basic authentication limited for this account, or on this path?',
  },
  redirected: {
    means: 'broken',
    cause: 'something in front of Jira redirects, perhaps to a sign-on page',
    cure: 'Exempt the REST API from it.',
  },
  'page-instead-of-json': {
    means: 'broken',
    cause: 'a page of HTML came where JSON is due: a maintenance page, or a sign-on in front of Jira',
    cure: 'Exempt the REST API from it.',
  },
  'broken-json': {
    means: 'broken',
    cause: 'JSON came that is cut short or broken',
    cure: 'Look at the proxy or load balancer in front of Jira.',
  },
  'server-error': {
    means: 'broken',
    cause: 'the server is in trouble',
    cure: 'Look at its log, and try again when it is mended.',
  },
  'state-not-made': {
    means: 'broken',
    cause: 'the provider state could not be made',
    cure: 'See what Jira answered to the set-up.',
  },

  // What the checks on the answers find.
  'body-not-as-described': {
    means: 'broken',
    cause: 'a JSON body does not fit its schema',
    cure: 'Compare it with contracts/session/openapi.yaml.',
  },
  'session-is-no-cookie': {
    means: 'broken',
    cause: 'no cookie that a client keeps has the name and the value of the session in the body',
    cure: 'Does something in front of Jira change its cookies?',
  },
  'another-user': {
    means: 'broken',
    cause: 'the answer names another user than the one who logged in',
    cure: 'Does something in front of Jira share answers between users?',
  },
  'self-of-another-user': {
    means: 'broken',
    cause: 'self and name are of different users',
    cure: 'Look at what stands in front of Jira.',
  },
  'session-outlives-log-out': {
    means: 'broken',
    cause: 'the session was still taken after its log-out',
    cure: 'Look at the session handling of Jira, or of what stands in front of it.',
  },
  'cookie-not-http-only': {
    means: 'warning',
    cause: 'the session cookie is not HttpOnly',
    cure: 'Scripts on a page of Jira can read it.',
  },
  'cookie-not-secure': {
    means: 'warning',
    cause: 'the session cookie is not Secure',
    cure: 'A browser would send it over plain http too.',
  },
} as const satisfies Record<string, FindingText>;

/** The stable name of a finding. */
export type FindingCode = keyof typeof findings;

/** One thing that was found: its name, and what it is and what to do in words. */
export interface Finding {
  readonly code: FindingCode;
  readonly cause: string;
  readonly cure: string;
}

/**
 * A finding with what is known of this one.
 *
 * @param detail stands in brackets behind the cause
 * @param at the request that it concerns, such as `GET /auth/1/session`
 */
export function finding(code: FindingCode, detail = '', at = ''): Finding {
  const { cause, cure } = findings[code];
  return { code, cause: `${at && `${at}: `}${cause}${detail && ` (${detail})`}`, cure };
}

/** What a finding comes to. */
export function meaningOf({ code }: Pick<Finding, 'code'>): Meaning {
  return findings[code].means;
}

/** Whether a finding says that a Jira is down. */
export function saysDown({ code }: Pick<Finding, 'code'>): boolean {
  const { isDown }: FindingText = findings[code];
  return isDown === true;
}

/** The finding that a code of Node or OpenSSL stands for. */
export function findingOfSystemCode(systemCode: string): FindingCode | undefined {
  const entries = Object.entries(findings) as [FindingCode, FindingText][];
  return entries.find(([, { systemCodes }]) => systemCodes?.includes(systemCode))?.[0];
}
