import { afterAll, beforeAll, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { html } from '../../src/render/html/html.ts';
import type { Report } from '../../src/report/report.ts';
import { axe, hasChromium, type PageServer, servePages, startBrowser } from './browser.ts';
import { reportOfSeveral } from './reports.ts';

/** Whoever imports this tests the HTML page in a browser, which is there for all tests of the file. */
export const inChromium = hasChromium ? it : it.skip;
export const needsChromium = "(skipped without Debian's chromium)";

/** The report of several Jiras that most tests look at. */
export const several = await reportOfSeveral();

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  server = await servePages();
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server[Symbol.asyncDispose]();
});

/** Where the browser finds some files, the first of which is the page. */
export const addressOf: PageServer['address'] = (...files) => server.address(...files);

/** A page in the browser, with all that it asks for and all that goes wrong in it. */
export interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

export async function openAt(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('dialog', async (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, errors, [Symbol.asyncDispose]: () => context.close() };
}

export function openReport(
  report: Report,
  options: BrowserContextOptions = {},
  fragment = '',
): Promise<Opened> {
  return openAt(`${addressOf({ 'index.html': html(report) })}${fragment}`, options);
}

export const visibleText = (page: Page) => page.evaluate<string>('document.body.innerText');

export const focusedLabel = (page: Page) => page.evaluate<string>('document.activeElement.ariaLabel');

/** Waits until the cell with these words has the focus: a busy machine draws later than it is told to. */
export const focusOn = (page: Page, words: string) =>
  page.waitForFunction(`(document.activeElement.ariaLabel ?? "").includes(${JSON.stringify(words)})`);

/** What axe-core finds: the rule, and the elements. */
export async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))',
  );
}

/** Opens a cell by its name. */
export async function openCell(page: Page, label: string): Promise<string> {
  await page.getByRole('gridcell', { name: label, exact: true }).click();
  await page.getByRole('heading', { name: 'Where and when' }).waitFor();
  return page.getByRole('dialog').innerText();
}

export const shownCells = (page: Page) =>
  page.evaluate<string[]>(
    '[...document.querySelectorAll("td[aria-label]")].filter((cell) => cell.checkVisibility({ visibilityProperty: true })).map((cell) => cell.ariaLabel)',
  );
