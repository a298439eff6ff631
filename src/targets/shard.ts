import { createHash } from 'node:crypto';
import { InputError } from '../errors.ts';
import { jiraOf } from '../jira/server-info.ts';
import type { PactToVerify } from '../pact/pact-file.ts';
import type { Report, Shard } from '../report/report.ts';
import type { Environment } from '../settings/environment.ts';
import { tool } from '../tool.ts';
import { type TargetToVerify, targetName } from '../verification/verify-options.ts';

type ShardPlace = Pick<Shard, 'index' | 'total'>;

/** What a CI system tells each of its parallel jobs. Sources: the documentation of each. */
const systems = [
  { name: 'GitLab', index: 'CI_NODE_INDEX', total: 'CI_NODE_TOTAL', from: 1 },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', total: 'CIRCLE_NODE_TOTAL', from: 0 },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', total: 'BUILDKITE_PARALLEL_JOB_COUNT', from: 0 },
  { name: 'Bitbucket', index: 'BITBUCKET_PARALLEL_STEP', total: 'BITBUCKET_PARALLEL_STEP_COUNT', from: 0 },
  // Kubernetes does not tell an indexed job the total: the manifest has to repeat it.
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', total: 'SHARD_TOTAL', from: 0 },
] as const;

/** What tells one run of a CI system from the next: a report of yesterday does not belong to today's shards. */
const RUN_IDS = [
  'SHARD_RUN',
  'CI_PIPELINE_ID',
  'GITHUB_RUN_ID',
  'CIRCLE_WORKFLOW_ID',
  'BUILDKITE_BUILD_ID',
  'BITBUCKET_BUILD_NUMBER',
];

const MAX_SHARDS = 10_000;

/** Reads `--shard`: `2/5`, or `auto` for what the CI system says. */
export function shardFrom(text: string, environment: Environment): ShardPlace {
  if (text === 'auto') return shardOfCi(environment);
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const place = shardPlace(index, total);
  if (place) return place;
  throw new InputError(
    `--shard needs INDEX/TOTAL, such as 2/5, or auto, and not '${text}'. INDEX begins at 1.`,
  );
}

function shardPlace(index = '', total = '', from = 1): ShardPlace | undefined {
  if (![index, total].every((number) => /^\d{1,5}$/.test(number))) return undefined;
  const place = { index: Number(index) - from + 1, total: Number(total) };
  return place.index >= 1 && place.index <= place.total && place.total <= MAX_SHARDS ? place : undefined;
}

function shardOfCi(environment: Environment): ShardPlace {
  const said = systems.filter(({ index, total }) => environment[index] || environment[total]);
  const places = said.map((system) => placeIn(system, environment));
  const [first, ...others] = places;
  if (!first) {
    const known = systems.map(({ name, index, total }) => `${name} ${index} and ${total}`).join('; ');
    throw new InputError(
      `--shard auto found none of the variables that it knows (${known}), so every shard would verify every Jira. Use --shard INDEX/TOTAL instead.`,
    );
  }
  if (others.some(({ index, total }) => index !== first.index || total !== first.total)) {
    throw new InputError(
      `--shard auto finds variables of ${said.map(({ name }) => name).join(' and ')}, which contradict each other: use --shard INDEX/TOTAL instead.`,
    );
  }
  return first;
}

function placeIn(
  { name, index, total, from }: (typeof systems)[number],
  environment: Environment,
): ShardPlace {
  const { [index]: own = '', [total]: all = '' } = environment;
  // GitLab numbers no job that is not parallel, and says a total of 1.
  const place = shardPlace(own === '' && all === '1' ? `${from}` : own, all, from);
  if (place) return place;
  throw new InputError(
    `--shard auto reads ${index} and ${total} of ${name}, but '${own}' and '${all}' are not a valid shard: use --shard INDEX/TOTAL instead.`,
  );
}

export interface Division {
  readonly place: ShardPlace;
  /** The last report, whose durations share the work out evenly. Default: by a hash of the names. */
  readonly lastReport?: Report | undefined;
  readonly pacts: readonly PactToVerify[];
  readonly filter?: string | undefined;
  readonly environment: Environment;
}

/**
 * The targets of one shard, in the file's order. Every target is in one shard, and targets of one Jira are in the same: an
 * account is never tried there by two runs at once.
 */
export function shardOf(targets: readonly TargetToVerify[], division: Division) {
  const { place, lastReport } = division;
  const jiras = [...Map.groupBy(targets, jiraOfTarget).values()];
  const shardOfJira = lastReport ? byDurations(jiras, place.total, lastReport) : byHash(place.total);
  const mine = new Set(jiras.filter((jira) => shardOfJira(jira) === place.index).flat());
  return {
    targets: targets.filter((one) => mine.has(one)),
    shard: { ...place, targets: targets.map(targetName), run: runHash(targets, division) },
  };
}

function jiraOfTarget(target: TargetToVerify): string {
  return target.kind === 'live' ? jiraOf(target.baseUrl) : targetName(target);
}

type Jira = readonly TargetToVerify[];

/** Another Jira in the file moves none of the others to another shard. */
function byHash(total: number): (jira: Jira) => number {
  return (jira) => {
    const [name = ''] = jira.map(targetName).toSorted();
    return (createHash('sha256').update(name).digest().readUIntBE(0, 6) % total) + 1;
  };
}

function byDurations(
  jiras: readonly Jira[],
  total: number,
  { targets }: Report,
): (jira: Jira) => number | undefined {
  const known = new Map(targets.map(({ name, durationMs }) => [name, durationMs]));
  const sorted = [...known.values()].toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const durationOf = (jira: Jira) =>
    jira.reduce((sum, target) => sum + (known.get(targetName(target)) ?? usual), 0);
  const loads = Array.from({ length: total }, () => 0);
  const shards = new Map<Jira, number>();
  for (const jira of jiras.toSorted((a, b) => durationOf(b) - durationOf(a))) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + durationOf(jira);
    shards.set(jira, least + 1);
  }
  return (jira) => shards.get(jira);
}

function runHash(targets: readonly TargetToVerify[], division: Division): string {
  const { place, lastReport, pacts, filter = '', environment } = division;
  const common = {
    tool,
    total: place.total,
    by: lastReport?.startedAt ?? 'hash',
    filter,
    ids: RUN_IDS.map((name) => environment[name] ?? ''),
    targets: targets.map((target) => [
      targetName(target),
      jiraOfTarget(target),
      (target.pacts ?? pacts).map(({ pact }) =>
        createHash('sha256').update(JSON.stringify(pact)).digest('hex'),
      ),
    ]),
  };
  return createHash('sha256').update(JSON.stringify(common)).digest('hex').slice(0, 32);
}
