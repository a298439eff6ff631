import { describe, expect, it } from '@jest/globals';
import type { Report, TargetReport } from '../../src/report/report.ts';
import { shardFrom, shardOf } from '../../src/targets/shard.ts';
import type { TargetToVerify } from '../../src/verification/verify-options.ts';

const target = (name: string, baseUrl = `https://${name}.example/rest`): TargetToVerify => ({
  kind: 'live',
  name,
  baseUrl,
  credentials: {},
});
const many = Array.from({ length: 100 }, (_, index) => target(`jira-${index}`));

const namesOf = (targets: readonly TargetToVerify[]) =>
  targets.map((one) => (one.kind === 'live' ? one.name : ''));
const shard = (targets: readonly TargetToVerify[], index: number, total: number, lastReport?: Report) =>
  shardOf(targets, { place: { index, total }, lastReport, pacts: [], environment: {} });
const allShards = (targets: readonly TargetToVerify[], total: number, lastReport?: Report) =>
  Array.from({ length: total }, (_, index) => shard(targets, index + 1, total, lastReport));

describe('--shard', () => {
  it.each([
    ['1/1', { index: 1, total: 1 }],
    ['2/5', { index: 2, total: 5 }],
    ['5/5', { index: 5, total: 5 }],
  ])('takes %s', (text, place) => {
    expect(shardFrom(text, {})).toEqual(place);
  });

  it.each(['0/5', '6/5', '5', '1/0', '-1/5', '1/5/2', '1.5/3', '', 'a/b', '1/99999'])(
    'refuses %j',
    (text) => {
      expect(() => shardFrom(text, {})).toThrow('--shard needs INDEX/TOTAL');
    },
  );

  it.each([
    ['GitLab', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '5' }, { index: 2, total: 5 }],
    ['a job of GitLab that is not parallel', { CI_NODE_TOTAL: '1' }, { index: 1, total: 1 }],
    ['CircleCI', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '5' }, { index: 1, total: 5 }],
    ['Buildkite', { BUILDKITE_PARALLEL_JOB: '4', BUILDKITE_PARALLEL_JOB_COUNT: '5' }, { index: 5, total: 5 }],
    [
      'Bitbucket',
      { BITBUCKET_PARALLEL_STEP: '1', BITBUCKET_PARALLEL_STEP_COUNT: '5' },
      { index: 2, total: 5 },
    ],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '0', SHARD_TOTAL: '5' }, { index: 1, total: 5 }],
  ])('auto takes what %s says', (_name, environment, place) => {
    expect(shardFrom('auto', environment)).toEqual(place);
  });

  it.each<[string, Record<string, string>, string]>([
    ['nobody says anything', {}, 'every shard would verify every Jira'],
    ['the index is missing', { CI_NODE_TOTAL: '5' }, "but '' and '5' are not a valid shard"],
    ['the total is missing', { JOB_COMPLETION_INDEX: '0' }, "but '0' and '' are not a valid shard"],
    [
      'the index is no number',
      { CI_NODE_INDEX: '$INDEX', CI_NODE_TOTAL: '5' },
      "but '$INDEX' and '5' are not a valid shard",
    ],
    [
      'the index is beyond the total',
      { CIRCLE_NODE_INDEX: '5', CIRCLE_NODE_TOTAL: '5' },
      "but '5' and '5' are not a valid shard",
    ],
    [
      'two systems contradict each other',
      { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5', JOB_COMPLETION_INDEX: '3', SHARD_TOTAL: '5' },
      'GitLab and Kubernetes, which contradict each other',
    ],
  ])('auto refuses to guess where %s', (_name, environment, why) => {
    expect(() => shardFrom('auto', environment)).toThrow(why);
  });
});

describe('the division', () => {
  it.each([1, 2, 3, 7, 200])('into %i has each Jira once, in the order of the file', (total) => {
    const shards = allShards(many, total);
    expect(new Set(shards.flatMap(({ targets }) => namesOf(targets))).size).toBe(many.length);
    expect(shards.reduce((sum, { targets }) => sum + targets.length, 0)).toBe(many.length);
    for (const { targets } of shards) expect(targets).toEqual(many.filter((one) => targets.includes(one)));
  });

  it('does not move a Jira when another one comes', () => {
    const before = allShards(many, 5).map(({ targets }) => namesOf(targets));
    const after = allShards([target('a-new-one'), ...many], 5).map(({ targets }) =>
      namesOf(targets).filter((name) => name !== 'a-new-one'),
    );
    expect(after).toEqual(before);
  });

  it('keeps the targets of one Jira together, so that no account is tried by two runs at once', () => {
    const sameJira = Array.from({ length: 20 }, (_, index) =>
      target(`team-${index}`, 'https://one.example/rest'),
    );
    expect(
      allShards(sameJira, 5)
        .map(({ targets }) => targets.length)
        .toSorted(),
    ).toEqual([0, 0, 0, 0, 20]);
  });

  it('goes by the durations of the last report where there is one: each shard takes as long', () => {
    const durations: Record<string, number> = { 'jira-0': 9000, 'jira-1': 5000, 'jira-2': 4000 };
    const lastReport = {
      startedAt: '2026-11-25T03:00:00.000Z',
      targets: Object.entries(durations).map(([name, durationMs]) => ({ name, durationMs }) as TargetReport),
    } as unknown as Report;
    const shards = allShards(many.slice(0, 3), 2, lastReport).map(({ targets }) => namesOf(targets));
    expect(shards).toEqual([['jira-0'], ['jira-1', 'jira-2']]);
  });

  it('is told by its run: that of other targets, of another total or of another CI run is another', () => {
    const run = (targets: readonly TargetToVerify[], total = 5, environment = {}) =>
      shardOf(targets, { place: { index: 1, total }, pacts: [], environment }).shard.run;
    const same = run(many);
    expect(shard(many, 3, 5).shard.run).toBe(same);
    const others = [run(many.slice(1)), run(many, 6), run(many, 5, { GITHUB_RUN_ID: '7' })];
    expect(new Set([same, ...others]).size).toBe(4);
  });
});
