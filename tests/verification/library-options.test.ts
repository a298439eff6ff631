import { describe, expect, it } from '@jest/globals';
import { InputError, plan, recordContract, type VerifyOptions, verify } from '../../src/index.ts';
import { startMockedJira } from '../../src/mock.ts';

const baseUrl = 'https://jira.example.com/rest';

describe('verify, called without TypeScript', () => {
  it.each<[string, object, string]>([
    ['an option that there is not', { baseUrl }, "verify has no 'baseUrl': use target, targets, "],
    ['a target of no kind', { target: { baseUrl } }, "the kind 'live' or 'mocked', and not undefined"],
    ['a live target without a base URL', { target: { kind: 'live' } }, "needs its 'baseUrl'"],
    ['a live target without credentials', { target: { kind: 'live', baseUrl } }, "needs 'credentials'"],
    [
      'credentials in another form',
      { target: { kind: 'live', baseUrl, credentials: { username: 'bob', password: 'canary' } } },
      "'credentials' has no 'username': use user, ",
    ],
    [
      'one of several targets',
      { targets: [{ kind: 'mocked' }, { kind: 'mocked', flavour: 'jira12' }] },
      "no flavour 'jira12': did you mean jira11? Use one of server7, ",
    ],
    ...[Number.NaN, -5, 0, 3e9, 1.5, '5', null].map((timeoutMs): [string, object, string] => [
      `timeoutMs of ${timeoutMs}`,
      { timeoutMs },
      "'timeoutMs' has to be a whole number from 1 to 600000",
    ]),
    ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY].map((concurrency): [string, object, string] => [
      `concurrency of ${concurrency}`,
      { targets: [{ kind: 'mocked' }], concurrency },
      `a whole number from 1 to 1000, and not ${concurrency}`,
    ]),
    [
      'timeoutMs of a target',
      { targets: [{ kind: 'live', baseUrl, credentials: {}, timeoutMs: -1 }] },
      "A live target: 'timeoutMs' has to be",
    ],
    ['pacts that are no list', { pacts: 'pact.json' }, "'pacts' has to be a list"],
    ['a pact that is none', { pacts: [7] }, "'pacts' has to be a list"],
    ['targets that are no list', { targets: { kind: 'mocked' } }, "'targets' has to be a list of targets"],
    ['a target that is none', { target: 'mocked' }, "'target' has to be an object"],
    ['a target that is null', { targets: [null] }, "'targets' has to be a list of targets"],
    ['a filter that is no text', { filter: /log-in/ }, "'filter' has to be a text"],
    ['a signal that is none', { signal: {} }, "'signal' has to be an AbortSignal"],
    ['onEvent that is no function', { onEvent: true }, "'onEvent' has to be a function"],
    ['an environment that is none', { environment: 'PATH' }, "'environment' has to be an object"],
    [
      'a password that is none',
      { target: { kind: 'live', baseUrl, credentials: { user: { username: 'canary', password: 7 } } } },
      "'user' has to be an object with 'username' and 'password'",
    ],
    [
      'a network that is none',
      { target: { kind: 'live', baseUrl, credentials: {}, network: { proxy: 'canary' } } },
      "'network' has to be an object, such as networkFrom",
    ],
    ['what is no object', 'canary' as never, 'takes an object with options'],
    ['null', null as never, 'takes an object with options'],
  ])('refuses %s, and asks no Jira in its place', async (_what, options, says) => {
    const verified = verify(options as VerifyOptions);
    await expect(verified).rejects.toThrow(InputError);
    await expect(verified).rejects.toThrow(says);
    await expect(verified).rejects.not.toThrow('canary');
    await expect(plan(options as VerifyOptions)).rejects.toThrow(InputError);
  });

  it('has a recording that refuses a client without a name, and one that is no function', async () => {
    await expect(recordContract({} as never)).rejects.toThrow("needs a 'consumer'");
    await expect(recordContract({ consumer: 'a', run: 'a' as never })).rejects.toThrow(InputError);
    await expect(recordContract(null as never)).rejects.toThrow(InputError);
    await expect(recordContract({ consumer: 'a', run: () => {}, runTimeoutMs: 3e9 })).rejects.toThrow(
      "'runTimeoutMs' has to be a whole number",
    );
  });

  it('has a mocked Jira that refuses a flavour that there is not', async () => {
    await expect(startMockedJira({ flavour: 'constructor' as never })).rejects.toThrow(InputError);
  });
});
