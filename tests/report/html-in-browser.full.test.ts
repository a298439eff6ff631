import { afterAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  focusedLabel,
  focusOn,
  inChromium,
  needsChromium,
  type Opened,
  openAt,
  openCell,
  openReport,
  several,
  shownCells,
  violations,
  visibleText,
} from '../support/report-page.ts';
import { reportOfMany, reportOfTargets, resultsOf, type ShownResult, targetOf } from '../support/reports.ts';

const results = resultsOf(several);

async function showOnly(page: Page, status: string): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await page.getByLabel(status, { exact: true }).check();
}

describe('axe-core finds nothing to complain about', () => {
  const sizes = [
    ['a phone', { width: 360, height: 740 }],
    ['a tablet', { width: 820, height: 1180 }],
    ['a desk', { width: 1440, height: 900 }],
  ] as const;
  const shown = sizes.flatMap(([name, viewport]) =>
    (['light', 'dark'] as const).map((colorScheme) => [name, colorScheme, viewport] as const),
  );

  inChromium.each(shown)(
    `on %s, %s, and nothing is wider than it ${needsChromium}`,
    async (_, colorScheme, viewport) => {
      await using opened = await openReport(several, { viewport, colorScheme });
      const { page } = opened;
      expect(await violations(page)).toEqual([]);
      await openCell(page, 'initech, an anonymous request for the current user: failed new');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(
        colorScheme === 'dark',
      );
    },
  );

  inChromium(`with many Jiras ${needsChromium}`, async () => {
    await using opened = await openReport(await reportOfMany(12));
    expect(await violations(opened.page)).toEqual([]);
  });
});

describe('the first screen', () => {
  inChromium.each([3, 12, 200])(
    `holds what it comes to and the table of %i Jiras, also in a picture of the whole page ${needsChromium}`,
    async (number) => {
      await using opened = await openReport(await reportOfMany(number), {
        viewport: { width: 1280, height: 900 },
      });
      const { page } = opened;
      const table = await page.locator('#cells').boundingBox();
      expect(table?.y).toBeLessThan(700);
      expect(
        await page.evaluate('getComputedStyle(document.querySelector(".scroll")).contentVisibility'),
      ).toBe('visible');
    },
  );
});

describe('by keyboard alone', () => {
  inChromium(
    `one filters, opens a cell, reads all of it, copies the curl line and comes back ${needsChromium}`,
    async () => {
      await using opened = await openReport(several, { permissions: ['clipboard-read', 'clipboard-write'] });
      const { page } = opened;
      await page.getByLabel('Filter').focus();
      await page.keyboard.type('globex POST');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.locator('td[tabindex="0"]').focus();
      await focusOn(page, 'globex, a log-in with the right credentials: failed still broken');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'a log-in with the right credentials' });
      await dialog.getByText('To repeat it').waitFor();
      const text = await dialog.innerText();
      for (const part of [
        'Jira refuses requests to the session resource (403).',
        'Move to personal access tokens or OAuth 2.0 (on Jira 11 a service account: --client jira-service-account-client).',
        'Provider state\n\nthe user can log in',
        'Where\tExpected\tActual\nstatus\t200\t403',
        'Request\nPOST /auth/1/session\n',
        '"password":"[redacted]"',
        'Answer\n403\n',
        'curl -i -X POST',
        'still broken since 2026-11-20 03:00 UTC',
      ]) {
        expect(text).toContain(part);
      }
      await page.getByRole('button', { name: 'Copy' }).focus();
      await page.keyboard.press('Enter');
      await dialog.getByText('Copied.').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
        /^curl -i -X POST .*'https:\/\/globex\.example\.com\/rest\/auth\/1\/session'$/,
      );
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await focusOn(page, 'globex, a log-in with the right credentials: failed still broken');
      expect(opened.errors).toEqual([]);
    },
  );

  inChromium(`the matrix is one stop of Tab, and the arrows reach every cell ${needsChromium}`, async () => {
    await using opened = await openReport(several);
    const { page } = opened;
    expect(await page.locator('td[tabindex="0"]').count()).toBe(1);
    await page.locator('td[tabindex="0"]').focus();
    const seen = new Set<unknown>();
    const lines = results.length / several.targets.length;
    for (let line = 0; line < lines; line += 1) {
      await page.keyboard.press('Home');
      for (let column = 0; column < several.targets.length; column += 1) {
        seen.add(await focusedLabel(page));
        await page.keyboard.press('ArrowRight');
      }
      await page.keyboard.press('ArrowDown');
    }
    expect(seen.size).toBe(results.length);
    await page.keyboard.press('Control+Home');
    await focusOn(page, 'globex, a log-in with the right');
  });

  inChromium(
    `where the clipboard is forbidden, the curl line is copied in the old way or left selected ${needsChromium}`,
    async () => {
      await using opened = await openReport(several);
      const { page } = opened;
      await page.evaluate('void Object.defineProperty(navigator, "clipboard", { value: undefined })');
      await openCell(page, 'initech, an anonymous request for the current user: failed new');
      await page.getByRole('button', { name: 'Copy' }).press('Enter');
      await page.getByText(/Copied\.|It is selected/).waitFor();
      expect(await page.evaluate('String(getSelection())')).toContain('curl -i');
    },
  );
});

describe('the filter', () => {
  let shared: Opened | undefined;
  afterAll(async () => {
    await shared?.[Symbol.asyncDispose]();
  });

  const mocked = targetOf({ ...several, targets: several.targets.filter(({ kind }) => kind === 'mocked') });
  const cases: readonly (readonly [words: string, isShown: (result: ShownResult) => boolean])[] = [
    ['globex', ({ jira }) => jira === 'globex'],
    ['delete -globex', ({ verb, jira }) => verb === 'DELETE' && jira !== 'globex'],
    ['"still broken"', ({ change }) => change === 'still-broken'],
    ['mocked', ({ jira }) => jira === mocked.name],
    ['anonymous -globex', ({ text, jira }) => text.includes('anonymous') && jira !== 'globex'],
    ['https://acme.example.com', ({ jira }) => jira === 'acme'],
    ['no-such-word', () => false],
    ['failed POST', ({ status, verb }) => status === 'failed' && verb === 'POST'],
    ['-', () => true],
  ];

  inChromium.each(cases)(
    `%s leaves the results that it means, and says so ${needsChromium}`,
    async (words, isShown) => {
      shared ??= await openReport(several);
      const { page } = shared;
      const left = results.filter(isShown);
      const jiras = new Set(left.map(({ jira }) => jira)).size;
      await page.getByLabel('Filter').fill(words);
      await page.getByText(`${left.length} of ${results.length} results, at ${jiras} of 5 Jiras.`).waitFor();
      expect(await shownCells(page)).toHaveLength(left.length);
      expect(await page.locator('th[data-jira]:visible').count()).toBe(jiras);
    },
  );

  inChromium(`says which word nothing here has ${needsChromium}`, async () => {
    shared ??= await openReport(several);
    const { page } = shared;
    await page.getByLabel('Filter').fill('globex glbex -nowhere');
    await page.getByText('Nothing here has “glbex” or “nowhere”.').waitFor();
    await page.getByLabel('Filter').fill('globex');
    await page.getByText('Nothing here has').waitFor({ state: 'hidden' });
  });

  inChromium(
    `takes rows and columns without a match away where Jiras have a line each ${needsChromium}`,
    async () => {
      await using opened = await openReport(await reportOfMany(20));
      const { page } = opened;
      await showOnly(page, 'failed');
      await page.getByLabel('Filter').fill('DELETE -004');
      const cells = await shownCells(page);
      expect(cells.length).toBeGreaterThan(0);
      for (const cell of cells) expect(cell).toMatch(/^jira-0(08|14|18), .*log-out.*: failed$/);
      expect(await page.locator('th[data-jira]:visible').count()).toBe(3);
      const logOuts = results.filter(({ jira, verb }) => jira === 'acme' && verb === 'DELETE');
      expect(await page.locator('th[data-verb]:visible').count()).toBe(logOuts.length);
    },
  );

  inChromium(
    `has a box for each status, and hides the causes of what is not shown ${needsChromium}`,
    async () => {
      await using opened = await openReport(several);
      const { page } = opened;
      await page.getByText('Not verified, but no problem').click();
      await showOnly(page, 'failed');
      const left = results.filter(({ status }) => status === 'failed').length;
      await page.getByText(`${left} of ${results.length} results`).waitFor();
      expect(await page.locator('.cause:visible').count()).toBe(3);
      for (const box of await page.getByRole('checkbox').all()) await box.press('Space');
      await page.getByText(`${results.length - left} of ${results.length} results`).waitFor();
      expect(await page.locator('.cause:visible').count()).toBe(2);
      await page.getByLabel('failed', { exact: true }).check();
      expect(await page.locator('.cause:visible').count()).toBe(5);
    },
  );

  inChromium(
    `stands in the address with the open cell, and the address shows the same again ${needsChromium}`,
    async () => {
      await using opened = await openReport(several);
      const { page } = opened;
      await page.getByLabel('verified', { exact: true }).uncheck();
      await page.getByLabel('Filter').fill('initech');
      await openCell(page, 'initech, an anonymous request for the current user: failed new');
      const address = page.url();
      expect(new URL(address).hash).toContain('#filter=initech&without=verified&jira=initech');

      await using again = await openAt(address);
      await again.page.getByRole('heading', { name: 'Where and when' }).waitFor();
      expect(await again.page.getByRole('dialog').innerText()).toBe(
        await page.getByRole('dialog').innerText(),
      );
      expect(await shownCells(again.page)).toEqual(await shownCells(page));
      await again.page.keyboard.press('Escape');
      await focusOn(again.page, 'initech, an anonymous');
      expect(new URL(again.page.url()).hash).toBe('#filter=initech&without=verified');
      await again.page.evaluate('location.assign("#filter=acme")');
      await again.page
        .getByText(`${results.filter(({ jira }) => jira === 'acme').length} of ${results.length} results`)
        .waitFor();
      expect(again.errors).toEqual([]);
    },
  );

  inChromium(`opens the one of two namesakes that the address means ${needsChromium}`, async () => {
    const target = targetOf(several);
    const [pact] = target.pacts;
    if (!pact) throw new Error('It has a pact.');
    const pacts = ['1.0', '2.0'].map((consumerVersion) => ({
      ...pact,
      consumerVersion,
      source: `${consumerVersion}.json`,
    }));
    await using opened = await openReport(reportOfTargets([{ ...target, pacts }]));
    const { page } = opened;
    await page.locator('tbody').nth(1).locator('td').first().click();
    await page.getByText('2.0.json').last().waitFor();
    await using again = await openAt(page.url());
    await again.page.getByRole('dialog').getByText('2.0.json').waitFor();
  });
});

describe('on paper', () => {
  inChromium(`every Jira has its line, and none lies under another text ${needsChromium}`, async () => {
    await using opened = await openReport(await reportOfMany(40));
    const { page } = opened;
    await page.emulateMedia({ media: 'print' });
    const table = await page.locator('#cells').boundingBox();
    const next = await page.getByRole('heading', { name: 'The Jiras' }).boundingBox();
    expect(table && next && table.y + table.height).toBeLessThanOrEqual(next?.y ?? 0);
  });

  inChromium(`the causes are all there, opened, and the controls are not ${needsChromium}`, async () => {
    await using opened = await openReport(several);
    const { page } = opened;
    await page.emulateMedia({ media: 'print' });
    const text = await visibleText(page);
    expect(text).toContain('Jira refuses requests to the session resource (403)');
    expect(text).toContain('✗');
    expect(await page.getByLabel('Filter').isVisible()).toBe(false);
    expect(await page.getByText('DELETE a second log-out, with an ended session').first().isVisible()).toBe(
      true,
    );
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
