import { fc } from '../support/properties.ts';

/** What a header's value may hold on the wire. */
const headerValue = fc
  .string({
    unit: fc.constantFrom(...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)), ' '),
  })
  .map((value) => value.trim());

/** A header that Jira, a client or something between them gives a meaning to, with any value. */
const header = (names: readonly string[]) => fc.tuple(fc.constantFrom(...names), headerValue);

const cookie = fc.tuple(fc.constantFrom('JSESSIONID', 'atlassian.xsrf.token', 'a'), headerValue);
const setCookie = cookie.map(([name, value]) => ['Set-Cookie', `${name}=${value}`] as [string, string]);

/** JSON that is near to what is due, and JSON that is not. */
const nearJson = fc.oneof(
  fc.record(
    {
      session: fc.oneof(fc.jsonValue(), fc.record({ name: fc.jsonValue(), value: fc.jsonValue() })),
      name: fc.oneof(fc.string(), fc.jsonValue()),
      self: fc.oneof(fc.webUrl(), fc.jsonValue()),
      message: fc.oneof(fc.constant('Basic Authentication has been disabled'), fc.jsonValue()),
      errorMessages: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);

const body = fc.oneof(
  nearJson.map((value) => Buffer.from(JSON.stringify(value))),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(0)),
);

/** An answer as HTTP allows it. */
export const answer = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 204, 302, 401, 403, 404, 410, 429, 503),
    fc.integer({ min: 200, max: 999 }),
  ),
  headers: fc.array(
    fc.oneof(
      setCookie,
      header([
        'Content-Type',
        'Content-Encoding',
        'Location',
        'Retry-After',
        'WWW-Authenticate',
        'X-Authentication-Denied-Reason',
        'X-Other',
      ]),
      fc.constantFrom<[string, string]>(
        ['Content-Type', 'application/json'],
        ['Content-Encoding', 'gzip'],
        ['X-Authentication-Denied-Reason', 'CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp'],
      ),
    ),
    { maxLength: 6 },
  ),
  body,
});

/** Bytes that need not be HTTP at all. */
export const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((raw) => Buffer.from(raw)),
  fc
    .tuple(
      fc.constantFrom(
        'HTTP/1.1 200 OK\r\n',
        'HTTP/1.1 ',
        'HTTP/2 200\r\n',
        'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n',
      ),
      fc.string(),
    )
    .map(([start, rest]) => Buffer.from(start + rest)),
);

/** A request to the resource, as HTTP allows it. */
export const request = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const, 'DELETE' as const),
  query: fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((query) => `?${query}`),
  ),
  headers: fc.array(
    fc.oneof(
      header(['Accept', 'Authorization', 'Content-Type', 'Cookie', 'X-Atlassian-Token']),
      cookie.map(([name, value]) => ['Cookie', `${name}=${value}`] as [string, string]),
      fc.constantFrom<[string, string]>(
        ['Content-Type', 'application/json'],
        ['Content-Type', 'application/json;charset=UTF-8'],
      ),
      fc
        .tuple(fc.constantFrom('alice', 'carol', '', 'ü'), fc.string())
        .map(
          ([user, password]) =>
            ['Authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`] as [
              string,
              string,
            ],
        ),
    ),
    { maxLength: 4 },
  ),
  body: fc.oneof(
    body,
    fc
      .record(
        { username: fc.oneof(fc.constantFrom('alice', 'carol'), fc.jsonValue()), password: fc.jsonValue() },
        { requiredKeys: [] },
      )
      .map((credentials) => Buffer.from(JSON.stringify(credentials))),
  ),
});
