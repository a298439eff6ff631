import { describe, expect, it } from '@jest/globals';
import { Secrets } from '../../src/redaction/secrets.ts';
import { encodings } from '../support/encodings.ts';
import { fc } from '../support/properties.ts';

const knowing = (secret: string) => {
  const known = new Secrets();
  known.add(secret);
  return known;
};

describe('a secret', () => {
  it.each([401, 4000, 16_000])(
    'of %i characters, as the session of Cloud is, is taken out as one',
    (length) => {
      const secret = Array.from({ length }, (_, index) => index.toString(36))
        .join('')
        .slice(0, length);
      for (const text of [secret, Buffer.from(secret).toString('base64'), JSON.stringify(`"${secret}"`)]) {
        expect(knowing(secret).redact(`a ${text} b`).replaceAll(/[\\"]/g, '')).toBe('a [redacted] b');
      }
    },
  );

  it('of fewer than four characters is hidden where it is a whole value, however it is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aB1/%+#$ü€É'), minLength: 1, maxLength: 3 }),
        (short) => {
          for (const [way, encode] of Object.entries(encodings)) {
            // Who it is of is known where Basic credentials are made, and there the pair is a secret.
            if (way.startsWith('as Basic')) continue;
            const shown = knowing(short).redact(`{"password":"${encode(short)}"}`);
            expect({ way, shown }).toEqual({ way, shown: '{"password":"[redacted]"}' });
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
