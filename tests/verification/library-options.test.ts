import { describe, expect, it } from '@jest/globals';
import { InputError, recordContract, type VerifyOptions, verify } from '../../src/index.ts';
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
      "no flavour 'jira12': use one of server7, ",
    ],
  ])('refuses %s, and asks no Jira in its place', async (_what, options, says) => {
    const verified = verify(options as VerifyOptions);
    await expect(verified).rejects.toThrow(InputError);
    await expect(verified).rejects.toThrow(says);
    await expect(verified).rejects.not.toThrow('canary');
  });

  it('has a recording that refuses a client without a name, and one that is no function', async () => {
    await expect(recordContract({} as never)).rejects.toThrow("needs a 'consumer'");
    await expect(recordContract({ consumer: 'a', run: 'a' as never })).rejects.toThrow(InputError);
  });

  it('has a mocked Jira that refuses a flavour that there is not', async () => {
    await expect(startMockedJira({ flavour: 'constructor' as never })).rejects.toThrow(InputError);
  });
});
