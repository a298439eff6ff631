import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { validate } from 'ctrf';
import { marked } from 'marked';
import { formatNames } from '../../src/render/format-names.ts';
import { formats } from '../../src/render/formats.ts';
import { runCli } from '../support/run-cli.ts';
import { HOSTILE, makeHostile, makeReport } from './hostile-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('every format', () => {
  it.each(formatNames)(
    '%s gives a hostile Jira no control over a terminal, nor over a CI system',
    async (name) => {
      const text = formats[name](await makeHostile(HOSTILE));
      expect(text).toContain('alert');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
      expect(text).not.toMatch(/[\u0000\u001b]|^::/m);
    },
  );
});

describe('the JUnit report', () => {
  it('has each case once, with its reason in the content and in the message, and every counter', async () => {
    const report = await makeReport();
    const xml = formats.junit(report);
    const names = [...xml.matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const [pact] = report.targets[0]?.pacts ?? [];
    expect(names).toHaveLength((pact?.interactions.length ?? 0) + (pact?.checks.length ?? 0));
    expect(xml).toMatch(
      /<failure type="contract" message="Jira refuses requests to the session resource \(403\)[^"]*">Jira refuses requests to the session resource [^<]*status: expected 200, actual 403/,
    );
    expect(xml).toMatch(
      /<testsuite name="[^"]+" tests="\d+" failures="\d+" errors="0" skipped="\d+" time="[\d.]+"/,
    );
    expect(xml).toMatch(/<skipped message="This check had no answer to look at/);
  });
});

describe('the CTRF report', () => {
  it.each([
    ['an ordinary one', makeReport],
    ['a hostile one', () => makeHostile(HOSTILE)],
  ])('is valid for its own tool: %s', async (_, make) => {
    const report = JSON.parse(formats.ctrf(await make()));
    expect(validate(report)).toMatchObject({ valid: true });
    expect(report.results.summary.failed).toBeGreaterThan(0);
  });
});

describe('the Markdown report', () => {
  it('begins with what it comes to, and has no markup of a Jira', async () => {
    const text = formats.markdown(await makeHostile(HOSTILE));
    expect(text).toMatch(/^## The contract is broken on a mocked Jira/);
    const tags: string[] = [];
    marked.walkTokens(marked.lexer(text), ({ type, raw }) => {
      expect(type).not.toMatch(/link|image/);
      if (type === 'html') tags.push(...(raw.match(/<[^<>]*>/g) ?? []));
    });
    for (const tag of tags) expect(tag).toMatch(/^<(\/?(details|summary)|br)>$/);
    expect(text).not.toMatch(/^::/m);
    expect(text).toContain('❌');
  });
});

describe('verify --report', () => {
  it('writes every format, in one run', async () => {
    const files = formatNames.map((format) => [format, join(folder, `report.${format}`)] as const);
    const args = files.flatMap(([format, file]) => ['--report', `${format}=${file}`]);
    const { exitCode } = await runCli(['verify', '--filter', 'anonymous', ...args]);
    expect(exitCode).toBe(0);
    for (const [, file] of files) expect(readFileSync(file, 'utf8')).toMatch(/anonymous|verified/);
  });

  it('leaves the standard output to the report that goes there', async () => {
    const { stdout, stderr } = await runCli(['verify', '--filter', 'anonymous', '--report', 'junit=-']);
    expect(stdout).toMatch(/^<\?xml/);
    expect(stderr).toContain('The contract holds');
  });

  it.each([
    ['xml=report.xml', 'The formats are json, junit, ctrf, markdown, html, nagios, prometheus'],
    ['junit', 'needs FORMAT=FILE'],
    ['junit=', 'needs FORMAT=FILE'],
    ['junit=no/such/folder/x.xml', 'cannot be written'],
  ])('refuses %s', async (given, says) => {
    const { exitCode, stderr } = await runCli(['verify', '--report', given]);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('refuses two reports on the standard output', async () => {
    const { exitCode, stderr } = await runCli(['verify', '--json', '-', '--report', 'junit=-']);
    expect(stderr).toContain('Only one report');
    expect(exitCode).toBe(2);
  });
});

it('verify --quiet prints the verdict alone', async () => {
  const { stdout, stderr } = await runCli(['verify', '--quiet', '--filter', 'anonymous']);
  expect(stdout).toBe('The contract holds on a mocked Jira (datacenter).\n');
  expect(stderr).toBe('');
});
