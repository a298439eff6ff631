import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { html, htmlFolder } from '../../src/render/html/html.ts';
import type { Report } from '../../src/report/report.ts';
import {
  addressOf,
  inChromium,
  needsChromium,
  openAt,
  openCell,
  openReport,
  several,
  visibleText,
} from '../support/report-page.ts';

/** What Jenkins sends with the files of a build; the second is a little less strict. */
const jenkinsPolicies = [
  "sandbox; default-src 'none'; img-src 'self'; style-src 'self';",
  "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';",
];

describe("under Jenkins' policy", () => {
  const pages = [
    ['the page', (report: Report) => ({ 'index.html': html(report) })],
    ['the folder', htmlFolder],
  ] as const;
  const cases = jenkinsPolicies.flatMap((policy) =>
    pages.map(([name, make]) => [name, policy, make] as const),
  );

  inChromium.each(cases)(`%s can be read: %s ${needsChromium}`, async (name, policy, make) => {
    const address = addressOf(make(several), { 'Content-Security-Policy': policy });
    await using opened = await openAt(address);
    const { page, errors } = opened;
    await page.getByText('Not verified, but no problem').click();
    const text = await visibleText(page);
    for (const part of [
      'The log-in works on 3 of 5 Jiras. The contract is broken on 2 of 5 Jiras',
      'Jira refuses requests to the session resource (403)',
      'Move to personal access tokens',
      'the user can log in',
      "curl -i -X POST -H 'accept: application/json'",
      'JIRA_PERSONAL_ACCESS_TOKEN is not set',
      'a log-out with a session',
      '✗failed',
      '✓verified',
      'The contract holds on the Jira at https://acme.example.com/rest.',
    ]) {
      expect(text.replaceAll(/([✗✓])\s+/g, '$1')).toContain(part);
    }
    expect(text).not.toContain('Provider states');
    const columns = await page.evaluate('getComputedStyle(document.querySelector(".facts")).display');
    expect(columns).toBe(name === 'the folder' ? 'flex' : 'block');
    for (const error of errors) expect(error).toMatch(/Content Security Policy|sandboxed/);
  });

  inChromium(`a cell leads to its cause ${needsChromium}`, async () => {
    const [policy = ''] = jenkinsPolicies;
    await using opened = await openAt(addressOf(htmlFolder(several), { 'Content-Security-Policy': policy }));
    const { page } = opened;
    await page.locator('td.f a').first().click();
    expect(new URL(page.url()).hash).toBe('#c1');
    expect(await page.locator('.cause:target h3').innerText()).toContain(
      'Jira refuses requests to the session resource',
    );
  });
});

describe('a folder', () => {
  inChromium(`works like the page, with its own files alone ${needsChromium}`, async () => {
    const address = addressOf(htmlFolder(several));
    await using opened = await openAt(address);
    const { page, requests, errors } = opened;
    await openCell(page, 'acme, a log-out with a session: verified');
    expect(errors).toEqual([]);
    expect(requests.map((url) => url.slice(address.lastIndexOf('/') + 1))).toEqual([
      'index.html',
      'report.css',
      'report.js',
    ]);
  });
});

describe('what a hostile Jira wrote', () => {
  const hostile = [
    '<img src=x onerror="globalThis.hacked=1">',
    '</script><script>globalThis.hacked=1</script></style></template><!--',
    '<b>bold</b> &lt;i&gt; "\'` =x',
    '\u202egnp.exe\u2066\u200b\u0000\u001b[2J\r\u2028',
    '__proto__',
    '::error::x',
  ].join(' ');
  /** Words of this program, which no Jira can change. */
  const ours = ['kind', 'status', 'code', 'name'];

  /** The report with these words in every text that comes from outside. */
  const poisoned = (report: Report): Report =>
    JSON.parse(JSON.stringify(report), function (key, value) {
      if (typeof value !== 'string' || (ours.includes(key) && !('baseUrl' in this && key === 'name')))
        return value;
      return `${value} ${hostile}`;
    }) as Report;

  const proto = (report: Report): Report =>
    JSON.parse(JSON.stringify(report), (key, value) =>
      ['id', 'consumer', 'description', 'method', 'path', 'baseUrl'].includes(key) ? '__proto__' : value,
    ) as Report;

  inChromium.each([
    ['the page', (report: Report) => ({ 'index.html': html(report) })],
    ['the folder', htmlFolder],
  ])(`changes nothing in %s ${needsChromium}`, async (_, make) => {
    await using good = await openAt(addressOf(make(several)));
    const viewport = { width: 360, height: 740 };
    await using bad = await openAt(addressOf(make(poisoned(several))), { viewport });
    const { page } = bad;
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    const tags = (of: Page) =>
      of.evaluate(
        '[...document.querySelectorAll("main :not(bdi, details, summary)")].map(({ localName }) => localName).join()',
      );
    expect(await tags(page)).toBe(await tags(good.page));
    await page.locator('td.f').first().click();
    await page.getByRole('heading', { name: 'Where and when' }).waitFor();
    expect(await page.locator('dialog :is(img, script, b b, i)').count()).toBe(0);
    const text = await page.evaluate<string>('document.body.textContent');
    expect(text).toContain('<img src=x onerror="globalThis.hacked=1">');
    expect(text.match(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u)).toBeNull();
    expect(await page.evaluate('"hacked" in globalThis')).toBe(false);
    expect(bad.errors).toEqual([]);
  });

  inChromium(`is no name of a property ${needsChromium}`, async () => {
    await using opened = await openReport(proto(several));
    const { page, errors } = opened;
    await page.locator('td.f').first().click();
    await page.getByRole('heading', { name: 'Where and when' }).waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('__proto__');
    await using again = await openAt(page.url());
    await again.page.getByRole('heading', { name: 'Where and when' }).waitFor();
    expect([...errors, ...again.errors]).toEqual([]);
  });
});
