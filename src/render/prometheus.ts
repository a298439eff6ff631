import { findings } from '../findings.ts';
import { placesIn } from '../report/causes.ts';
import { isDown } from '../report/exit-code.ts';
import type { Report, TargetReport } from '../report/report.ts';
import { numbered, printable } from '../text.ts';
import { outcomes } from './words.ts';

type Labels = Readonly<Record<string, string>>;

type Sample = readonly [value: number, labels?: Labels];

interface Metric {
  readonly help: string;
  readonly of: (target: TargetReport, report: Report) => readonly Sample[];
}

/** Every metric. Labels have few values, since Prometheus keeps a series for each: a cause goes without its detail. */
const metrics: Readonly<Record<string, Metric>> = {
  up: {
    help: 'Whether an answer came from the base URL (1), or the Jira is down as far as one can see from here (0); left out if neither is known.',
    of: (target) => (isDown(target) ? [[0]] : hasAnswered(target) ? [[1]] : []),
  },
  contract: {
    help: 'What the last run says of the contract at this Jira: 1 for the state that it is in (holds, broken or unknown), 0 for the others.',
    of: ({ exitCode }) =>
      Object.entries(outcomes).map(([code, { says }]) => [Number(code === `${exitCode}`), { state: says }]),
  },
  interactions: {
    help: 'How many interactions were verified, failed, and could not be verified.',
    of: ({ summary }) => Object.entries(summary).map(([status, value]) => [value, { status }]),
  },
  causes: {
    help: 'At how many places something is not as it should be, by its cause. Pending failures are among them.',
    of: causesAt,
  },
  sessions_left_open: {
    help: 'How many sessions of the last run may still be open.',
    of: ({ sessionsLeftOpen }) => [[sessionsLeftOpen]],
  },
  token_days_left: {
    help: "In how many days the first of the user's personal access tokens ends; left out if Jira does not tell it.",
    of: ({ tokenEndsAt }, report) => daysLeft(tokenEndsAt, report),
  },
  certificate_days_left: {
    help: 'In how many days the TLS certificate of the server ends; left out for plain http.',
    of: ({ certificateEndsAt }, report) => daysLeft(certificateEndsAt, report),
  },
  duration_seconds: {
    help: 'How long the last run took at this Jira.',
    of: ({ durationMs }) => [[durationMs / 1000]],
  },
  last_run_timestamp_seconds: {
    help: 'When the last run ended.',
    of: (_, { startedAt, durationMs }) => [[(Date.parse(startedAt) + durationMs) / 1000]],
  },
};

/**
 * Prometheus' text format, for the textfile collector of its node exporter, which takes no timestamps and no series twice.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheus(report: Report): string {
  const names = numbered(report.targets.map(({ name }) => printable(name)));
  const lines = Object.entries(metrics).flatMap(([short, { help, of }]) => {
    const name = `jira_session_${short}`;
    const samples = report.targets.flatMap((target, index) =>
      of(target, report).map(([value, labels]) => {
        const all = { jira: names[index] ?? '', kind: target.kind, ...labels };
        return `${name}{${Object.entries(all).map(labelText).join(',')}} ${value}`;
      }),
    );
    return samples.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples] : [];
  });
  return `${lines.join('\n')}\n`;
}

function daysLeft(end: string | undefined, { startedAt }: Report): Sample[] {
  return end === undefined ? [] : [[Math.floor((Date.parse(end) - Date.parse(startedAt)) / 86_400_000)]];
}

function hasAnswered({ pacts }: TargetReport): boolean {
  return pacts.some(({ interactions }) =>
    interactions.some(({ status, exchange }) => status === 'verified' || exchange?.answer !== undefined),
  );
}

function causesAt(target: TargetReport): Sample[] {
  const labels = placesIn(target).map(({ status, code, cause }) =>
    code ? { status, code, cause: findings[code].cause } : { status, code: '', cause },
  );
  const byCode = Map.groupBy(labels, ({ status, code }) => `${status} ${code}`);
  return [...byCode.values()].map((same) => [same.length, { ...same[0] }]);
}

function labelText([name, value]: readonly [string, string]): string {
  return `${name}="${printable(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
