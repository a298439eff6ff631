import { describe, expect, it } from '@jest/globals';
import { readMismatches } from '../../src/pact/mismatches.ts';
import { OWN_RULES, ownMismatches } from '../../src/pact/own-rules.ts';
import type { PactInteraction } from '../../src/pact/pact-file.ts';

/** An interaction whose answer has these rules. */
function withRules(matchingRules: Readonly<Record<string, unknown>>): PactInteraction {
  const request = { method: 'GET', path: '/auth/1/session' };
  return { description: 'x', request, response: { status: 200, matchingRules } };
}
const rule = (...matchers: object[]) => ({ combine: 'AND', matchers });
const cookieRule = {
  match: 'arrayContains',
  variants: [
    {
      index: 0,
      rules: { $: rule({ match: 'regex', regex: '^(JSESSIONID|cloud\\.session\\.token)=[^;\\s]+' }) },
    },
  ],
};
const logIn = withRules({
  header: { 'Set-Cookie': rule(cookieRule) },
  body: {
    '$.session.name': rule({ match: 'regex', regex: '^\\S(.*\\S)?$' }),
    '$.errorMessages': rule({ match: 'type', min: 1 }),
    '$.errorMessages[*]': rule({ match: 'regex', regex: '.+' }),
  },
});
const logOut = withRules({ status: { $: rule({ match: 'statusCode', status: [200, 204] }) } });

describe('a mismatch says what was asked for', () => {
  it('of a cookie, in words, and not as the example that stands in the pact', () => {
    const raw = {
      type: 'HeaderMismatch',
      key: 'Set-Cookie',
      expected: '["JSESSIONID=6E34; Path=/"]',
      actual: '',
      mismatch: 'x',
    };
    expect(readMismatches([raw], logIn)).toEqual([
      {
        kind: 'header',
        where: 'Set-Cookie',
        expected: 'a cookie named JSESSIONID or cloud.session.token, with a value',
        actual: 'nothing',
        text: 'header Set-Cookie: expected a cookie named JSESSIONID or cloud.session.token, with a value, actual nothing',
      },
    ]);
  });

  it('of a text, as the rule that it has to fit', () => {
    const raw = {
      type: 'BodyMismatch',
      path: '$.session.name',
      expected: 'JSESSIONID',
      actual: ' ',
      mismatch: 'x',
    };
    expect(readMismatches([raw], logIn)[0]).toMatchObject({
      kind: 'body',
      where: '$.session.name',
      expected: 'a text that matches ^\\S(.*\\S)?$',
    });
  });

  it('of a list, as the rule for each of its texts', () => {
    const raw = { type: 'BodyMismatch', path: '$.errorMessages[0]', expected: 'Login failed', actual: '' };
    const [found] = readMismatches([raw], logIn);
    expect(found?.expected).toMatch(/^a text that matches/);
  });

  it('of a status, as every status that does as well', () => {
    const raw = { type: 'StatusMismatch', expected: 204, actual: 500, mismatch: 'expected 204 but was 500' };
    expect(readMismatches([raw], logOut)[0]).toMatchObject({
      expected: '200 or 204',
      actual: '500',
      text: 'status: expected 200 or 204, actual 500',
    });
    expect(readMismatches([raw], logIn)[0]?.expected).toBe('204');
  });

  it("of what has no rule, as it stands in the pact, with Pact's own words", () => {
    const raw = {
      type: 'BodyTypeMismatch',
      expected: 'application/json',
      actual: 'text/html',
      mismatch: 'Expected JSON',
    };
    expect(readMismatches([raw], logIn)[0]).toMatchObject({
      kind: 'body-type',
      text: 'body-type: expected application/json, actual text/html (Expected JSON)',
    });
  });

  it('the status first, whatever came first', () => {
    const raw = [
      { type: 'BodyMismatch', path: '$.a' },
      { type: 'HeaderMismatch', key: 'A' },
      { type: 'StatusMismatch', expected: 200, actual: 500 },
    ];
    expect(readMismatches(raw, logIn).map(({ kind }) => kind)).toEqual(['status', 'header', 'body']);
  });
});

describe('every matcher has its words', () => {
  it.each<[object, string, string]>([
    [{ match: 'equality' }, '"foo"', 'exactly "foo"'],
    [{ match: 'regex', regex: 'a+' }, '"a"', 'a text that matches a+'],
    [{ match: 'type' }, '"foo"', 'a text'],
    [{ match: 'type' }, '1.5', 'a number'],
    [{ match: 'type' }, 'true', 'true or false'],
    [{ match: 'type' }, '{"a":1}', 'an object'],
    [{ match: 'type' }, '[1]', 'a list'],
    [{ match: 'type' }, 'null', 'null'],
    [{ match: 'type', min: 2 }, '[1]', 'a list of 2 or more'],
    [{ match: 'type', max: 2 }, '[1]', 'a list of 2 or fewer'],
    [{ match: 'type', min: 1, max: 2 }, '[1]', 'a list of 1 to 2'],
    [{ match: 'min', min: 2 }, '[1]', 'a list of 2 or more'],
    [{ match: 'max-type', max: 2 }, '[1]', 'a list of 2 or fewer'],
    [{ match: 'include', value: 'foo' }, '"foo"', 'a text that contains foo'],
    [{ match: 'integer' }, '1', 'a whole number'],
    [{ match: 'decimal' }, '1', 'a decimal number'],
    [{ match: 'real' }, '1', 'a decimal number'],
    [{ match: 'number' }, '1', 'a number'],
    [{ match: 'boolean' }, 'true', 'true or false'],
    [{ match: 'null' }, 'null', 'null'],
    [{ match: 'date', format: 'yyyy-MM-dd' }, '"x"', 'a date in the form yyyy-MM-dd'],
    [{ match: 'time', format: 'HH:mm' }, '"x"', 'a time in the form HH:mm'],
    [{ match: 'datetime', format: 'yyyy' }, '"x"', 'a date with a time in the form yyyy'],
    [{ match: 'timestamp' }, '"x"', 'a date with a time'],
    [{ match: 'contentType', value: 'image/png' }, '"x"', 'content of the type image/png'],
    [{ match: 'notEmpty' }, '"x"', 'a value that is not empty'],
    [{ match: 'semver' }, '"1.0.0"', 'a semantic version, such as 1.2.3'],
    [{ match: 'values' }, '{"a":1}', '{"a":1}'],
    [{ match: 'eachKey', rules: [{ match: 'regex', regex: 'a' }] }, '{}', 'each key: a text that matches a'],
    [{ match: 'eachValue', rules: [{ match: 'integer' }] }, '{}', 'each value: a whole number'],
    [
      { match: 'arrayContains', variants: [{ index: 0, rules: { $: rule({ match: 'integer' }) } }] },
      '[1]',
      'a whole number',
    ],
  ])('%j', (matcher, expected, words) => {
    const raw = { type: 'BodyMismatch', path: '$.a', expected, actual: 'x', mismatch: 'x' };
    const [found] = readMismatches([raw], withRules({ body: { '$.a': rule(matcher) } }));
    expect(found?.text).toBe(`body $.a: expected ${words}, actual x`);
  });

  it.each([
    ['success', '200 to 299'],
    ['serverError', '500 to 599'],
    ['nonError', '100 to 399'],
  ])('a class of statuses: %s', (status, range) => {
    const raw = { type: 'StatusMismatch', expected: 200, actual: 302 };
    const held = withRules({ status: { $: rule({ match: 'statusCode', status }) } });
    expect(readMismatches([raw], held)[0]?.expected).toBe(`a status of the class ${status} (${range})`);
  });
});

it('classes of statuses of which one is enough are told once', () => {
  const raw = { type: 'StatusMismatch', expected: 200, actual: 403 };
  const matchers = ['success', [302]].map((status) => ({ match: 'statusCode', status }));
  const found = readMismatches([raw, raw], withRules({ status: { $: { combine: 'OR', matchers } } }));
  expect(found.map(({ expected }) => expected)).toEqual([
    'a status of the class success (200 to 299), or 302',
  ]);
});

describe('the rule is found that Pact held the place to', () => {
  const integer = rule({ match: 'integer' });
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['in a list', { '$.a[*].b': integer }, '$.a[3].b'],
    ['under any name', { '$.a.*': integer }, '$.a.b'],
    ['in brackets', { "$['a b']": integer }, "$['a b']"],
    ['written in another way', { "$['a']['b']": integer }, '$.a.b'],
    ['of what is above', { $: integer }, '$.a.b'],
    ['of the values above', { '$.a': rule({ match: 'eachValue', rules: [{ match: 'integer' }] }) }, '$.a.b'],
    ['for all of the body', { matchers: [{ match: 'integer' }] }, '$.a'],
    ['the nearest', { '$.*': rule({ match: 'type' }), '$.a': integer }, '$.a'],
  ])('%s', (_where, body, path) => {
    const raw = { type: 'BodyMismatch', path, expected: '1', actual: '"x"', mismatch: 'x' };
    expect(readMismatches([raw], withRules({ body }))[0]?.expected).toBe('a whole number');
  });

  it('one of several that will do', () => {
    const either = { combine: 'OR', matchers: [{ match: 'integer' }, { match: 'null' }] };
    const raw = { type: 'BodyMismatch', path: '$.a', expected: '1', actual: '"x"', mismatch: 'x' };
    expect(readMismatches([raw], withRules({ body: { '$.a': either } }))[0]?.expected).toBe(
      'a whole number, or null',
    );
  });

  it('and a field that is not there is told by its name', () => {
    const mismatch = 'Actual map is missing the following keys: a';
    const raw = { type: 'BodyMismatch', path: '$', expected: '["a"]', actual: '[]', mismatch };
    expect(readMismatches([raw], withRules({ body: { $: rule({ match: 'type' }) } }))[0]?.text).toContain(
      mismatch,
    );
  });

  it('and what fits in part is told why that is not enough', () => {
    const raw = { type: 'BodyMismatch', path: '$.a', expected: '"1"', actual: '"JSESSIONID"', mismatch: 'x' };
    const part = withRules({ body: { '$.a': rule({ match: 'regex', regex: 'SESSION' }) } });
    expect(readMismatches([raw], part)[0]?.text).toContain('(Pact asks that the whole text matches)');
  });
});

describe('what Pact cannot compare', () => {
  const text = '{"a":"x"}';
  const isWrongIn = (status: number, inPact: number, text: string) => {
    const interaction = {
      ...withRules({}),
      response: { status: inPact },
      comments: { [OWN_RULES]: [{ field: ['a'], text: '^\\d+$' }] },
    };
    const got = { status, headers: {}, setCookies: [], text, body: Buffer.from(text) };
    return ownMismatches(interaction, got, 'https://jira.example.com/rest')?.map(({ where }) => where);
  };

  it.each([
    [200, 201],
    [204, 200],
    [401, 403],
  ])('is asked of a response of %i, and so of one of %i', (inPact, status) => {
    expect(isWrongIn(status, inPact, text)).toEqual(['$.a']);
    expect(isWrongIn(status, inPact, '{"a":7}')).toEqual([]);
    expect(isWrongIn(status, inPact, '{}')).toEqual([]);
  });

  it('is asked of no answer of another class, which a client may take too', () => {
    expect([isWrongIn(307, 204, text), isWrongIn(401, 200, text)]).toEqual([[], []]);
  });
});
