import { isDeepStrictEqual } from 'node:util';
import { InputErrors } from '../errors.ts';
import { reportOf, reportPact, reportTarget } from './combine.ts';
import { addUp, checkStatusOf, judge, statusOf } from './exit-code.ts';
import type { Report, Shard, TargetReport } from './report.ts';

export interface ShardReport {
  readonly file: string;
  readonly report: Report;
}

/** Makes one report of those of all shards. Work that is absent never turns green. */
export function merge(reports: readonly ShardReport[]): Report {
  const shards = reports.flatMap(({ file, report }) =>
    report.shard ? [{ file, report, shard: report.shard }] : [],
  );
  const [first] = shards;
  const mistakes = [
    ...reports
      .filter(({ report }) => !report.shard)
      .map(({ file }) => `${file} is not the report of a shard: it was written without --shard`),
    ...(first ? mistakesIn(shards, first) : []),
  ];
  if (!first || mistakes.length > 0) {
    throw new InputErrors(
      `The reports of the shards do not fit together: ${mistakes.length} mistakes`,
      mistakes.length > 0
        ? mistakes
        : ['There is no report of a shard here: give the folder that has the reports.'],
    );
  }
  const found = new Map(shards.flatMap(({ report }) => report.targets).map((one) => [one.name, one]));
  // Judged anew: nothing that a file says of itself is believed.
  const targets = first.shard.targets.flatMap((name): TargetReport[] => {
    const target = found.get(name);
    return target ? [reportTarget(target, target.pacts)] : [];
  });
  const starts = shards.map(({ report }) => Date.parse(report.startedAt));
  const ends = shards.map(({ report }, index) => (starts[index] ?? 0) + report.durationMs);
  const start = Math.min(...starts);
  return reportOf(targets, new Date(start), Math.max(...ends) - start);
}

type NumberedReport = ShardReport & { readonly shard: Shard };

function mistakesIn(shards: readonly NumberedReport[], first: NumberedReport): string[] {
  const foreign = shards.filter(({ shard }) => !isOfOneRun(shard, first.shard));
  const otherVersions = shards.filter(({ report }) => report.tool.version !== first.report.tool.version);
  if (foreign.length > 0 || otherVersions.length > 0) {
    return [
      ...otherVersions.map(
        ({ file, report }) =>
          `${file} was written by version ${report.tool.version}, but ${first.file} by ${first.report.tool.version}: use one version for all shards`,
      ),
      ...foreign.map(
        ({ file }) =>
          `${file} is from another run than ${first.file}: its targets, its pacts or its division into shards are different. Give only the reports of one run`,
      ),
    ];
  }
  return [
    ...shards.flatMap(contradictionsIn),
    ...wrongShards(shards, first.shard),
    ...wrongTargets(shards, first.shard),
  ];
}

function isOfOneRun(a: Shard, b: Shard): boolean {
  return a.run === b.run && a.total === b.total && a.targets.join('\n') === b.targets.join('\n');
}

/** What is missing of what was wanted, what is there more than once, and what was not wanted. */
function compared<Item>(wanted: readonly Item[], given: readonly Item[]) {
  const counts = Map.groupBy(given, (one) => one);
  const isWanted = new Set(wanted);
  return {
    missing: wanted.filter((one) => !counts.has(one)),
    doubled: [...counts].filter(([, same]) => same.length > 1).map(([one]) => one),
    strange: [...counts.keys()].filter((one) => !isWanted.has(one)),
  };
}

function wrongShards(shards: readonly NumberedReport[], { total }: Shard): string[] {
  const { missing, doubled, strange } = compared(
    Array.from({ length: total }, (_, index) => index + 1),
    shards.map(({ shard }) => shard.index),
  );
  const filesOf = (index: number) =>
    shards.filter(({ shard }) => shard.index === index).map(({ file }) => file);
  return [
    ...doubled.map((index) => `shard ${index} is there twice: ${filesOf(index).join(', ')}`),
    ...missing.map((index) => `shard ${index} of ${total} is missing: did its job end early?`),
    ...strange.map((index) => `there is a report of shard ${index}, but there are only ${total} shards`),
  ];
}

function wrongTargets(shards: readonly NumberedReport[], { targets }: Shard): string[] {
  const verified = shards.flatMap(({ report }) => report.targets.map(({ name }) => name));
  const { missing, doubled, strange } = compared(targets, verified);
  return [
    ...missing.map((name) => `no shard has verified '${name}'`),
    ...doubled.map((name) => `'${name}' was verified by more than one shard`),
    ...strange.map((name) => `'${name}' is not a target of this run`),
  ];
}

function contradictionsIn({ file, report }: ShardReport): string[] {
  const wrong = report.targets.find((one) => !isDeepStrictEqual(one, madeAnew(one)));
  if (!wrong && isTrueOfAll(report)) return [];
  const where = wrong ? `'${wrong.name}'` : 'the run';
  return [
    `${file} contradicts itself: the exit codes, the counts and the results of ${where} do not fit together. If the file was changed, create it again`,
  ];
}

/** A target as its findings alone make it. */
function madeAnew({ verdict, ...target }: TargetReport): TargetReport {
  const pacts = target.pacts.map((pact) => {
    const interactions = pact.interactions.map((one) => ({
      ...one,
      status: one.code ? statusOf({ code: one.code }) : ('verified' as const),
    }));
    const checks = pact.checks.map((one) => {
      const isIdle = one.status === 'unverifiable' && one.findings.length === 0;
      return isIdle ? one : { ...one, status: checkStatusOf(one.findings) };
    });
    return reportPact({ ...pact, interactions, checks });
  });
  return { ...reportTarget(target, pacts), verdict };
}

/** Of a run, results may have been let pass, which its report does not say; a shard without a Jira ends with 0. */
function isTrueOfAll({ exitCode, summary, targets, history }: Report): boolean {
  const policies = [undefined, ...(history ? (['new'] as const) : [])].flatMap((failOn) =>
    [0, targets.length].map((allowUnreachable) => ({ failOn, allowUnreachable })),
  );
  const isPossible = policies.some((policy) => judge(targets, policy).exitCode === exitCode);
  const isEmpty = targets.length === 0 && exitCode === 0;
  return (isPossible || isEmpty) && isDeepStrictEqual(summary, addUp(targets.map((one) => one.summary)));
}
