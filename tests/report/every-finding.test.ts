import { describe, expect, it } from '@jest/globals';
import { type FindingCode, findings } from '../../src/findings.ts';
import type { FormatName } from '../../src/render/format-names.ts';
import { formats } from '../../src/render/formats.ts';
import { nagiosExitCode } from '../../src/render/nagios.ts';
import { TerminalReport } from '../../src/render/terminal.ts';
import { judged } from '../../src/report/combine.ts';
import type { ExitCode, PactReport, Report } from '../../src/report/report.ts';
import {
  failed,
  found,
  jira,
  pact,
  plainLook,
  report,
  unverifiable,
  verified,
} from '../support/small-reports.ts';

const codes = Object.keys(findings) as FindingCode[];

/** What a reader of a format takes a report for: green, broken, or neither. */
const readers: Readonly<Record<FormatName | 'terminal' | 'table of many', (report: Report) => ExitCode>> = {
  json: (one) => JSON.parse(formats.json(one)).exitCode,
  junit: (one) => {
    const [, failures, errors] =
      /<testsuites [^>]*failures="(\d+)" errors="(\d+)"/.exec(formats.junit(one)) ?? [];
    return failures !== '0' ? 1 : errors !== '0' ? 2 : 0;
  },
  ctrf: (one) => {
    const { results } = JSON.parse(formats.ctrf(one)) as {
      results: { summary: { failed: number }; tests: { status: string; rawStatus: string }[] };
    };
    const red = results.tests.filter(({ status }) => status === 'failed');
    expect(results.summary.failed).toBe(red.length);
    return red.some(({ rawStatus }) => rawStatus === 'failed') ? 1 : red.length > 0 ? 2 : 0;
  },
  markdown: (one) => (/^❌/m.test(formats.markdown(one)) ? 1 : /^❓/m.test(formats.markdown(one)) ? 2 : 0),
  html: (one) => {
    const [, title = ''] = /<title>([^<]*)/.exec(formats.html(one)) ?? [];
    return title.startsWith('✓') ? 0 : title.startsWith('✗') ? 1 : 2;
  },
  nagios: (one) => {
    const [, state = ''] = /^(\w+) - /.exec(formats.nagios(one)) ?? [];
    expect({ OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3 }[state]).toBe(nagiosExitCode(one));
    return ({ OK: 0, WARNING: 0, CRITICAL: 1 } as const)[state] ?? 2;
  },
  prometheus: (one) => {
    const isAny = (state: string) => formats.prometheus(one).includes(`state="${state}"} 1\n`);
    return isAny('broken') ? 1 : isAny('unknown') || !isAny('holds') ? 2 : 0;
  },
  jsonl: (one) => {
    const states = formats
      .jsonl(one)
      .split('\n')
      .flatMap((line) => (line ? JSON.parse(line).state : []));
    return states.includes('broken') ? 1 : states.every((state) => state === 'holds') ? 0 : 2;
  },
  terminal: (one) => {
    const verdict = new TerminalReport(plainLook).verdict(one);
    return verdict.includes('is broken on') ? 1 : /unknown|not at the broker/.test(verdict) ? 2 : 0;
  },
  'table of many': (one) => {
    const text = new TerminalReport(plainLook).causes(one.targets).join('\n');
    return text.includes('✗ Failed:') ? 1 : /– (Not verified|Problem)/.test(text) ? 2 : 0;
  },
};

const problem = (code: FindingCode) => ({ code, cause: findings[code].cause, cure: findings[code].cure });
const unpublished: PactReport = { ...pact(verified), problem: problem('not-published') };
const unreadable: PactReport = { ...pact(), consumer: 'unknown', problem: problem('unreadable-pact') };

describe.each(Object.entries(readers))('%s', (_name, read) => {
  it.each(codes.filter((code) => findings[code].means !== 'warning'))(
    'is as green as the exit code where an interaction has %s',
    (code) => {
      const beside = report(jira('acme', pact(found(code), verified)));
      const expected = { broken: 1, unknown: 2, 'not-here': 0, warning: 0 }[findings[code].means];
      expect([beside.exitCode, read(beside)]).toEqual([expected, expected]);
      // Without anything that is verified, nothing is green.
      const alone = report(jira('acme', pact(found(code))));
      expect([alone.exitCode, read(alone)]).toEqual([expected || 2, expected || 2]);
    },
  );

  it.each([
    ['a result that was not published', unpublished],
    ['a pact that cannot be read', unreadable],
    ['a pact without interactions', pact()],
  ])('is not green with %s', (_what, one) => {
    for (const held of [[], [jira('globex', pact(verified))]]) {
      const done = report(jira('acme', pact(verified), one), ...held);
      expect([done.exitCode, read(done)]).toEqual([2, 2]);
    }
  });
});

it('a report without any Jira is green in no format of other tools', () => {
  for (const name of ['json', 'junit', 'ctrf', 'html', 'nagios', 'prometheus'] as const)
    expect(readers[name](report())).toBe(2);
});

describe('a failure that does not count', () => {
  const pending = { ...failed, pending: true };
  const known = jira(
    'acme',
    pact({ ...failed, change: { kind: 'still-broken', since: '2026-11-20T03:00:00.000Z' } }, verified),
  );
  const reports: [string, Report][] = [
    ['of a pending interaction', report(jira('acme', pact(pending, verified)))],
    ['of a pending pact', report(jira('acme', pact(verified), { ...pact(failed), pending: true }))],
    ['that is known', judged(report(known, jira('globex', pact(verified))), { failOn: 'new' })],
  ];
  it.each(reports)('%s makes no format red, and is verified in none', (_what, one) => {
    expect(one.exitCode).toBe(0);
    expect(formats.junit(one)).toMatch(/ failures="0" errors="0"/);
    expect(formats.junit(one)).toMatch(/<skipped message="(failed \(pending\)|not counted): It broke/);
    expect(JSON.parse(formats.ctrf(one)).results.summary).toMatchObject({
      passed: expect.any(Number),
      failed: 0,
      skipped: 1,
    });
    expect(formats.markdown(one)).toMatch(/\| ❌ \| .*(pending|not counted)/);
  });

  it('is all that there is: nothing is verified, and nothing holds', () => {
    const one = report(jira('acme', { ...pact(failed), pending: true }));
    expect(one.exitCode).toBe(2);
    expect(one.verdict).toMatch(
      /^It is unknown .* nothing was verified\. What failed is pending, so it does not count: It broke/,
    );
    expect(formats.html(one)).not.toContain('<title>✓');
    expect(formats.html(one)).toContain('failed (pending)');
  });
});

describe('JUnit', () => {
  it('says error for what could not be found out, and skipped for what cannot be verified there', () => {
    const xml = formats.junit(
      report(jira('acme', pact(found('connection-refused'), unverifiable, verified))),
    );
    expect(xml).toMatch(/tests="3" failures="0" errors="1" skipped="1"/);
    expect(xml).toMatch(/<error type="unknown" message="no server is listening there\. Check/);
    expect(xml).toMatch(/<skipped message="needs a token/);
  });

  it('has a case for a pact that could not be read, and for a result that was not published', () => {
    const xml = formats.junit(report(jira('acme', unpublished, unreadable)));
    expect(xml).toMatch(
      /<testcase name="the pact of c \(c at [^>]*>\s*<error type="unknown" message="the result was not published/,
    );
    expect(xml).toMatch(
      /<testcase name="the pact of unknown [^>]*>\s*<error type="unknown" message="the pact cannot be read/,
    );
  });

  it('gives no two cases one name', () => {
    const twice = pact(verified, verified, found('differs'), { ...found('differs'), id: 'another' });
    const xml = formats.junit(report(jira('acme', twice, twice), jira('acme', twice)));
    const names = [...xml.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(names.length);
  });
});
