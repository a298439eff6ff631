import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { InputError } from '../../src/errors.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { verify } from '../../src/verification/verify.ts';
import { inVersion, pactFor, withSession } from '../support/pacts.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-bad-pacts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bodyRule = (matcher: unknown, path = '$.a') =>
  pactFor({ response: { matchingRules: { body: { [path]: { matchers: [matcher] } } } } });
const generator = (one: object, kind = 'header', place = 'Cookie') =>
  pactFor({ request: { headers: { Cookie: ['a=b'] }, generators: { [kind]: { [place]: one } } } });
const fromState = (expression: string) => ({ type: 'ProviderState', expression });
const post = (body: object, path: string) =>
  pactFor({
    interaction: { providerStates: [{ name: 'the user can log in' }] },
    request: { method: 'POST', body, generators: { body: { [path]: fromState('${password}') } } },
  });

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

const mistakes: readonly [string, unknown, string][] = [
  [
    'no response',
    { ...pactFor(), interactions: [{ ...pactFor().interactions[0], response: undefined }] },
    "'response'",
  ],
  ['no status', pactFor({ response: { status: undefined } }), "'status'"],
  ['a status of 0', pactFor({ response: { status: 0 } }), 'status must be >= 100'],
  ['a status of 99999', pactFor({ response: { status: 99_999 } }), 'status must be <= 599'],
  ['a status in quotes', pactFor({ response: { status: '401' } }), 'status must be integer'],
  ['no method', pactFor({ request: { method: undefined } }), "'method'"],
  ['a method that is two words', pactFor({ request: { method: 'GET /' } }), 'method must match'],
  ['a path that is a number', pactFor({ request: { path: 1 } }), 'path must be string'],
  ['a description that is empty', pactFor({ interaction: { description: '' } }), 'description'],
  ['an interaction that is a text', { ...pactFor(), interactions: ['x'] }, 'interactions/0 must be object'],
  [
    'no type in version 4',
    pactFor({ interaction: { type: undefined } }),
    'it has no type, and version 4 needs one',
  ],
  [
    'messages in version 4',
    pactFor({ interaction: { type: 'Asynchronous/Messages' } }),
    "the type is 'Asynchronous/Messages'",
  ],
  [
    'messages in version 3',
    { ...pactFor(), interactions: undefined, messages: [{}] },
    'it is a pact of messages',
  ],
  ['version 5', pactFor({ metadata: inVersion('5.0') }), 'an unknown version'],
  ['a version that is none', pactFor({ metadata: inVersion('latest') }), 'an unknown version'],
  [
    'a plugin that is null',
    pactFor({ metadata: { ...inVersion('4.0'), plugins: [null] } }),
    'needs the plugin',
  ],
  ['lists in lists', pactFor({ response: { body: JSON.parse(deep(3000)) } }), 'more than 120 deep'],
  [
    'a plugin',
    pactFor({ metadata: { ...inVersion('4.0'), plugins: [{ name: 'no-such-plugin', version: '1' }] } }),
    'it needs the plugin no-such-plugin, and plugins are not used',
  ],
  [
    'states that are texts',
    pactFor({ interaction: { providerStates: ['nobody is logged in'] } }),
    'providerStates/0 must be object',
  ],
  ['a state without a name', pactFor({ interaction: { providerStates: [{}] } }), "'name'"],
  [
    'an unknown state in the spelling of version 1',
    pactFor({
      interaction: { providerStates: undefined, provider_state: 'no such state' },
      metadata: inVersion('1.0.0'),
    }),
    "unknown provider state 'no such state'",
  ],
  [
    'a matcher of version 1',
    pactFor({
      response: { body: { a: [{ json_class: 'Pact::Term', data: {} }] } },
      metadata: inVersion('1.0.0'),
    }),
    'a matcher of version 1 (Pact::Term)',
  ],
  ['headers that are a list', pactFor({ request: { headers: ['X: a'] } }), 'headers must be object'],
  ['a header that is null', pactFor({ request: { headers: { X: null } } }), 'headers/X'],
  [
    'a line break in a header',
    pactFor({ request: { headers: { X: ['a\nb: c'] } } }),
    'the header X of its request has a line break',
  ],
  [
    'a blank in the name of a header',
    pactFor({ request: { headers: { 'X Y': ['a'] } } }),
    "'X Y' is no name of a header",
  ],
  [
    'an unknown encoding',
    pactFor({ request: { body: { content: 'x', encoded: 'rot13' } } }),
    "the unknown encoding 'rot13'",
  ],
  ['pending that is a text', pactFor({ interaction: { pending: 'yes' } }), 'pending must be boolean'],
  [
    'a path of a rule that ends too soon',
    bodyRule({ match: 'type' }, '$.a['),
    "the rule's path cannot be read: $.a[",
  ],
  [
    'a path of a rule with a blank',
    bodyRule({ match: 'type' }, '$.a b'),
    "the rule's path cannot be read: $.a b",
  ],
  [
    'an unknown matcher',
    bodyRule({ match: 'regexp', regex: 'a' }),
    "there is no matcher 'regexp' without a plugin: did you mean 'regex'?",
  ],
  ['a rule without a matcher', bodyRule({}), "a rule does not name its matcher ('match')"],
  ['a rule that is a text', bodyRule('type'), 'a rule is not an object'],
  [
    'a rule that stands in no list',
    pactFor({ response: { matchingRules: { body: { '$.a': { match: 'type' } } } } }),
    "has no list of 'matchers'",
  ],
  [
    'rules for what no answer has',
    pactFor({ response: { matchingRules: { path: { matchers: [] } } } }),
    'it does not have',
  ],
  [
    'rules of an unknown kind',
    pactFor({ response: { matchingRules: { bdy: { $: { matchers: [] } } } } }),
    "did you mean 'body'?",
  ],
  [
    'rules that are combined in an unknown way',
    pactFor({ response: { matchingRules: { body: { $: { combine: 'XOR', matchers: [] } } } } }),
    'neither AND nor OR',
  ],
  ['a regex without its regex', bodyRule({ match: 'regex' }), "the matcher 'regex' has no 'regex'"],
  [
    'a text to include that is not there',
    bodyRule({ match: 'include' }),
    "the matcher 'include' has no 'value'",
  ],
  ['a regex that is none', bodyRule({ match: 'regex', regex: '(a' }), 'is not a regular expression ('],
  [
    'a class of characters without an end',
    bodyRule({ match: 'regex', regex: '[a' }),
    'is not a regular expression (',
  ],
  ['a regex with nothing to repeat', bodyRule({ regex: '*a' }), 'is not a regular expression ('],
  [
    'a bad regex in a variant',
    bodyRule({ match: 'arrayContains', variants: [{ rules: { $: { matchers: [{ regex: 'a)' }] } } }] }),
    'is not a regular expression (',
  ],
  [
    'a bad regex for each value',
    bodyRule({ match: 'eachValue', rules: [{ match: 'regex', regex: 'a)' }] }),
    'is not a regular expression (',
  ],
  [
    'a least length that is none',
    bodyRule({ match: 'type', min: 'many' }),
    "the 'min' of the matcher 'type' is not a whole number",
  ],
  [
    'variants that are no list',
    bodyRule({ match: 'arrayContains', variants: {} }),
    "the 'variants' of the matcher 'arrayContains' is not a list",
  ],
  [
    'an unknown class of statuses',
    pactFor({
      response: { matchingRules: { status: { $: { matchers: [{ match: 'statusCode', status: 'good' }] } } } },
    }),
    'neither a list of statuses nor one of info, success',
  ],
  [
    'a status in place of a list',
    pactFor({
      response: { matchingRules: { status: { $: { matchers: [{ match: 'statusCode', status: 200 }] } } } },
    }),
    'neither a list of statuses',
  ],
  [
    'a rule of version 2 for nothing',
    pactFor({ response: { matchingRules: { $: { match: 'type' } } }, metadata: inVersion('2.0.0') }),
    "the rule's path cannot be read: $",
  ],
  [
    'a bad regex in version 2',
    pactFor({
      response: { matchingRules: { '$.body.a': { match: 'regex', regex: '(' } } },
      metadata: inVersion('2.0.0'),
    }),
    'is not a regular expression (',
  ],
  [
    'an unknown generator',
    generator({ type: 'Providerstate', expression: 'x' }),
    "there is no generator 'Providerstate' without a plugin: did you mean 'ProviderState'?",
  ],
  ['a generator without a type', generator({}), 'the generator of Cookie has no type'],
  ['generators of an unknown kind', generator(fromState('${cookie}'), 'headers'), "did you mean 'header'?"],
  [
    'a path of a generator that cannot be read',
    generator({ type: 'Uuid' }, 'body', '$.a['),
    "the generator's path cannot be read: $.a[",
  ],
  ['a generator without an expression', generator({ type: 'ProviderState' }), 'does not say which value'],
  ['an expression without an end', generator(fromState('${cookie')), 'an expression without an end'],
  [
    'a generator for a field that is not there',
    post({ content: { username: 'a', password: 'b' } }, '$.passwrod'),
    'the generator of $.passwrod stands for nothing',
  ],
  [
    'a value that the state does not have',
    pactFor({
      ...withSession,
      request: { ...withSession.request, generators: { header: { Cookie: fromState('${sessionCookie}') } } },
    }),
    'the provider state has no value sessionCookie: its values are cookie, ',
  ],
  [
    'a value with a blank in its name',
    pactFor({ ...withSession, request: { generators: { header: { Cookie: fromState('${ cookie }') } } } }),
    'its values are cookie, ',
  ],
  [
    'a second value that the state does not have',
    pactFor({
      ...withSession,
      request: { generators: { header: { Cookie: fromState('${cookie}; a=${token}') } } },
    }),
    'has no value token',
  ],
  [
    'a value without braces that the state does not have',
    pactFor({ ...withSession, request: { generators: { header: { Cookie: fromState('session') } } } }),
    'has no value session',
  ],
  [
    'a value where no state hands out any',
    generator(fromState('${cookie}')),
    'no provider state hands out the value cookie',
  ],
];

describe('what is no pact, or asks for what Pact cannot do, is said before anything is sent', () => {
  it.each(mistakes)('%s', async (mistake, pact, said) => {
    const file = join(folder, `${mistake.replaceAll(/\W+/g, '-')}.json`);
    writeFileSync(file, JSON.stringify(pact));
    const { exitCode, stdout, stderr } = await runCli(['verify', '--pact', file]);
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('also by the library, from an object that nobody has read', async () => {
    const pact = pactFor({ response: { status: 0 } }) as PactFile;
    const asked = verify({ pacts: [{ pact, source: 'an object' }] });
    await expect(asked).rejects.toThrow(InputError);
    await expect(asked).rejects.toThrow('an object is not a pact');
    const target = { kind: 'mocked', pacts: [{ pact, source: 'an object' }] } as const;
    await expect(verify({ targets: [target] })).rejects.toThrow(InputError);
  });
});

describe('a pact of a broker', () => {
  it('is read with a value that no state has, and only that interaction is not sent', async () => {
    const wrong = pactFor({
      ...withSession,
      request: { generators: { header: { Cookie: fromState('${token}') } } },
    });
    const pact = await parsePact(JSON.stringify(wrong), 'a broker');
    const { exitCode, targets } = await verify({ pacts: [{ pact, source: 'a broker' }] });
    expect(targets[0]?.pacts[0]?.interactions[0]).toMatchObject({
      status: 'unverifiable',
      code: 'unknown-value',
    });
    expect(exitCode).toBe(2);
  });
});
