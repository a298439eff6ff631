import type { InventoryRow, LogInWay } from '../../schemas/inventory.ts';
import { percentDecoded } from '../text.ts';

export interface RequestWay {
  readonly way: LogInWay;
  /** Whether the request itself shows the way. */
  readonly isCertain: boolean;
  /** Whether the request is a log-in by its method and path. */
  readonly isLogIn?: true;
  readonly user?: string;
}

const SESSION = /\/rest\/auth\/[^/]+\/session\/?$/;
const TWO_STEP = /\/rest\/tsv\//;
const TOKEN_ENDPOINT = /\/rest\/oauth2\/[^/]+\/token\/?$/;
const LOGIN_PAGE = /\/(?:login\.jsp|rest\/gadget\/[^/]+\/login|servicedesk\/customer\/user\/login)\/?$/;
const REST_PATH = /\/(?:rest|rpc)\//;

/** The path of an address, without what else may be in it: host, query, `;jsessionid=`, doubled slashes. */
export function pathOf(target: string): string {
  const [before = ''] = target.split(/[?#]/, 1);
  const path = before
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replaceAll(/;[^/]*/g, '')
    .replaceAll(/\/{2,}/g, '/');
  return path.includes('%') ? percentDecoded(path) : path;
}

export function wayOfRequest(method: string, target: string): RequestWay | undefined {
  const user = userInQuery(target);
  if (user !== undefined) return { way: 'address', isCertain: true, user };
  if (method !== 'POST') return undefined;
  const path = pathOf(target);
  const way = wayOfLogInPath(path);
  return way && { way, isCertain: true, isLogIn: true };
}

function userInQuery(target: string): string | undefined {
  const query = target.indexOf('?');
  if (query < 0 || !/os_username|%/i.test(target)) return undefined;
  for (const parameter of target.slice(query + 1).split(/[&;#]/)) {
    const [name = '', ...values] = parameter.split('=');
    if (percentDecoded(name).toLowerCase() === 'os_username')
      // Jira masks some of what it logs.
      return percentDecoded(values.join('=').replaceAll('+', ' ')).replace(/^\*+$/, '') || '-';
  }
  return undefined;
}

function wayOfLogInPath(path: string): LogInWay | undefined {
  if (SESSION.test(path)) return 'cookie';
  if (TWO_STEP.test(path)) return 'two-step';
  if (LOGIN_PAGE.test(path)) return 'browser';
  return TOKEN_ENDPOINT.test(path) ? 'token' : undefined;
}

/** `passed` if Jira says so; `not-refused` may be nothing more than that; `failed` for whatever reason; `unknown` if nothing is said. */
export type Outcome = 'passed' | 'not-refused' | 'refused' | 'failed' | 'unknown';

/** What the status of a response says of a log-in; the status is NaN where the log has none. */
export function outcomeOfStatus(way: LogInWay, isLogIn: boolean, status: number): Outcome {
  if (!isLogIn) return way !== 'browser' && isRefusedStatus(status) ? 'refused' : 'not-refused';
  // A proxy writes 000, 499 and the like when it got no response.
  if (!(status >= 200 && status < 600) || status === 499) return 'unknown';
  // The log-in page says with 200 that a password is wrong; what that of Jira 10 and 11 answers then, nobody has recorded.
  if ((way === 'browser' || way === 'two-step') && status < 400) return 'unknown';
  if (status < 300) return 'not-refused';
  return isRefusedStatus(status) ? 'refused' : 'failed';
}

/** Other statuses are about the resource, and not about who asks for it. */
export function isRefusedStatus(status: number): boolean {
  return status === 401 || status === 403;
}

/** What the security log means by its path alone: it names no method. */
export function wayOfSaid(path: string): LogInWay {
  const plain = pathOf(path);
  return wayOfLogInPath(plain) ?? (isRest(plain) ? 'basic' : 'unknown');
}

export function isRest(target: string): boolean {
  return REST_PATH.test(target);
}

/** Whether a person's browser sends it, and not a program that merely calls itself one. */
export function isBrowser(userAgent: string): boolean {
  return (
    /^(?:Mozilla|Opera)\//.test(userAgent) &&
    !/PowerShell|Headless|\bbot\b|compatible; (?!MSIE)/i.test(userAgent)
  );
}

export const PASSWORD_WAYS: ReadonlySet<LogInWay> = new Set(['cookie', 'basic', 'address', 'two-step']);

/** The User-Agents of recorded clients; other programs with the same library send them too. */
const clients: readonly (readonly [userAgent: RegExp, client: string])[] = [
  [/^python-requests\//, 'python-jira'],
  [/^Ruby$/, 'jira-ruby'],
  [/^JIRA::REST\b/, 'jira-rest'],
  [/^curl\//, 'curl'],
  [/^Wget\//, 'wget'],
  [/^HTTPie\//, 'httpie'],
  [/^ansible-httpget/, 'ansible-uri'],
  [/\bhttr\//, 'httr'],
];

export function clientOf(userAgent: string): string | undefined {
  return clients.find(([sent]) => sent.test(userAgent))?.[1];
}

type Outlook = Pick<InventoryRow, 'replacement' | 'breaks'>;

const TOKEN =
  'Data Center: a personal access token as Bearer, without a cookie (documented, since 8.14). Cloud: e-mail address and API token as Basic (documented)';

export const outlooks: Readonly<Record<LogInWay, Outlook>> = {
  cookie: {
    replacement: TOKEN,
    breaks: { '10': 'no (documented)', '11': 'yes (inferred)', cloud: 'yes (inferred)' },
  },
  basic: {
    replacement: TOKEN,
    breaks: {
      '10': 'no, unless an administrator switched Basic off (documented)',
      '11': 'yes, unless an administrator allows Basic again (recorded on 11.3.5; documented)',
      cloud: 'yes with a password (documented)',
    },
  },
  address: {
    replacement: `${TOKEN}. Change the password: it is in addresses, and so in logs`,
    breaks: { '10': 'not known', '11': 'not known', cloud: 'yes with a password (documented)' },
  },
  'two-step': {
    replacement: TOKEN,
    breaks: {
      '10': 'no (recorded), but it is documented only for another product of Atlassian',
      '11': 'no (recorded), but it is documented only for another product of Atlassian; a second factor stops a script',
      cloud: 'yes (inferred)',
    },
  },
  unknown: {
    replacement: `If it sends a password: ${TOKEN}`,
    breaks: { '10': 'not known', '11': 'not known', cloud: 'not known' },
  },
  token: {
    replacement: 'Data Center: nothing. Cloud: e-mail address and API token as Basic (documented)',
    breaks: { '10': 'no (documented)', '11': 'no (recorded on 11.3.5)', cloud: 'yes (documented)' },
  },
  browser: {
    replacement: 'nothing: a person logs in',
    breaks: { '10': 'no (inferred)', '11': 'no (inferred)', cloud: 'no (inferred)' },
  },
};

/** That the given logs have no log-in proves nothing. */
const ifToken: Outlook = {
  replacement: `If it is a token: ${outlooks.token.replacement}`,
  breaks: {
    '10': 'no, if it is a token (documented)',
    '11': 'no, if it is a token (recorded on 11.3.5)',
    cloud: outlooks.token.breaks.cloud,
  },
};

export function outlookOf(way: LogInWay, userAgent: string, isCertain: boolean): Outlook {
  if (way === 'token' && !isCertain) return ifToken;
  const isPerson = isBrowser(userAgent) || userAgent === '-';
  if (way === 'two-step' && isBrowser(userAgent)) return outlooks.browser;
  if (way === 'browser' && !isPerson)
    return { ...outlooks.unknown, replacement: `A program that fills in the log-in page. ${TOKEN}` };
  return outlooks[way];
}
