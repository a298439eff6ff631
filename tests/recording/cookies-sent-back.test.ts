import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { clients, recordingOf } from './cookie-clients.ts';

describe('a recording', () => {
  it.each(Object.entries(clients))(
    'sees the cookies of a client that %s',
    async (name, [, sendsBack, expression]) => {
      const { scenarios, pact } = await recordingOf(name);
      const seen = scenarios.flatMap(({ requests }) => requests.map((one) => [one.method, one.sendsBack]));
      expect(seen).toEqual(
        expect.arrayContaining([
          ['POST', 'none'],
          ['GET', sendsBack],
          ['DELETE', sendsBack],
        ]),
      );
      expect(new Set(seen.filter(([method]) => method !== 'POST').map(([, one]) => one))).toEqual(
        new Set([sendsBack]),
      );
      const text = readFileSync(String(pact), 'utf8');
      const expressions = [...text.matchAll(/"expression": "([^"]*ookie[^"]*)"/g)].map(([, one]) => one);
      expect(new Set(expressions)).toEqual(new Set([expression]));
      expect(text).not.toContain('AWSALB');
    },
  );
});
