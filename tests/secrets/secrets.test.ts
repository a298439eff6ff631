import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findings } from '../../src/findings.ts';
import { Secrets, secretsOf } from '../../src/secrets.ts';
import { encodings } from '../support/encodings.ts';

const knowing = (...secrets: string[]) => {
  const known = new Secrets();
  known.add(...secrets);
  return known;
};

/** Passwords as people and machines make them: any characters, at least four of them. */
const password = fc.oneof(
  fc.string({ minLength: 4, maxLength: 24 }),
  fc.string({ unit: 'grapheme', minLength: 4, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ab1\'"\\/&<>%+ #$ü€😀'), minLength: 4, maxLength: 12 }),
);

describe('a secret', () => {
  it.each(Object.entries(encodings))('is taken out of a text %s', (_name, encode) => {
    fc.assert(
      fc.property(password, fc.constantFrom('', ' ', '{"x":"', '>'), (secret, before) => {
        // Base64 of a few characters does not hold enough of them to be told from other words.
        const text = before + encode(secret) + before;
        const shown = knowing(secret).redact(text);
        expect(shown).not.toContain(encode(secret));
        expect(shown).toContain('[redacted]');
      }),
      { numRuns: 100 },
    );
  });

  it("that is a cookie's value, or a password in a header, is known from the header", () => {
    const secrets = new Secrets();
    secrets.addCookies('JSESSIONID=canary-cookie; Path=/; HttpOnly', 'a=1; b=canary-other');
    secrets.addAuthorization(`Basic ${Buffer.from('bob:canary-password').toString('base64')}`);
    secrets.addAuthorization('Bearer canary-token');
    const text =
      'canary-cookie canary-other canary-password canary-token /login.jsp;jsessionid=canary-cookie';
    expect(secrets.redact(text)).not.toContain('canary');
    expect(secrets.redact('Path=/; HttpOnly')).toBe('Path=/; HttpOnly');
  });

  it('of fewer than four characters is hidden where it is a whole value, and left in words', () => {
    const secrets = knowing('abc');
    expect(secrets.redact('{"password":"abc"}')).toBe('{"password":"[redacted]"}');
    expect(secrets.redact('abc')).toBe('[redacted]');
    expect(secrets.redact('os_password=abc&x=1')).toBe('os_password=[redacted]&x=1');
    expect(secrets.redact('the abc of alphabets: abcdef')).toBe('the abc of alphabets: abcdef');
  });

  it('that is one of our own words does not show itself by a gap in them', () => {
    const secrets = knowing('wrong', 'session', 'Jira', 'verified');
    for (const { cause, cure } of Object.values(findings)) {
      expect(secrets.redact(`${cause}. ${cure}`)).toBe(`${cause}. ${cure}`);
    }
    expect(secrets.redact('said: wrong')).toBe('said: [redacted]');
  });

  it('is taken out of data however deep, and leaves what comes from our own lists', () => {
    const data = { status: 'verified', list: [{ text: 'a verified thing', durationMs: 5, nothing: null }] };
    expect(knowing('verified').redactAll(data)).toEqual({
      status: 'verified',
      list: [{ text: 'a [redacted] thing', durationMs: 5, nothing: null }],
    });
  });

  it('of the settings is known: passwords, tokens, the broker, a proxy', () => {
    const secrets = secretsOf(
      {
        user: { username: 'bob', password: 'canary-1' },
        captchaUser: { username: 'dave', password: 'canary-2' },
        cloudUser: { email: 'bob@example.com', apiToken: 'canary-3' },
        personalAccessToken: 'canary-4',
      },
      {
        PACT_BROKER_USERNAME: 'u',
        PACT_BROKER_PASSWORD: 'canary-5',
        WEBHOOK_TOKEN: 'canary-6',
        HTTPS_PROXY: 'http://u:canary%2F7@proxy:3128',
      },
    );
    const text = 'canary-1 canary-2 canary-3 canary-4 canary-5 canary-6 canary/7';
    expect(secrets.redact(text)).not.toContain('canary');
    expect(secrets.redact(Buffer.from('u:canary-5').toString('base64'))).toBe('[redacted]');
  });
});
