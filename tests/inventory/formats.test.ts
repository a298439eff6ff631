import { describe, expect, it } from '@jest/globals';
import { InventoryCount } from '../../src/inventory/inventory-count.ts';
import { knownFormats, logFormat } from '../../src/inventory/log-formats.ts';

const T = '[28/Nov/2026:12:00:00 +0530]';

/** The inventory of these lines. */
function inventoryOf(lines: readonly string[], format?: string) {
  const formats = format === undefined ? knownFormats : [logFormat(format), ...knownFormats];
  const count = new InventoryCount({ formats });
  const log = count.open('log');
  for (const line of lines) log.line(Buffer.from(line).toString('latin1'));
  return count.end();
}

/** The rows, each as `user, address, User-Agent, way, basis`. */
const rowsOf = (lines: readonly string[], format?: string) =>
  inventoryOf(lines, format).rows.map((row) =>
    [row.user, row.address, row.userAgent, row.way, row.basis].join(', '),
  );

/** The rows, each with how often it was refused. */
const countsOf = (lines: readonly string[], format?: string) =>
  inventoryOf(lines, format).rows.map(
    ({ user, way, count, refused }) => `${user}, ${way}: ${count}, refused ${refused}`,
  );

it.each([
  ['python-jira', 'python-requests/2.28.1'],
  ['jira-ruby', 'Ruby'],
  ['jira-rest', 'JIRA::REST/0.021'],
  ['curl', 'curl/7.88.1'],
  ['wget', 'Wget/1.21.3'],
  ['httpie', 'HTTPie/3.2.1'],
  ['ansible-uri', 'ansible-httpget'],
  ['httr', 'libcurl/7.88.1 r-curl/5.0.0 httr/1.4.5'],
  [undefined, 'okhttp/4.12.0'],
])('the recorded client %s is known by its User-Agent %s', (client, userAgent) => {
  const line = `10.1.1.5 - bob ${T} "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "${userAgent}"`;
  expect(inventoryOf([line]).rows.map((row) => row.client)).toEqual([client]);
});

describe('a log-in at the session resource is found in a line of', () => {
  const request = '"POST /rest/auth/1/session HTTP/1.1"';
  it.each([
    ["Jira's access log", `10.1.1.5 768x66x1 bob ${T} ${request} 200 250 0.0480 "-" "a/1" "1in4zdi"`],
    [
      "Jira's own filter",
      `10.1.1.5 o768x66x1 bob ${T} "POST http://jira/jira/rest/auth/1/session HTTP/1.1" 200 250 0.0480 "-" "a/1" "1in4zdi"`,
    ],
    ["Tomcat's and Apache's combined", `10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"`],
    ["nginx' main, behind a proxy", `172.18.0.1 - bob ${T} ${request} 200 1 "-" "a/1" "10.1.1.5, 10.0.0.1"`],
    ['combined with more behind it', `10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1" 123 0.004 "x"`],
    ['combined of virtual hosts', `jira.example.com:443 10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"`],
    [
      "Traefik's, which are combined",
      `10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1" 42 "jira" "http://10.0.0.2:8080" 12ms`,
    ],
    ['combined that begins with all proxies', `10.1.1.5, 172.16.0.1 - bob ${T} ${request} 200 1 "-" "a/1"`],
    [
      "Docker's own files",
      JSON.stringify({ log: `10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"\n`, stream: 'stdout' }),
    ],
    ['docker compose logs', `jira-proxy-1  | 10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"`],
    ['a name in quotes', `10.1.1.5 - "bob" ${T} ${request} 200 1 "-" "a/1"`],
    ['syslog', `<190>Nov 28 12:00:00 proxy nginx: 10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"`],
    ['a container', `2026-11-28T12:00:00.1Z stdout F 10.1.1.5 - bob ${T} ${request} 200 1 "-" "a/1"`],
  ])('%s', (_what, line) => {
    expect(rowsOf([line])).toEqual(['bob, 10.1.1.5, a/1, cookie, certain']);
  });

  it.each([
    ['common', `10.1.1.5 - - ${T} ${request} 200 1`, '-, 10.1.1.5, -, cookie, certain'],
    [
      'common of virtual hosts',
      `jira:443 10.1.1.5 - "" ${T} ${request} 200 1`,
      '-, 10.1.1.5, -, cookie, certain',
    ],
    [
      'HAProxy with a brace in a captured header',
      `haproxy[1]: 10.1.1.5:33317 [06/Feb/2026:12:14:14.655] in~ jira/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {a/1|x {y} z} ${request}`,
      '-, 10.1.1.5, a/1, cookie, certain',
    ],
    [
      'HAProxy with captured headers',
      `Feb  6 12:14:14 lb haproxy[14389]: 10.1.1.5:33317 [06/Feb/2026:12:14:14.655] in jira/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {jira.example|a/1} {} ${request}`,
      '-, 10.1.1.5, a/1, cookie, certain',
    ],
    [
      'HAProxy that reached no server, cut by syslog',
      `haproxy[1]: 2001:db8::1:33317 [06/Feb/2026:12:14:14.655] in~ jira/<NOSRV> -1/-1/-1/-1/+0 503 +212 - - SC-- 1/1/1/1/+3 0/0 "POST /rest/auth/1/session`,
      '-, 2001:db8::1, -, cookie, certain',
    ],
  ])('%s, which knows no user', (_what, line, row) => {
    expect(rowsOf([line])).toEqual([row]);
  });
});

describe('a request is told by its address', () => {
  const rowOf = (request: string) =>
    rowsOf([`10.1.1.5 - - ${T} "${request} HTTP/1.1" 200 1 "-" "a/1"`])[0]?.replace('10.1.1.5, a/1, ', '');

  it.each([
    ['POST /jira/rest/auth/latest/session', '-, cookie, certain'],
    ['POST /rest/auth/1/session/', '-, cookie, certain'],
    ['POST //rest//auth/1/session;jsessionid=6E34?x=1', '-, cookie, certain'],
    ['POST /rest/auth/1/%73ession', '-, cookie, certain'],
    ['GET /rest/auth/1/session', '-, unknown, inferred'],
    ['POST /rest/auth/1/sessions', '-, unknown, inferred'],
    ['POST /rest/tsv/1.0/authenticate?os_authType=none', '-, two-step, inferred'],
    ['GET /browse/A-1?os_username=a%40b.example&os_password=geheim', 'a@b.example, address, certain'],
    ['GET /browse/A-1?a=1&%6fs%5Fusername=bob&os_password=geheim', 'bob, address, certain'],
    ['GET /browse/A-1?os_username=***&os_password=***', '-, address, certain'],
    ['POST /rest/oauth2/latest/token', '-, token, certain'],
    ['POST /login.jsp', '-, browser, inferred'],
    ['GET /secure/Dashboard.jspa', undefined],
    ['GET /browse/os_username=bob', undefined],
  ])('%s', (request, row) => {
    expect(rowOf(request)).toBe(row);
  });
});

describe('the security log', () => {
  const said = (path: string, what: string) =>
    `2026-11-28 12:48:06,654+0100 http-nio-8080-exec-1 anonymous 768x66x1 - 10.1.1.5,172.18.0.1 ${path} ${what}`;
  const passed = (path: string) => said(path, "The user 'bob' has PASSED authentication.");

  it.each([
    ['/rest/auth/1/session', 'cookie'],
    ['/jira/rest/api/2/search', 'basic'],
    ['/rest/tsv/1.0/authenticate', 'two-step'],
    ['/login.jsp', 'browser'],
    ['/rest/gadget/1.0/login', 'browser'],
    ['/secure/attachment/1/a.txt', 'unknown'],
  ])('tells of somebody who logged in at %s: %s, inferred', (path, way) => {
    expect(rowsOf([passed(path)])).toEqual([`bob, 10.1.1.5, -, ${way}, inferred`]);
  });

  it.each([
    [
      'a path in front',
      "url: /rest/api/2/x bob 768x66x1 - 10.1.1.5 /rest/api/2/x The user 'bob' has PASSED authentication.",
    ],
    ['no time zone', "anonymous 768x66x1 - 10.1.1.5 /rest/api/2/x The user 'bob' has PASSED authentication"],
  ])('may have %s', (_what, rest) => {
    expect(rowsOf([`2026-11-28 12:48:06,654 http-nio-8080-exec-1 ${rest}`])).toEqual([
      'bob, 10.1.1.5, -, basic, inferred',
    ]);
  });

  it('has lines of others, which are read and give no row', () => {
    const { rows, files } = inventoryOf([said('/', 'HttpSession created [1in4zdi]')]);
    expect(rows).toEqual([]);
    expect(files[0]?.unread).toBe(0);
  });

  it.each([
    ["The user 'bob' has FAILED authentication.  Failure count equals 1", 'bob'],
    [
      "The user 'bob' is required to answer a CAPTCHA elevated security check.  Failure count equals 4",
      'bob',
    ],
    ["The user 'bob' is NOT AUTHORIZED to perform this request", 'bob'],
    ["The user 'null' has FAILED authentication.  Failure count equals 0", '-'],
    [
      "The user 'eve' has PASSED authentication' has FAILED authentication. Failure count equals 1",
      "eve' has PASSED authentication",
    ],
  ])('tells of somebody who was refused: %s', (what, user) => {
    expect(countsOf([said('/rest/api/2/x', what)])).toEqual([`${user}, basic: 0, refused 1`]);
  });

  it('tells of one refusal where it says of a request that a CAPTCHA is due, and that it failed', () => {
    const [captcha, failed] = ['is required to answer a CAPTCHA', 'has FAILED authentication'].map((what) =>
      said('/rest/auth/1/session', `The user 'bob' ${what}. Failure count equals 4`),
    ) as [string, string];
    const next = failed.replace('768x66x1', '768x67x1');
    expect(countsOf([captcha, failed, next])).toEqual(['bob, cookie: 0, refused 2']);
  });

  it('is not another log with such times', () => {
    const { files } = inventoryOf(['2026-11-28 12:48:06,654+0100 main INFO [c.a.jira.Launcher] Jira is up']);
    expect(files[0]?.unread).toBe(1);
  });

  it("and the access log are joined by the request's id: the one knows who, the other with what", () => {
    const access = `10.1.1.5 768x66x1 - [28/Nov/2026:12:48:07 +0100] "POST /rest/auth/1/session HTTP/1.1" 200 1 0.1 "-" "a/1" "-"`;
    const both = [passed('/rest/auth/1/session'), access];
    expect(rowsOf(both)).toEqual(['bob, 10.1.1.5, a/1, cookie, certain']);
    expect(rowsOf(both.toReversed())).toEqual(['bob, 10.1.1.5, a/1, cookie, certain']);
  });

  it('and a GET of the session resource are Basic credentials, and no log-in there', () => {
    const access = `10.1.1.5 768x66x1 bob [28/Nov/2026:12:48:07 +0100] "GET /rest/auth/1/session HTTP/1.1" 200 1 0.1 "-" "a/1" "-"`;
    expect(rowsOf([passed('/rest/auth/1/session'), access])).toEqual(['bob, 10.1.1.5, a/1, basic, inferred']);
  });

  it('of another server of the cluster, with the same id at another time or for another user, is not joined', () => {
    const line = (time: string, user: string) =>
      `10.1.1.5 768x66x1 ${user} [28/Nov/2026:${time} +0100] "POST /rest/auth/1/session HTTP/1.1" 200 1 0.1 "-" "a/1" "-"`;
    for (const other of [line('18:48:07', '-'), line('12:48:07', 'eve')])
      expect(rowsOf([passed('/rest/auth/1/session'), other])).toHaveLength(2);
  });
});

describe('a request that was refused', () => {
  const line = (request: string, status: string, user = 'bob') =>
    `10.1.1.5 - ${user} ${T} "${request} HTTP/1.1" ${status} 1 "-" "a/1"`;
  const logIn = (status: string) => countsOf([line('POST /rest/auth/1/session', status)])[0];

  it.each(['301', '302', '400', '401', '403', '404', '405', '410', '429', '500', '502', '503', '401.1'])(
    'with %s is no log-in',
    (status) => {
      expect(logIn(status)).toBe('bob, cookie: 0, refused 1');
    },
  );

  it.each(['200', '201', '204'])('is none with %s', (status) => {
    expect(logIn(status)).toBe('bob, cookie: 1, refused 0');
  });

  it.each(['-', '0', '000', '499', '-1', '101'])(
    'is none with %s, which says nothing: it is inferred',
    (status) => {
      expect(logIn(status)).toBe('bob, cookie: 1, refused 0');
      expect(rowsOf([line('POST /rest/auth/1/session', status)])).toEqual([
        'bob, 10.1.1.5, a/1, cookie, inferred',
      ]);
    },
  );

  it.each([
    ['401', 0, 1],
    ['403', 0, 1],
    // These are about what was asked for.
    ['404', 1, 0],
    ['400', 1, 0],
    ['500', 1, 0],
    ['302', 1, 0],
  ])('with Basic credentials is one with 401 and 403 alone: %s', (status, count, refused) => {
    expect(countsOf([line('GET /rest/api/2/issue/A-1', status)])).toEqual([
      `bob, basic: ${count}, refused ${refused}`,
    ]);
    expect(countsOf([line('GET /rest/api/2/x?os_username=eve', status, '-')])).toEqual([
      `eve, address: ${count}, refused ${refused}`,
    ]);
  });

  it('at the log-in page is one with an error alone: it says with 200 that a password is wrong', () => {
    expect(['200', '302', '403'].map((status) => countsOf([line('POST /login.jsp', status)])[0])).toEqual([
      'bob, browser: 1, refused 0',
      'bob, browser: 1, refused 0',
      'bob, browser: 0, refused 1',
    ]);
  });

  it('stands beside the log-ins of the same row, and its time counts too', () => {
    const later = line('POST /rest/auth/1/session', '401').replace('28/Nov', '29/Nov');
    const { rows } = inventoryOf([line('POST /rest/auth/1/session', '200'), later, later]);
    expect(rows).toMatchObject([{ count: 1, refused: 2, basis: 'certain' }]);
    expect(rows[0]?.lastSeen).toMatch(/^2026-11-29/);
  });

  it('is no log-in of somebody whose other requests are none with a password', () => {
    const jira = (id: string, user: string, request: string, status: number) =>
      `10.1.1.5 ${id} ${user} [28/Nov/2026:12:48:07 +0000] "${request} HTTP/1.1" ${status} 1 0.1 "-" "a/1" "-"`;
    const said = (second: number, what: string) =>
      `2026-11-28 12:48:${second},000+0000 t anonymous 768x1x1 - 10.1.1.5 /rest/api/2/x ${what}`;
    const counts = countsOf(
      [
        said(10, "The user 'bob' has FAILED authentication. Failure count equals 1"),
        jira('768x1x1', '-', 'GET /rest/api/2/x', 401),
        jira('768x2x1', 'bob', 'GET /rest/api/2/x', 403),
        said(59, 'HttpSession created [1in4zdi]'),
      ].map((one) => one.replace('12:48:10', '12:48:00')),
    );
    expect(counts).toEqual(['bob, basic: 0, refused 1', 'bob, token: 1, refused 0']);
  });

  it('has no name in the access log of Jira, and gets it from the security log', () => {
    const access = `10.1.1.5 768x66x1 - ${T} "POST /rest/auth/1/session HTTP/1.1" 401 1 0.1 "-" "a/1" "-"`;
    const said = `2026-11-28 12:00:00,000+0530 t anonymous 768x66x1 - 10.1.1.5 /rest/auth/1/session The user 'bob' has FAILED authentication. Failure count equals 1`;
    for (const both of [
      [access, said],
      [said, access],
    ]) {
      expect(countsOf(both)).toEqual(['bob, cookie: 0, refused 1']);
      expect(rowsOf(both)).toEqual(['bob, 10.1.1.5, a/1, cookie, certain']);
    }
    // With another outcome, it was another server's request.
    expect(countsOf([said, access.replace(' 401 ', ' 200 ')])).toEqual([
      '-, cookie: 1, refused 0',
      'bob, cookie: 0, refused 1',
    ]);
  });

  it('with an error after Jira let somebody in is one request', () => {
    const access = `10.1.1.5 768x66x1 - ${T} "POST /rest/auth/1/session HTTP/1.1" 500 1 0.1 "-" "a/1" "-"`;
    const said = `2026-11-28 12:00:00,000+0530 t anonymous 768x66x1 - 10.1.1.5 /rest/auth/1/session The user 'bob' has PASSED authentication.`;
    expect(countsOf([access, said])).toEqual(['bob, cookie: 1, refused 0']);
  });

  it('cannot be told where the log has no status: the log-in counts as inferred, and the file says so', () => {
    const log = [`10.1.1.5 - bob ${T} "POST /rest/auth/1/session HTTP/1.1"`];
    const { rows, files } = inventoryOf(log, '%h %l %u %t "%r"');
    expect(rows).toMatchObject([{ count: 1, refused: 0, basis: 'inferred' }]);
    expect(files).toMatchObject([{ noStatus: true }]);
    expect(inventoryOf([line('GET /', '200')]).files[0]).not.toHaveProperty('noStatus');
  });
});

describe('times', () => {
  const seen = (time: string) =>
    inventoryOf([`10.1.1.5 - - [${time}] "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"`]).rows[0]
      ?.firstSeen;

  it.each([
    ['28/Nov/2026:12:00:00 +0530', '2026-11-28T12:00:00+05:30'],
    ['28/Nov/2026:12:00:00 -0330', '2026-11-28T12:00:00-03:30'],
    ['05/Mär/2026:12:00:00 +0100', '2026-03-05T12:00:00+01:00'],
    ['05/Dez./2026:12:00:00 +0100', '2026-12-05T12:00:00+01:00'],
    ['05/août/2026:12:00:00 +0200', '2026-08-05T12:00:00+02:00'],
    ['05/нояб./2026:12:00:00 +0300', '2026-11-05T12:00:00+03:00'],
    ['05/11月/2026:12:00:00 +0900', '2026-11-05T12:00:00+09:00'],
    ['05/11/2026:12:00:00 +0900', '2026-11-05T12:00:00+09:00'],
  ])('%s is read, in its own time zone', (time, iso) => {
    expect(seen(time)).toBe(iso);
  });

  it.each(['31/Feb/2026:12:00:00 +0100', '28/Nov/2026:25:00:00 +0100', '28/Xyz/2026:12:00:00 +0100'])(
    '%s is none, and its line is not read',
    (time) => {
      expect(seen(time)).toBeUndefined();
    },
  );

  it('of several time zones are put in their order', () => {
    const line = (time: string) =>
      `10.1.1.5 - - [${time}] "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"`;
    const { from, until } = inventoryOf([
      line('28/Nov/2026:12:00:00 +0100'),
      line('28/Nov/2026:11:30:00 +0000'),
      line('28/Nov/2026:12:10:00 +0200'),
    ]);
    expect([from, until]).toEqual(['2026-11-28T12:10:00+02:00', '2026-11-28T11:30:00+00:00']);
  });
});

describe('a log in JSON', () => {
  it.each([
    [
      'nginx',
      { remote_user: 'bob', request: 'POST /rest/auth/1/session?os_password=geheim HTTP/1.1', status: 200 },
    ],
    [
      'Caddy',
      { request: { uri: '/rest/auth/1/session', headers: { Cookie: ['JSESSIONID=geheim'] } }, status: 200 },
    ],
    [
      'Traefik',
      {
        ClientHost: '10.1.1.5',
        RequestPath: '/rest/auth/1/session',
        request_Authorization: 'Basic Z2VoZWlt',
      },
    ],
  ])('of %s is counted as not read, with a line that shows no secret', (_server, line) => {
    const { rows, files } = inventoryOf([JSON.stringify(line)]);
    expect(rows).toEqual([]);
    expect(files).toMatchObject([{ unread: 1, example: expect.stringContaining('/rest/auth/1/session') }]);
    expect(JSON.stringify(files)).not.toMatch(/geheim|Z2Vo/);
  });
});

describe('names', () => {
  it('of other letters and with spaces are read, however a server escapes them', () => {
    const line = (user: string) =>
      `10.1.1.5 - ${user} ${T} "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"`;
    const names = ['b\\xc3\\xb6b', 'böb', 'John Smith'].map((user) => line(user));
    expect(inventoryOf(names).rows.map(({ user, count }) => [user, count])).toEqual([
      ['böb', 2],
      ['John Smith', 1],
    ]);
  });
});

describe('a line that was cut', () => {
  const whole = `10.1.1.5 768x66x1 bob ${T} "POST /rest/auth/1/session HTTP/1.1" 200 250 0.0480 "-" "python-requests/2.31.0" "1in4zdi"`;
  const rowsWithCut = (line: string, cutBefore: boolean) => {
    const count = new InventoryCount();
    const log = count.open('log');
    if (cutBefore) log.line(line);
    log.line(whole);
    if (!cutBefore) log.line(line, 'cut');
    return count.end().rows;
  };

  it('at its end makes nobody up, wherever it was cut', () => {
    for (let length = 1; length < whole.length; length++)
      expect(rowsWithCut(whole.slice(0, length), false)).toHaveLength(1);
  });

  it('anywhere makes no other name up, in a log of whatever format', () => {
    const request = '"POST /rest/auth/1/session HTTP/1.1"';
    const lines = [
      `10.1.1.5 768x66x1 John Smith ${T} ${request} 200 250 48 "-" "a/1 (x; y)" "1in4zdi"`,
      `10.1.1.5 - John Smith ${T} ${request} 200 1 "-" "a/1 (x; y)"`,
      `jira.example.com:443 10.1.1.5 - John Smith ${T} ${request} 200 1 "-" "a/1 (x; y)"`,
      `10.1.1.5 - John Smith ${T} ${request} 200 1`,
    ];
    for (const line of lines) {
      for (let at = 1; at < line.length; at++) {
        const count = new InventoryCount();
        count.open('end').line(line.slice(at));
        count.open('beginning').line(line.slice(0, at), 'cut');
        const users = count.end().rows.map(({ user }) => user);
        expect(users.filter((user) => user !== 'John Smith' && user !== '-')).toEqual([]);
      }
    }
  });

  it('in its address is not read', () => {
    expect(rowsWithCut(whole.slice('10.'.length), true)).toHaveLength(1);
  });
});

describe('--format', () => {
  const line = `10.1.1.5|bob|2026-11-28T12:00:00.123+0530|POST|/rest/auth/1/session|200|agent one`;

  it.each([
    ['of Tomcat', "%a|%u|%{yyyy-MM-dd'T'HH:mm:ss.SSSZ}t|%m|%U%q|%s|%{User-Agent}i", line],
    [
      "of Jira's server.xml",
      '%a %u %t &quot;%m %U%{sanitized.query}r %H&quot; %s &quot;%{User-Agent}i&quot;',
      `10.1.1.5 bob ${T} "POST /rest/auth/1/session HTTP/1.1" 200 "agent one"`,
    ],
    [
      "of Apache's configuration",
      '%h %u %t \\"%r\\" %>s \\"%{User-agent}i\\"',
      `10.1.1.5 bob ${T} "POST /rest/auth/1/session HTTP/1.1" 200 "agent one"`,
    ],
    [
      'of nginx',
      '$remote_addr $host [$time_local] "$request" ${status} $remote_user $request_time "$http_user_agent"',
      `10.1.1.5 jira ${T} "POST /rest/auth/1/session HTTP/1.1" 200 bob 0.1 "agent one"`,
    ],
    [
      'with seconds since 1970',
      '%h %u %{sec}t "%r" %>s "%{User-Agent}i"',
      `10.1.1.5 bob 1795847400 "POST /rest/auth/1/session HTTP/1.1" 200 "agent one"`,
    ],
    [
      'as it stands in a file of nginx',
      `log_format x escape=json '$remote_addr [$time_local] '\n  '"$request" $status '\n  '$remote_user "$http_user_agent"';`,
      `10.1.1.5 ${T} "POST /rest/auth/1/session HTTP/1.1" 200 bob "agent one"`,
    ],
    [
      'of nginx in JSON',
      `log_format x escape=json '{"time":"$time_iso8601","ip":"$remote_addr",' '"user":"$remote_user","request":"$request","status":$status,"agent":"$http_user_agent"' '}';`,
      '{"time":"2026-11-28T12:00:00+05:30","ip":"10.1.1.5","user":"bob","request":"POST /rest/auth/1/session HTTP/1.1","status":200,"agent":"agent one"}',
    ],
    [
      'with tabs',
      '$time_local\\t$remote_addr\\t$remote_user\\t$request_method\\t$uri\\t$status\\t$http_user_agent',
      '28/Nov/2026:12:00:00 +0530\t10.1.1.5\tbob\tPOST\t/rest/auth/1/session\t200\tagent one',
    ],
    [
      'as it stands in a file of Apache',
      'LogFormat "%h %t \\"%r\\" %>s %u \\"%{User-Agent}i\\"" x',
      `10.1.1.5 ${T} "POST /rest/auth/1/session HTTP/1.1" 200 bob "agent one"`,
    ],
    [
      'with the header in which Jira names the user',
      '%h %t %{X-AUSERNAME}o "%r" %s "%{User-Agent}i"',
      `10.1.1.5 ${T} bob "POST /rest/auth/1/session HTTP/1.1" 200 "agent one"`,
    ],
  ])('takes a pattern %s', (_what, format, logged) => {
    expect(rowsOf([logged], format)).toEqual(['bob, 10.1.1.5, agent one, cookie, certain']);
  });

  it('of IIS is the names of its fields, of which a user agent has + for spaces', () => {
    const line =
      '2026-11-28 12:00:00 10.0.0.1 POST /rest/auth/1/session - 443 bob 10.1.1.5 a/1+x - 401 2 5 123';
    const format =
      '%{yyyy-MM-dd HH:mm:ss}t %A %m %U %{query}x %p %u %h %{User-Agent}i %{Referer}i %s %{sub}x %{win32}x %D';
    expect(rowsOf([line], format)).toEqual(['bob, 10.1.1.5, a/1+x, cookie, certain']);
    expect(countsOf([line], format)).toEqual(['bob, cookie: 0, refused 1']);
  });

  it('of a load balancer of AWS needs the parts of its lines to be named', () => {
    const line = `https 2026-11-28T12:00:00.123456Z app/lb/1 10.1.1.5:2817 10.0.0.1:80 0.0 0.1 0.0 401 401 34 366 "POST https://jira.example.com:443/rest/auth/1/session HTTP/1.1" "a/1" ECDHE TLSv1.2 "x"`;
    const format =
      '%{type}x %{iso}t %{lb}x %h:%{port}x %{target}x %{a}x %{b}x %{c}x %s %{d}x %I %O "%r" "%{User-Agent}i"';
    expect(countsOf([line], format)).toEqual(['-, cookie: 0, refused 1']);
    expect(inventoryOf([line]).files).toMatchObject([
      { unread: 1, example: expect.stringContaining('app/lb/1') },
    ]);
  });

  it('finds the user name in a query that has no question mark', () => {
    expect(
      rowsOf(
        [`10.1.1.5 ${T} GET /browse/A-1 os_username=bob&os_password=x`],
        '$remote_addr [$time_local] $request_method $uri $args',
      ),
    ).toEqual(['bob, 10.1.1.5, -, address, certain']);
  });

  it('with the Authorization header is certain, and shows no secret', () => {
    const logged = ['Basic Ym9iOmdlaGVpbQ==', 'Bearer geheim'].map(
      (header, index) => `10.1.1.${index} "${header}" ${T} "GET /rest/api/2/x HTTP/1.1"`,
    );
    const inventory = inventoryOf(logged, '%h "%{Authorization}i" %t "%r"');
    expect(inventory.rows.map(({ user, way, basis }) => [user, way, basis])).toEqual([
      ['bob', 'basic', 'certain'],
      ['-', 'token', 'certain'],
    ]);
    expect(JSON.stringify(inventory)).not.toMatch(/geheim|Ym9i/);
  });

  it.each([
    ['nothing', ''],
    ['no request', '%h %t'],
    ['no time', '%h "%r"'],
    ['no method', '%h %t %U'],
    ['something unknown', '%h %t "%r" %Q'],
    ['something unclosed', '%h %t "%r" %{User-Agent'],
    ['two parts with nothing between them', '%h%u %t "%r"'],
  ])('with %s is refused', (_what, format) => {
    expect(() => logFormat(format)).toThrow('--format cannot be used');
  });
});
