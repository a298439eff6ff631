import { describe, expect, it } from '@jest/globals';
import { cookiesOf, keysOf, logIn, recordFunction, sync } from './small-clients.ts';

describe('a client that logs in and works', () => {
  it('needs the session cookie, also where it takes a search that failed as no issues and does not log out', async () => {
    const { recording } = await recordFunction(async (given) => {
      const answer = await logIn(given);
      return keysOf(given, cookiesOf(answer));
    });
    expect(recording.scenarios[0]?.outcome.stdout).toBe('["TEST-1","TEST-2","TEST-3"]');
    expect(recording.scenarios[0]?.requests).toMatchObject([
      { method: 'POST', needs: ['cookie JSESSIONID'] },
    ]);
  });

  it('takes no more runs where it does more with what it is not recorded for', async () => {
    const [once, often] = [await recordFunction(sync(1)), await recordFunction(sync(5))];
    expect(once.recording.runs).toBeLessThanOrEqual(30);
    expect(often.recording.runs).toBe(once.recording.runs);
    const needs = once.recording.scenarios[0]?.requests.map((request) => [request.method, ...request.needs]);
    expect(needs).toEqual([
      ['POST', 'status', 'cookie JSESSIONID'],
      ['DELETE', 'status'],
    ]);
  });
});
