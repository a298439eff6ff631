import { MatchersV3 } from '@pact-foundation/pact';
import { providerStates, type StateName } from './states.ts';

/** A raw matching rule, in the one form that pact-js' `matchingRules` takes. */
export interface RawRule {
  readonly path: string;
  readonly rules: { readonly 'pact:matcher:type': string; readonly [setting: string]: unknown }[];
}

/** A value that a provider state hands in, with the example the pact shows. */
export function fromState<Name extends StateName>(
  state: Name,
  key: keyof (typeof providerStates)[Name]['values'] & string,
) {
  const values: Readonly<Record<string, string>> = providerStates[state].values;
  return MatchersV3.fromProviderState(`\${${key}}`, values[key] ?? '');
}

/** The states that hand out a value of this name; those with a password have a user name too. */
export type StateWith<Key extends string> = {
  [Name in StateName]: Key extends keyof (typeof providerStates)[Name]['values'] ? Name : never;
}[StateName];

export const Accept = 'application/json';

export const withCookieOf = (state: StateWith<'cookie'>) => ({ Accept, Cookie: fromState(state, 'cookie') });

export const withAuthorizationOf = (state: StateWith<'authorization'>) => ({
  Accept,
  Authorization: fromState(state, 'authorization'),
});

/** Holds a value to the type of its example: a regex alone takes `null` and numbers for their texts. */
export function ofItsType(path: string): RawRule {
  return { path, rules: [{ 'pact:matcher:type': 'type' }] };
}

/** JSON, with or without a charset: Jira sends `application/json;charset=UTF-8`. */
export const json = MatchersV3.regex('^application/json(\\s*;.*)?$', 'application/json;charset=UTF-8');

/** An absolute http or https URL. */
export const absoluteUrl = (example: string) => MatchersV3.regex('^https?://[^/\\s]+/\\S*$', example);

/** A string with at least one character that is not white space. */
export const nonEmpty = (example: string) => MatchersV3.regex('^\\S(.*\\S)?$', example);

/**
 * Some cookie among the `Set-Cookie` headers, in any place and with any company. Which one is the session is in the body:
 * administrators may rename it, and a client with a cookie jar does not care. The checks hold the one to the other.
 *
 * Pact applies a plain regex to every `Set-Cookie` value, so a Jira, which sends several, would always fail.
 * `arrayContains` asks for one that fits. There have to be two examples: with one, Pact compares it with a single
 * cookie by equality.
 */
export const cookies = {
  headers: {
    'Set-Cookie': {
      value: [
        'JSESSIONID=6E3487971234567896704A9EB4AE501F; Path=/; HttpOnly',
        'atlassian.xsrf.token=BMUT-0000-0000-0000_0000000000000000000000000000000000000000_lin; Path=/',
      ],
      // pact-js takes such a value and has no type for it.
    } as unknown as MatchersV3.Matcher<string>,
  },
  rule: {
    path: 'Set-Cookie',
    rules: [
      {
        'pact:matcher:type': 'arrayContains',
        variants: [
          {
            index: 0,
            rules: {
              $: {
                matchers: [{ match: 'regex', regex: '^[^=;\\s]+=[^;\\s]+(;.*)?$' }],
              },
            },
          },
        ],
      },
    ],
  } satisfies RawRule,
};

/** `CAPTCHA_CHALLENGE`. Jira names the address behind it, which a client may show. */
export const captchaReason = MatchersV3.regex(
  '^CAPTCHA_CHALLENGE\\b.*$',
  'CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp',
);
