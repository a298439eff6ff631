import { InputError } from '../errors.ts';
import { literal } from '../text.ts';

type Field = (typeof parts)[keyof typeof parts][0] | 'time' | 'captured';

/** The fields of one line, as they stand there; a character is a byte. */
export type Line = Partial<Record<Field, string>>;

export interface LogFormat {
  readonly name: string;
  /** Whether it is Jira's own, which names the user of each request however he logged in. */
  readonly isOfJira: boolean;
  readonly expression: RegExp;
  readonly groups: readonly Field[];
}

/** An IP address or a host name, but not the rest of an address that a rotation cut. */
const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}|[\dA-Fa-f]*:[\dA-Fa-f:.]{1,45}(?:%\w{1,20})?|(?!\d+x\d+x\d)[\d.-]{0,63}[A-Za-z_][\w.-]{0,253}|unix:|-`;
const QUOTED = String.raw`[^"\\]*(?:\\.[^"\\]*)*`;
/** A name may have spaces. */
const USER = '.{1,255}?';
const REQUEST_ID = String.raw`[^\s\d]?\d+x\d+x\d+|-`;

/** What a directive stands for: a field, the expression of its value, and that of its value in quotes. */
const parts = {
  a: ['address', ADDRESS, ADDRESS],
  h: ['address', ADDRESS, ADDRESS],
  u: ['user', USER, QUOTED],
  '{jira.request.username}r': ['user', USER, QUOTED],
  '{x-ausername}o': ['user', USER, QUOTED],
  '{jira.request.id}r': ['requestId', REQUEST_ID, REQUEST_ID],
  r: ['request', '[^ ]+(?: [^ ]+(?: HTTP/[\\d.]+)?)?', QUOTED],
  m: ['method', '[^ "]+', '[^ "]+'],
  U: ['path', '[^ ?"]*', '[^ ?"]*'],
  q: ['query', '(?:\\?[^ "]*)?', '(?:\\?[^ "]*)?'],
  '{query}': ['query', '[^ "]*', '[^ "]*'],
  s: ['status', '-?\\d{1,3}(?:\\.\\d{1,3})?|-', QUOTED],
  '{user-agent}i': ['userAgent', '.{0,2000}?', QUOTED],
  '{authorization}i': ['authorization', '-|(?:[^ ]+ )?[^ ]*', QUOTED],
  '{x-forwarded-for}i': ['forwarded', '[^ ]*(?:, [^ ]*)*', '[-\\dA-Fa-f.:, ]*|unknown'],
} as const;

/** Directives that log what they name: a header, an attribute, a cookie. */
const NAMING = /[iorcsenCxpP]/;

/** Jira's own attribute, and the header of its responses that has the same. */
const NAMED_BY_JIRA = /%\{(?:jira\.request\.username\}r|x-ausername\}o)/i;

/** The known patterns, in the notation of Tomcat and Apache, the most telling first. */
const patterns = {
  jira: '%a %{jira.request.id}r %{jira.request.username}r %t "%r" %s %b %D "%{sanitized.referer}r" "%{User-Agent}i" "%{jira.request.assession.id}r"',
  main: '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i"',
  combined: '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-Agent}i"',
  vhost_combined: '%v %h %l %u %t "%r" %s %O "%{Referer}i" "%{User-Agent}i"',
  common: '%h %l %u %t "%r" %s %b',
  vhost_common: '%v %h %l %u %t "%r" %s %b',
};

const haproxy: LogFormat = {
  name: 'haproxy',
  isOfJira: false,
  // Before the address, syslog writes up to eight words.
  expression:
    /^(?:[^ ]* ){0,8}?([0-9A-Fa-f.:]{2,45}):\d+ \[(\d\d\/[A-Za-z]{3}\/\d{4}:[\d:.]{8,15})\] \S+ \S+ [-+\d/]+ (-?\d+) \+?\d+ \S+ \S+ \S{4} [-+\d/]+ [-+\d/]+ ((?:\{[^"]*\} )?)"([^"]*)"?/,
  groups: ['address', 'time', 'status', 'captured', 'request'],
};

export const knownFormats: readonly LogFormat[] = [
  ...Object.entries(patterns).map(([name, pattern]) => compiled(name, pattern)),
  haproxy,
];

export function logFormat(pattern: string): LogFormat {
  const known = knownFormats.find(({ name }) => name === pattern.trim());
  if (known) return known;
  // As written in Jira's server.xml, and in the configurations of Apache and nginx.
  const plain = pattern
    .replaceAll(/&quot;|\\"/g, '"')
    .replaceAll('\\t', '\t')
    .replace(/^\s*LogFormat\s+"(.*)"\s+\w+\s*$/i, '$1')
    .replace(/^\s*log_format\s+\w+(?:\s+escape=\w+)?\s+'(.*)'\s*;?\s*$/s, (_, parts) =>
      parts.replaceAll(/'\s*'/g, ''),
    )
    .trim();
  return compiled(
    '--format',
    plain.replaceAll(
      /\$(?:(\w+)|\{(\w+)\})/g,
      (_, name: string, inBraces: string) => ofNginx[name ?? inBraces] ?? '%{nginx}x',
    ),
  );
}

const ofNginx: Readonly<Record<string, string>> = {
  remote_addr: '%h',
  remote_user: '%u',
  time_local: '%t',
  time_iso8601: '%{iso}t',
  msec: '%{msec}t',
  request: '%r',
  request_method: '%m',
  request_uri: '%U%q',
  uri: '%U',
  args: '%{query}x',
  query_string: '%{query}x',
  status: '%s',
  http_user_agent: '%{User-Agent}i',
  http_authorization: '%{Authorization}i',
  http_x_forwarded_for: '%{X-Forwarded-For}i',
  proxy_add_x_forwarded_for: '%{X-Forwarded-For}i',
  upstream_http_x_ausername: '%{X-AUSERNAME}o',
  sent_http_x_ausername: '%{X-AUSERNAME}o',
};

function compiled(name: string, pattern: string): LogFormat {
  const groups: Field[] = [];
  let source = '';
  let before = '';
  // The request in its parts is the request.
  const rest = pattern.replace(/"%m %U(?:%q|%\{[\w.]*query\}r)? %H"/, '"%r"');
  const token = /%(?:[!\d,]*)[<>]?(?:\{([^}]*)\})?([A-Za-z%])|[^%]|%/gy;
  for (const { 0: text, 1: argument, 2: directive, index } of rest.matchAll(token)) {
    if (directive === '%') {
      source += '%';
    } else if (directive) {
      if (before.startsWith('%') && !before.endsWith('U'))
        throw badFormat(`${before}${text} has nothing between its two parts`);
      const next = rest.charAt(index + text.length);
      const piece = pieceFor(directive, argument, { isQuoted: before === '"', next, groups });
      if (piece === undefined) throw badFormat(`'${text}' is not known`);
      source += piece;
    } else if (text === '%') {
      throw badFormat("a '%' in it begins nothing that is known");
    } else {
      // No log has more of them, and to try more in each place would take long.
      source += text === ' ' ? ' {1,20}' : literal(text);
    }
    before = text;
  }
  const has = (...some: Field[]) => some.some((one) => groups.includes(one));
  if (!has('request', 'path')) throw badFormat('it has no request: %r, or %m and %U');
  if (has('path') && !has('request', 'method')) throw badFormat('it has %U but not the method: %m');
  if (!has('time')) throw badFormat('it has no time: %t');
  // Without its User-Agent, a line that was cut would look like a line of a shorter format.
  const tail = has('userAgent') ? '(?:[ "].*)?' : '(?: [^"]*)?';
  return {
    name,
    isOfJira: NAMED_BY_JIRA.test(pattern),
    expression: new RegExp(`^${source}${tail}$`),
    groups,
  };
}

interface Place {
  readonly isQuoted: boolean;
  readonly next: string;
  readonly groups: Field[];
}

function pieceFor(directive: string, argument: string | undefined, place: Place): string | undefined {
  const { isQuoted, next, groups } = place;
  const group = (field: Field, expression: string) => {
    groups.push(field);
    return `(${expression})`;
  };
  if (directive === 't') {
    return argument === undefined
      ? `\\[?${group('time', '\\d[^\\]" ]{16,30}(?: [-+]\\d{4})?')}\\]?`
      : group('time', `[^ "\\]]+(?: [^ "\\]]+){${argument.split(' ').length - 1}}`);
  }
  const isNamed = argument !== undefined && NAMING.test(directive);
  const name = isNamed ? `{${argument.toLowerCase()}}${directive}` : directive;
  const known = isNamed && /query}.$/.test(name) ? '{query}' : name;
  if (isPart(known)) {
    const [field, plain, quoted] = parts[known];
    // At the end of a line, it may have spaces.
    const value = field === 'userAgent' && next === '' ? '.*' : plain;
    // The proxies that it came through may follow.
    return group(field, isQuoted ? quoted : value) + (field === 'address' ? '(?:, ?[^ ",]+)*' : '');
  }
  if (directive === 'l' && !isQuoted)
    return '(?:-|(?!\\d+x\\d+x\\d|[\\d.]+\\.\\d)(?<!(?:^| )- )[\\w.@$\\\\-]+)';
  if (!isNamed && !'lAbBDfFHIkLOpPRSTvVX'.includes(directive)) return undefined;
  return isQuoted ? QUOTED : `[^ "${/^[^\w"% ]$/.test(next) ? `\\${next}` : ''}]*`;
}

function isPart(name: string): name is keyof typeof parts {
  return Object.hasOwn(parts, name);
}

function badFormat(why: string): InputError {
  return new InputError(
    `--format cannot be used, because ${why}. Give the pattern of your log as Tomcat or Apache writes it, such as '${patterns.combined}'.`,
  );
}

export function readLine({ expression, groups }: LogFormat, text: string): Line | undefined {
  const found = expression.exec(text);
  if (!found) return undefined;
  const line: Line = {};
  for (let index = 0; index < groups.length; index++) {
    const field = groups[index];
    if (field) line[field] = found[index + 1] ?? '';
  }
  return line;
}
