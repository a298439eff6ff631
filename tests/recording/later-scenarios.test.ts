import { describe, expect, it } from '@jest/globals';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';
import { logIn, recordFunction } from './small-clients.ts';

/** Looks at whether the log-in was refused, and at nothing else. */
async function simple(given: GivenToFunction): Promise<string> {
  return (await logIn(given)).ok ? 'logged in' : 'refused';
}

/** Tells a CAPTCHA from a wrong password by a text that it does not look at otherwise. */
async function careful(given: GivenToFunction): Promise<string> {
  const response = await logIn(given);
  if (response.status !== 403) return response.ok ? 'logged in' : 'refused';
  const { errorMessages = [] } = (await response.json().catch(() => ({}))) as { errorMessages?: string[] };
  return errorMessages.length > 0 ? 'a person has to log in' : 'refused';
}

async function runsOf(scenarios: readonly ScenarioName[]): Promise<number> {
  return (await recordFunction(simple, scenarios)).recording.runs;
}

describe('what one scenario has shown', () => {
  it('is not asked again in another', async () => {
    const [none, first, second, both] = await Promise.all([
      runsOf([]),
      runsOf(['unknown-user']),
      runsOf(['captcha']),
      runsOf(['unknown-user', 'captcha']),
    ]);
    expect(second - none).toBeGreaterThan(12);
    // Two as they are, all that is not read changed, all of it gone with another status, and the status of a success.
    expect(both - first).toBe(5);
  });

  it.each<[string, (response: Response) => boolean, object]>([
    [
      'a header that the other one does not have',
      ({ headers }) => headers.has('X-Authentication-Denied-Reason'),
      { needs: expect.arrayContaining(['header X-Authentication-Denied-Reason']) },
    ],
    [
      'such a header or the status',
      ({ status, headers }) => status === 403 || headers.has('X-Authentication-Denied-Reason'),
      { eitherOf: [['header X-Authentication-Denied-Reason', 'status']] },
    ],
  ])('does not hide that a client looks at %s', async (_, isCaptcha, found) => {
    const { recording } = await recordFunction(
      async (given) => {
        const response = await logIn(given);
        return response.ok ? 'logged in' : isCaptcha(response) ? 'a person has to log in' : 'refused';
      },
      ['unknown-user', 'captcha'],
    );
    expect(recording.scenarios.at(-1)?.requests[0]).toMatchObject(found);
  });

  it('is held against that other one, and found out anew where it is not so there', async () => {
    const { recording } = await recordFunction(careful, ['unknown-user', 'captcha']);
    const needsIn = (scenario: ScenarioName) =>
      recording.scenarios.find(({ name }) => name === scenario)?.requests[0]?.needs;
    expect(needsIn('unknown-user')).not.toContain('body errorMessages[0]');
    expect(needsIn('captcha')).toContain('body errorMessages[0]');
  });

  it('is told of the other one too', async () => {
    const { recording } = await recordFunction(simple, ['unknown-user', 'captcha']);
    const [usual, ...refused] = recording.scenarios.map(({ requests: [request] }) => request);
    expect(usual?.needs).toEqual(['status']);
    for (const one of refused) expect(one?.ignores).toContain('body errorMessages');
  });
});

describe('an unusual scenario', () => {
  it('that is looked at for hazards alone takes no more than its first runs', async () => {
    const twice = async (given: GivenToFunction) => {
      const { headers } = await logIn(given);
      const Cookie = headers.getSetCookie().join('; ');
      const ask = () => fetch(`${given.baseUrl}/auth/1/session`, { headers: { Cookie } });
      const again = [await ask(), await ask()].every(({ ok }) => ok) ? undefined : await logIn(given);
      return again?.ok ?? true;
    };
    const alone = (await recordFunction(twice)).recording.runs;
    expect((await recordFunction(twice, ['other-node'])).recording.runs - alone).toBe(2);
  });
});
