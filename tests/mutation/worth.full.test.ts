import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { brokenJiras } from '../../mutation/broken-jiras.ts';
import { brokenResponses } from '../../mutation/broken-responses.ts';
import { runTrials, type Trial, type TrialOutcome } from '../../mutation/run-trial.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { checks } from '../../src/verification/checks.ts';

/** Something of the contract that is taken away, and the broken Jiras that it is there to catch. */
interface Part {
  readonly name: string;
  readonly whole: Omit<Trial, 'jira'>;
  readonly without: Omit<Trial, 'jira'>;
  readonly jiras: readonly Trial['jira'][];
}

type Json = { [key: string]: Json } & Json[];
const pact: PactFile = JSON.parse(readFileSync(PACT_FILE, 'utf8'));
const brokenIn = (description: string) =>
  brokenResponses().filter(({ name }) => name.startsWith(`${description}: `));
const onlyWith = (interactions: PactFile['interactions']): PactFile => ({ ...pact, interactions });

const interactionParts: Part[] = pact.interactions.map((interaction) => ({
  name: interaction.description,
  whole: { pact },
  without: { pact: onlyWith(pact.interactions.filter((one) => one !== interaction)) },
  jiras: brokenIn(interaction.description).filter(({ name }) => name.endsWith(': status 500')),
}));

/** A matcher that takes anything of its kind, which is what is left of a contract without it. */
const loosened: Readonly<Record<string, object>> = {
  regex: { match: 'regex', regex: '[\\s\\S]*' },
  type: { match: 'type' },
  statusCode: { match: 'statusCode', status: [200, 204, 302, 307, 400, 401, 403, 404, 410, 500] },
};

/** Where matchers stand in the rules of a response, as paths of keys. */
function matchersIn(value: Json, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [];
  const loose = typeof value.match === 'string' ? loosened[value.match] : undefined;
  // What takes anything of its kind already cannot be loosened.
  if (loose) return isDeepStrictEqual(value, loose) ? [] : [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => matchersIn(inner, [...path, key]));
}

// Without the checks, some of which see the same fault a second time: a pact is verified without them elsewhere.
const matcherParts: Part[] = pact.interactions.flatMap((interaction) => {
  const whole = { pact: onlyWith([interaction]), checks: [] };
  const jiras = brokenIn(interaction.description).filter(
    ({ name }) => !/: (the body|status \d[^0])/.test(name),
  );
  const { response } = interaction as unknown as { response: { matchingRules?: Json } };
  return matchersIn(response.matchingRules ?? ({} as Json)).map((path) => {
    const looser = structuredClone(interaction) as unknown as { response: { matchingRules: Json } };
    const parent = path
      .slice(0, -1)
      .reduce<Json>((found, key) => found[key] as Json, looser.response.matchingRules);
    const key = path.at(-1) ?? '';
    parent[key] = loosened[String(parent[key]?.match)] as Json;
    return {
      name: `${interaction.description}, ${path.filter((one) => /^[$A-Z]|status/.test(one)).join(' ')}`,
      whole,
      without: { pact: onlyWith([looser as unknown as typeof interaction]), checks: [] },
      jiras,
    };
  });
});

const checkParts: Part[] = checks.map((check) => ({
  name: check.name,
  whole: { pact },
  without: { pact, checks: checks.filter((one) => one !== check) },
  jiras: brokenJiras.filter(({ onlyCaughtBy }) => onlyCaughtBy === check.id),
}));

const parts = { interaction: interactionParts, matcher: matcherParts, check: checkParts };
const trialsOf = new Map<Part['whole'], Map<Part['jiras'], readonly Trial[]>>();
const seen = new Map<Trial, TrialOutcome>();

/** One trial for each Jira; the same ones for parts that share a contract. */
function trials(contract: Part['whole'], jiras: Part['jiras']): readonly Trial[] {
  const known = trialsOf.get(contract) ?? new Map<Part['jiras'], readonly Trial[]>();
  trialsOf.set(contract, known);
  const made = known.get(jiras) ?? jiras.map((jira) => ({ jira, ...contract }));
  known.set(jiras, made);
  return made;
}

/** Those of the broken Jiras that are caught or warned of. */
const caught = (contract: Part['whole'], jiras: Part['jiras']) =>
  trials(contract, jiras).filter((trial) => seen.get(trial)?.verdict !== 'passed');

/** What is wrong with a check and the broken Jiras that it alone catches; nothing where all is right. */
function wrongWith({ name, whole, without, jiras }: Part): string[] {
  if (jiras.length === 0)
    return [`check '${name}': no broken Jira says that it alone catches it (mutation/broken-jiras.ts)`];
  const all = caught(whole, jiras).map(({ jira }) => jira);
  return [
    ...jiras
      .filter((jira) => !all.includes(jira))
      .map((jira) => `check '${name}' does not catch '${jira.name}', of which it is said`),
    ...caught(without, jiras).map((trial) => {
      const { kind = '', name: by = 'the way there' } = seen.get(trial)?.seenBy ?? {};
      return `'${trial.jira.name}' is also caught by ${kind} '${by}'`;
    }),
  ];
}

beforeAll(async () => {
  const all = Object.values(parts)
    .flat()
    .flatMap(({ whole, without, jiras }) => [...trials(whole, jiras), ...trials(without, jiras)]);
  const each = [...new Set(all)];
  for (const [index, outcome] of (await runTrials(each, {})).entries())
    seen.set(each[index] as Trial, outcome);
}, 120_000);

describe.each(['interaction', 'matcher'] as const)('without any one %s,', (kind) => {
  it.each(parts[kind].map((part) => [part.name, part] as const))(
    'fewer broken Jiras are caught: %s',
    (_name, { whole, without, jiras }) => {
      // Where there is none: mutation/broken-responses.ts breaks what the interaction uses of the response.
      expect(caught(whole, jiras)).not.toEqual([]);
      expect(caught(without, jiras).length).toBeLessThan(caught(whole, jiras).length);
    },
  );
});

describe('a broken Jira that says so is caught by this check alone:', () => {
  it.each(checkParts.map((part) => [part.name, part] as const))('%s', (_name, part) => {
    expect(wrongWith(part)).toEqual([]);
  });
});
