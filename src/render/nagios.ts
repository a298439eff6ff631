import { sentencesOf } from '../findings.ts';
import { causesOf, toldOf, wordsOf } from '../report/causes.ts';
import type { Report } from '../report/report.ts';
import { printable } from '../text.ts';
import { NAGIOS_UNKNOWN } from './format-names.ts';
import { numberOf } from './words.ts';

/** Some programs on the way, such as NRPE, pass on no more than 1024 bytes, and the numbers stand at the end. */
const MAX_TEXT = 600;

/** The states of Nagios, as its plugins end with them: not our exit codes, of which 1 would be a mere warning. */
const states = { OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: NAGIOS_UNKNOWN } as const;

export function nagiosExitCode(report: Report): number {
  return states[nagiosState(report)];
}

/**
 * One line for Nagios, Icinga and all that run their plugins: `STATE - text | numbers`.
 * Source: https://www.monitoring-plugins.org/doc/guidelines.html
 */
export function nagios(report: Report): string {
  const state = nagiosState(report);
  const warned = state === 'WARNING' ? warningsOf(report) : [];
  return `${nagiosLine(state, [report.verdict, ...warned].join(' '))} | ${numbersOf(report)}\n`;
}

/** A state and why, in one line: behind a `|`, numbers would follow, and some read `\n` as the end of the line. */
export function nagiosLine(state: keyof typeof states, text: string): string {
  const said = printable(text.replaceAll(/[\s|\\]+/g, ' ').trim());
  return `${state} - ${said.length > MAX_TEXT ? `${said.slice(0, MAX_TEXT)} ...` : said}`;
}

function nagiosState(report: Report): keyof typeof states {
  const byExitCode = { 0: 'OK', 1: 'CRITICAL', 2: 'UNKNOWN' } as const;
  const state = byExitCode[report.exitCode];
  return state === 'OK' && warningsOf(report).length > 0 ? 'WARNING' : state;
}

function warningsOf({ targets }: Report): string[] {
  const soon = targets.flatMap(({ endsSoon = [] }) => endsSoon);
  const warned = targets
    .flatMap(({ pacts }) => pacts.flatMap(toldOf))
    .filter((one) => one.status === 'warned');
  return [
    ...soon.map((one) => `Warning: ${sentencesOf(one)}`),
    ...causesOf(warned).map((cause) => `Warning: ${wordsOf(cause)}. ${cause[0].cure}`),
  ];
}

function numbersOf({ summary, targets, durationMs }: Report): string {
  const numbers = {
    ...summary,
    jiras: targets.length,
    jiras_broken: numberOf(targets, 1),
    jiras_unknown: numberOf(targets, 2),
    time: `${durationMs / 1000}s`,
  };
  return Object.entries(numbers)
    .map(([label, value]) => `'${label}'=${value};;;0`)
    .join(' ');
}
