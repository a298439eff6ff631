import { describe, expect, it } from '@jest/globals';
import type { TrialOutcome } from '../../mutation/run-trial.ts';
import { scoreOf } from '../../mutation/score.ts';

const outcome = (
  name: string,
  verdict: TrialOutcome['verdict'],
  kind: 'interaction' | 'check' = 'interaction',
): TrialOutcome => ({
  name,
  verdict,
  said: 'unknown',
  seenBy: { kind, id: 'one', name: 'one' },
  changed: true,
  durationMs: 1,
});
const caught = (count: number) => Array.from({ length: count }, (_, index) => outcome(`${index}`, 'broken'));
const reason = 'No client uses it.';
const known = [{ name: 'known', reason }];

describe('the score', () => {
  it('counts what the pact caught, what the checks alone caught, and what stopped the verification', () => {
    const broken = [...caught(2), outcome('x', 'broken', 'check'), outcome('y', 'no answer')];
    expect(scoreOf(broken, [], false, []).broken).toMatchObject({
      total: 4,
      caught: { byPact: 2, byChecks: 1, noResponse: 1 },
      score: 1,
      survivors: [],
    });
  });

  it('is good enough with 95 % caught and a reason for each survivor', () => {
    const { broken, problems } = scoreOf([...caught(19), outcome('known one', 'passed')], [], true, known);
    expect(broken).toMatchObject({ score: 0.95, survivors: [{ name: 'known one', reason }] });
    expect(problems).toEqual([]);
  });

  it('is not good enough below 95 %, unless only some Jiras were asked for', () => {
    const broken = [...caught(18), outcome('known one', 'passed')];
    expect(scoreOf(broken, [], true, known).problems).toEqual(['The score is below 95 %.']);
    expect(scoreOf(broken, [], false, known).problems).toEqual([]);
  });

  it.each<[string, TrialOutcome[], TrialOutcome[], object[], string]>([
    ['a survivor without a reason', [outcome('new', 'passed')], [], [], "'new' survives without a reason"],
    [
      'a reason for what is caught',
      [],
      [],
      known,
      "'known' is in the list of survivors, but no such Jira survives",
    ],
    [
      'a survivor without the warning it should have',
      [outcome('known', 'passed')],
      [],
      [{ ...known[0], warned: true }],
      "'known' survives without a warning",
    ],
    [
      'a harmless difference refused',
      [],
      [outcome('gzip', 'broken')],
      [],
      "'gzip' is harmless and was refused",
    ],
    [
      'a harmless difference that brings a warning',
      [],
      [outcome('gzip', 'warned')],
      [],
      "'gzip' is harmless and was refused",
    ],
    [
      'a change that met no answer',
      [],
      [{ ...outcome('gzip', 'passed'), changed: false }],
      [],
      "'gzip' changed nothing",
    ],
  ])('is not good enough with %s', (_name, broken, harmless, survivors, problem) => {
    const { problems } = scoreOf([...caught(99), ...broken], harmless, true, survivors as typeof known);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});
