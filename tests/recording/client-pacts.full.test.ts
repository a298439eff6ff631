import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { interactions } from '../../contracts/session/interactions/index.ts';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { examplesOfCi } from '../../examples/examples.ts';
import { brokenResponses } from '../../mutation/broken-responses.ts';
import { runTrials, type Trial } from '../../mutation/run-trial.ts';
import { statesOf } from '../../src/pact/interactions.ts';
import { statusClasses } from '../../src/pact/matchers.ts';
import type { PactFile, PactInteraction } from '../../src/pact/pact-file.ts';
import { pactsOfClients } from '../../src/pact/shipped-pacts.ts';

interface Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: { readonly content: unknown };
  readonly matchingRules?: {
    readonly status?: {
      readonly $: { readonly matchers: readonly { readonly status: string | readonly number[] }[] };
    };
  };
}

function isTakenBy(taken: string | readonly number[], status: number): boolean {
  if (typeof taken !== 'string') return taken.includes(status);
  const [first = 0, last = 0] = (statusClasses[taken] ?? '').split(' to ').map(Number);
  return status >= first && status <= last;
}

/** What is done to the parts of an answer that a pact asks for, in the words of the broken answers. */
function breakingsOf({ status, headers = {}, body, matchingRules }: Response): RegExp[] {
  const taken = matchingRules?.status?.$.matchers ?? [{ status: [status] }];
  const others = [400, 401, 403, 404, 410, 429, 500, 503].filter(
    (one) => !taken.some((matcher) => isTakenBy(matcher.status, one)),
  );
  const fields = (value: unknown, path: string): string[] =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, inside]) => [
          `${path}${key}`,
          ...fields(inside, `${path}${key}.`),
        ])
      : [];
  return [
    ...others.map((one) => new RegExp(`^status ${one}$`)),
    ...('Set-Cookie' in headers ? [/^every cookie removed$/] : []),
    // A client that takes a cookie of any name fails later, with no session.
    ...(JSON.stringify(matchingRules ?? {}).includes('JSESSIONID') ? [/^cookie JSESSIONID removed$/] : []),
    ...('Content-Type' in headers ? [/^Content-Type (removed|'text\/html)/] : []),
    ...(body ? [/^the body (empty|a page of HTML)$/] : []),
    ...fields(body?.content, '').map(
      (path) => new RegExp(`^${path.replaceAll('.', '\\.')} (removed|null|a number)$`),
    ),
  ];
}

/** The broken Jiras that break what an interaction asks for. */
function brokenFor(interaction: PactInteraction) {
  const { method, path } = interaction.request;
  const ours = interactions.filter(
    ({ request, states }) => request.method === method && statesOf(interaction).join() === states.join(),
  );
  // The broken answers are those of /auth/1/session.
  if (path !== SESSION_PATH) return [];
  const breakings = breakingsOf(interaction.response as Response);
  return brokenResponses().filter(({ name }) => {
    const [description, what = ''] = name.split(/: (.*)/s);
    return description === ours[0]?.description && breakings.some((one) => one.test(what));
  });
}

describe('the recorded pact of a client catches each broken Jira that breaks what it relies on', () => {
  it.each(examplesOfCi.map(({ consumer }) => consumer))('%s', async (consumer) => {
    const [file = ''] = pactsOfClients([consumer]);
    const pact = JSON.parse(readFileSync(file, 'utf8')) as PactFile;
    const trials: Trial[] = pact.interactions.flatMap((interaction) =>
      brokenFor(interaction).map((jira) => ({
        jira,
        pact: { ...pact, interactions: [interaction] },
        checks: [],
      })),
    );
    expect(trials.length).toBeGreaterThan(10);
    const withoutSession = brokenResponses().filter(
      ({ name }) => name === 'a log-in with the right credentials: cookie JSESSIONID removed',
    );
    expect(withoutSession).toHaveLength(1);
    trials.push(...withoutSession.map((jira) => ({ jira, pact, checks: [] })));
    const outcomes = await runTrials(trials, {});
    expect(outcomes.filter(({ changed }) => !changed)).toEqual([]);
    expect(outcomes.filter(({ verdict }) => !['broken', 'no answer'].includes(verdict))).toEqual([]);
  });
});
