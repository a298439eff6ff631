import { describe, expect, it } from '@jest/globals';
import { html } from '../../src/render/html/html.ts';
import type { Report } from '../../src/report/report.ts';
import { checks } from '../../src/verification/checks.ts';
import { total } from '../support/expected.ts';
import { inChromium, needsChromium, openCell, openReport, visibleText } from '../support/report-page.ts';
import { reportOfMany, reportOfTargets } from '../support/reports.ts';

inChromium(`a page of no Jira works ${needsChromium}`, async () => {
  await using opened = await openReport(reportOfTargets([]));
  expect(await visibleText(opened.page)).toContain('0 of 0 results');
  expect(opened.errors).toEqual([]);
});

describe('200 Jiras', () => {
  it('stay under 1 MB, with every exchange in it', async () => {
    const page = html(await reportOfMany(200));
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    expect(page.match(/<td class=[vwfu]>/g)).toHaveLength(200 * (total + checks.length));
  });

  inChromium(
    `open, ask for nothing else, and show each answer of its own Jira ${needsChromium}`,
    async () => {
      await using opened = await openReport(await reportOfMany(200));
      const { page, requests, errors } = opened;
      expect(await page.locator('dialog *').count()).toBe(0);
      const text = await openCell(page, 'jira-123, a log-in with the right credentials: verified');
      expect(text).toContain('X-AREQUESTID: 122x12776938x1');
      expect(requests).toHaveLength(1);
      expect(errors).toEqual([]);
    },
  );

  it('do not grow without bound where each breaks in its own way', async () => {
    const report = await reportOfMany(200);
    const text = JSON.stringify(report);
    const own = JSON.parse(text, function (key, value) {
      if (key === 'interactions')
        return value.map((one: object, index: number) => ({
          ...one,
          status: 'failed',
          code: 'differs',
          cause: `cause ${index}`,
          cure: 'Fix it.',
          mismatches: [
            {
              kind: 'body',
              where: '$',
              expected: 'a',
              actual: `${this.source}${Math.random()}`.repeat(30),
              text: '',
            },
          ],
        }));
      return value;
    }) as Report;
    expect(Buffer.byteLength(html(own))).toBeLessThan(1_500_000);
  });
});
