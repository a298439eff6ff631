import { describe, expect, it } from '@jest/globals';
import { findings } from '../../src/findings.ts';
import { secretsOf } from '../../src/redaction/from-settings.ts';
import { headerWithoutSecret } from '../../src/redaction/placeholders.ts';
import { Secrets } from '../../src/redaction/secrets.ts';
import { encodings } from '../support/encodings.ts';
import { fc } from '../support/properties.ts';

const knowing = (...secrets: string[]) => {
  const known = new Secrets();
  known.add(...secrets);
  return known;
};

/** Passwords as people and machines make them: any characters, at least four of them. */
const password = fc.oneof(
  fc.string({ minLength: 4, maxLength: 24 }),
  fc.string({ unit: 'grapheme', minLength: 4, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...'aB1\'"\\/&<>%+ #$üÉßŠ€😀', 'e\u0301', 'ö'.normalize('NFD')),
    minLength: 4,
    maxLength: 12,
  }),
);

/** What may stand around a secret: nothing that an encoding of it could begin or end with. */
const around = fc.string({ unit: fc.constantFrom('«', '»', '語', '…', '\n'), maxLength: 8 });

describe('a cookie that is shown', () => {
  it.each([
    ['JSESSIONID=canary; Path=/; HttpOnly', 'JSESSIONID=[redacted]; Path=/; HttpOnly'],
    ['JSESSIONID="ca;nary"; Path=/', 'JSESSIONID=[redacted];[redacted]; Path=/'],
    ['canary; Path=/', '[redacted]; Path=/'],
    ['=canary; Secure', '[redacted]; Secure'],
    ['a=canary; b=canary', 'a=[redacted]; b=[redacted]'],
    ['Path=canary-is-a-name-too; Secure', 'Path=canary-is-a-name-too; Secure'],
  ])('%s has its names alone', (header, shown) => {
    expect(headerWithoutSecret('Set-Cookie', header)).toBe(shown);
  });

  it('is known as a secret, also without a name, and in quotes as a whole', () => {
    const secrets = new Secrets();
    secrets.addCookies('canary-alone; Path=/; Secure', 'JSESSIONID="canary;quoted"');
    expect(secrets.redact('canary-alone and canary;quoted on /; Secure')).toBe(
      '[redacted] and [redacted] on /; Secure',
    );
  });
});

describe('a secret', () => {
  it('is taken out of a text in whatever way it is written there, and nothing else with it', () => {
    fc.assert(
      fc.property(password, around, around, (secret, before, after) => {
        fc.pre(!/[«»語…\n]/.test(secret));
        const secrets = knowing(secret);
        for (const [way, encode] of Object.entries(encodings)) {
          // What is found in two pieces is taken out twice.
          const shown = secrets
            .redact(before + encode(secret) + after)
            .replaceAll(/(\[redacted\])+/g, '[redacted]');
          const [, left] = new RegExp(`^${before}(.*)\\[redacted\\]${after}$`, 's').exec(shown) ?? [];
          // In Basic credentials, the user name stands before it.
          const isRight = way.startsWith('as Basic') ? /^[A-Za-z0-9+/]{0,8}$/.test(left ?? '-') : left === '';
          expect({ way, shown, isRight }).toEqual({ way, shown, isRight: true });
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['has what looks like an encoding behind a space', 'my %Ab1_;f', '', encodeURIComponent],
    ['stands behind an encoded percent sign', '70a/bc', '100%25', encodeURIComponent],
    ['stands behind a percent sign', 'e2Yn/C+v', '100%', encodeURIComponent],
    ['stands behind the beginning of an entity', '0?Kword', '&#', encodeURIComponent],
    ['stands behind the beginning of an escape', 'c4/word', '\\x', encodeURIComponent],
    ['is written in two ways', 'canary-word', '', (word: string) => `=63%61=6e${word.slice(3)}`],
    ['has the sign of Kelvin', 'wo\u212ard', '', encodeURIComponent],
    ['has the question mark of Greek', 'wo\u037erd', '', (word: string) => word],
  ])('that %s is found all the same', (_name, secret, before, encode) => {
    expect(knowing(secret).redact(before + encode(secret))).toBe(`${before}[redacted]`);
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

  it.each([
    ['abc', '[redacted]'],
    ['{"password":"abc"}', '{"password":"[redacted]"}'],
    ['{"password": "abc"}', '{"password": "[redacted]"}'],
    ['{\\"password\\":\\"abc\\"}', '{\\"password\\":\\"[redacted]\\"}'],
    ['os_password=abc&x=1', 'os_password=[redacted]&x=1'],
    ['os_password%3Dabc%26x', 'os_password%3D[redacted]%26x'],
    ['a line\npassword: abc\nanother', 'a line\npassword: [redacted]\nanother'],
    ['<b>&quot;abc&quot;</b>', '<b>&quot;[redacted]&quot;</b>'],
    ['the abc of alphabets: abcdef', 'the abc of alphabets: abcdef'],
    ['xabc, abcx and abc.', 'xabc, abcx and abc.'],
  ])(
    'of fewer than four characters is hidden where it is a whole value, and left in words: %j',
    (text, shown) => {
      expect(knowing('abc').redact(text)).toBe(shown);
    },
  );

  it.each(['a', 'ab', 'a/b'])('as short as %j is hidden too', (secret) => {
    expect(knowing(secret).redact(JSON.stringify({ password: secret }))).toBe('{"password":"[redacted]"}');
  });

  it('in another one is taken out with it, and a line break at the end is none of it', () => {
    expect(knowing('secret', 'secret-of-bob\n').redact('it is secret-of-bob')).toBe('it is [redacted]');
  });

  it.each([
    ['a password', 'hunter2!'],
    ['backslashes', 'a\\b\\c\\d\\e'],
    ['a row of backslashes', '\\\\\\\\x'],
  ])('with %s is looked for in a hostile text in no long time', (_name, secret) => {
    const secrets = knowing(secret);
    const before = process.cpuUsage();
    for (const unit of ['\\', '%25', '&amp;', '&#0', "'", '\\u00']) secrets.redact(unit.repeat(20_000));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
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
        http_proxy: 'u:canary-8@proxy:3128',
        ALL_PROXY: 'http://u:canary-100%@proxy:3128',
      },
    );
    const text =
      'canary-1 canary-2 canary-3 canary-4 canary-5 canary-6 canary/7 canary%2F7 canary-8 canary-100%';
    expect(secrets.redact(text)).not.toContain('canary');
    for (const pair of ['u:canary-5', 'bob:canary-1', 'bob@example.com:canary-3', 'u:canary/7']) {
      expect(secrets.redact(Buffer.from(pair).toString('base64'))).toBe('[redacted]');
    }
  });

  it('that is short is known from Basic credentials', () => {
    const secrets = secretsOf({ user: { username: 'bob', password: 'x' } }, {});
    expect(secrets.redact(`Basic ${Buffer.from('bob:x').toString('base64')}`)).toBe('Basic [redacted]');
  });
});
