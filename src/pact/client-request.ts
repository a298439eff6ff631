/** How the request of an interaction is written as its client sends it, where Pact would send it differently. */
import type { HttpRequest } from '../http/http-client.ts';
import { ownRulesOf } from './own-rules.ts';
import type { PactInteraction } from './pact-file.ts';

/** Which cookies its request sends, as far as the value that it takes does not say it. */
export function cookiesSentIn(interaction: PactInteraction) {
  const rules = ownRulesOf(interaction);
  const beside = rules.find((rule) => 'cookiesBeside' in rule)?.cookiesBeside ?? [];
  return { beside, areAsSet: rules.some((rule) => 'cookiesAsSet' in rule) };
}

/** Lines that a pact may add to a request: anything else could end the request, or start a second one. */
const LINE =
  /^(accept[\w-]*: [\w ,;=.*+/-]+|authorization: (basic|bearer) +|content-length: 0|expect: 100-continue|origin: \S+|transfer-encoding: chunked)$/i;

/** How a recorded pact writes the mocked Jira's site, which differs in each run. */
export const EXAMPLE_SITE = 'https://jira.example.com';

/** The headers of Pact's request as the client sends them: without what Pact adds. */
export function asClientSends(
  interaction: PactInteraction,
  { headers: given = {}, body = '' }: HttpRequest,
  baseUrl: string,
): NonNullable<HttpRequest['headers']> {
  const rule = ownRulesOf(interaction).find((one) => 'sends' in one);
  if (!rule) return given;
  const { origin } = new URL(baseUrl);
  const known = new Map(Object.entries(given));
  const named = rule.sends.map((line) => line.toLowerCase().replace(/:.*/, ''));
  const added = Object.keys(interaction.request.headers ?? {}).filter(
    (name) => !named.includes(name.toLowerCase()),
  );
  // Only one of them can say how long a body is: with both, one request could be read as two.
  const isOfOther = body.length > 0 ? /^content-length:/i : /^transfer-encoding:/i;
  const pairs = [...rule.sends, ...added].flatMap((line) => {
    if (isOfOther.test(line)) return [];
    const [name = '', own] = LINE.test(line) ? line.split(': ') : [line];
    const sent = known.get(name.toLowerCase());
    // Pact sends UTF-8, and Node reads it byte by byte, as the recording did.
    const value = sent === undefined ? sent : Buffer.from(String(sent), 'latin1').toString();
    const written = /^authorization$/i.test(name) ? value && withScheme(value, own) : (own ?? value);
    const isNothing = written === undefined || (written === '' && /^cookie$/i.test(name));
    return isNothing ? [] : [[name, written.replaceAll(EXAMPLE_SITE, origin)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Credentials are the provider state's, and how their scheme is written is the client's. */
function withScheme(credentials: string, scheme = ''): string {
  const [sent = ''] = /^\w+ /.exec(credentials) ?? [];
  return sent.trim().toLowerCase() === scheme.trim().toLowerCase()
    ? scheme + credentials.slice(sent.length)
    : credentials;
}
