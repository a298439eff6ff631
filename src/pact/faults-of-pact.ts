import { headerValuesIn } from '../authorization.ts';
import type { HttpResponse } from '../http/http-client.ts';
import { fitsRegex, type Matcher, type Rules } from './matchers.ts';
import { type PactMismatch, rulesFor } from './mismatches.ts';
import type { PactInteraction } from './pact-file.ts';

/** What Pact says of a rule that it cannot read; it reads some rules only when it compares. */
const BAD_RULE =
  /is not a valid regular expression.*|No catalogue entry found.*|(?:date|time|timestamp) pattern of '.*' failed.*|Parsing datetime pattern .* failed/;

export function badRuleIn(mismatches: readonly PactMismatch[]): string | undefined {
  const said = mismatches.map(({ mismatch }) => String(mismatch)).find((one) => BAD_RULE.test(one));
  return said?.replaceAll('\n', ' ');
}

/**
 * Whether Pact calls a header different that has what the pact asks for. It holds a rule against each part of a value that
 * it cuts at commas, and against each `Set-Cookie`. Source: pact-reference 300 and 516.
 */
export function isFaultOfPact(
  { type, key }: PactMismatch,
  interaction: PactInteraction,
  { headers, setCookies }: HttpResponse,
): boolean {
  if (type !== 'HeaderMismatch' || typeof key !== 'string') return false;
  const name = key.toLowerCase();
  const rules = rulesFor('header', key, interaction);
  const examples = headerValuesIn(interaction.response?.headers ?? {}, key);
  if (name === 'set-cookie') {
    const isSet = (example: string) => setCookies.some((cookie) => fits(cookie, rules, example));
    return setCookies.length > 1 && examples.every(isSet);
  }
  const whole = [headers[name] ?? []].flat().join(', ');
  return whole.includes(',') && fits(whole, rules, examples.join(', '));
}

function fits(value: string, { matchers = [], combine }: Rules = {}, example: string): boolean {
  if (matchers.length === 0) return value === example;
  const isMet = (matcher: Matcher) => fitsOne(value, matcher, example);
  return combine?.toUpperCase() === 'OR' ? matchers.some(isMet) : matchers.every(isMet);
}

function fitsOne(value: string, { match, regex = '', value: part }: Matcher, example: string): boolean {
  switch (match) {
    case 'regex':
      return fitsRegex(value, `^(?:${regex})$`) === true;
    case 'include':
      return value.includes(String(part));
    case 'equality':
      return value === example;
    default:
      return match === 'type' || match === 'notEmpty';
  }
}
