import type { Report } from '../report/report.ts';
import { withEntities } from '../text.ts';
import { type Case, casesOf, countedStatus } from './cases.ts';

/**
 * JUnit's XML, as Jenkins' xunit plug-in describes it (junit-10.xsd). GitLab reads the reason in the content and drops
 * cases of one name; others read `message` and the file of the suite, and count with every counter.
 */
export function junit(report: Report): string {
  const cases = casesOf(report);
  const { skipped: _, ...counts } = countsOf(cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: report.tool.name, ...counts, time: seconds(report.durationMs) })}>`,
    ...[...Map.groupBy(cases, ({ suite }) => suite).values()].flatMap((suite) => suiteLines(suite, report)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(cases: readonly Case[], { startedAt }: Report): string[] {
  const { suite: name = '', source = '' } = cases[0] ?? {};
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const timestamp = startedAt.replace(/\.\d+Z$/, '');
  return [
    `  <testsuite${attributes({ name, ...countsOf(cases), time, timestamp, file: source })}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines(one: Case): string[] {
  const { name, suite, reason, details, durationMs } = one;
  const head = `    <testcase${attributes({ name, classname: suite, time: seconds(durationMs) })}`;
  const text = xmlText([reason, ...details].filter(Boolean).join('\n'));
  const within = (tag: string, words: Readonly<Record<string, string>>, said = text) => [
    `${head}>`,
    `      <${tag}${attributes(words)}>${said}</${tag}>`,
    '    </testcase>',
  ];
  const status = countedStatus(one);
  switch (status) {
    case 'verified':
      return [`${head}/>`];
    case 'warned':
      return within('system-out', {}, `warning: ${text}`);
    case 'failed':
      return within('failure', { type: 'contract', message: reason });
    case 'error':
      return within('error', { type: 'unknown', message: reason });
    case 'skipped':
      return within('skipped', { message: reason });
    default:
      return status satisfies never;
  }
}

function countsOf(cases: readonly Case[]) {
  const count = (status: Case['status']) => cases.filter((one) => countedStatus(one) === status).length;
  return {
    ...{ tests: cases.length, failures: count('failed'), errors: count('error') },
    skipped: count('skipped'),
  };
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
  const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;
  return withEntities(text.replaceAll(unwritable, '\ufffd')).replaceAll('"', '&quot;');
}
