import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { html, htmlFolder } from '../../src/reports/formats/html.ts';
import type { Report } from '../../src/reports/report.ts';
import { axe, hasChromium, type PageServer, servePages, startBrowser } from '../support/browser.ts';
import { reportFrom, reportOfMany, reportOfSeveral, reportOfTargets, targetOf } from '../support/reports.ts';

const inChromium = hasChromium ? it : it.skip;
const needsChromium = "(skipped without Debian's chromium)";

/** What Jenkins sends with the files of a build; the second is a little less strict. */
const jenkinsPolicies = [
  "sandbox; default-src 'none'; img-src 'self'; style-src 'self';",
  "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';",
];

let several: Report;
let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  several = await reportOfSeveral();
  server = await servePages();
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server[Symbol.asyncDispose]();
});

/** A page in the browser, with all that it asks for and all that goes wrong in it. */
interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

async function openAt(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
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

function openReport(report: Report, options: BrowserContextOptions = {}, fragment = ''): Promise<Opened> {
  return openAt(`${server.address({ 'index.html': html(report) })}${fragment}`, options);
}

const visibleText = (page: Page) => page.evaluate<string>('document.body.innerText');

const focusedLabel = (page: Page) => page.evaluate<string>('document.activeElement.ariaLabel');

/** Waits until the cell with these words has the focus: a busy machine draws later than it is told to. */
const focusOn = (page: Page, words: string) =>
  page.waitForFunction(`(document.activeElement.ariaLabel ?? "").includes(${JSON.stringify(words)})`);

/** What axe-core finds: the rule, and the elements. */
async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))',
  );
}

/** Opens a cell by its name. */
async function openCell(page: Page, label: string): Promise<string> {
  await page.getByRole('gridcell', { name: label, exact: true }).click();
  await page.getByRole('heading', { name: 'Where and when' }).waitFor();
  return page.getByRole('dialog').innerText();
}

const shownCells = (page: Page) =>
  page.evaluate<string[]>(
    '[...document.querySelectorAll("td[aria-label]")].filter((cell) => cell.checkVisibility({ visibilityProperty: true })).map((cell) => cell.ariaLabel)',
  );

describe('the sentence at the top', () => {
  it.each([
    [
      'datacenter',
      'Yes, it may ship, as far as a mocked Jira can tell: the contract holds there; no real Jira was asked.',
    ],
    ['jira11', 'No, it may not ship: the contract is broken on a mocked Jira; no real Jira was asked.'],
  ])(
    'says of a mocked %s whether it may ship, and that it is none of a real one',
    async (flavour, sentence) => {
      const page = html(await reportFrom(flavour));
      expect(page).toContain(`</span> ${sentence}`);
      expect(page).toContain(`<title>${sentence}`);
    },
  );

  it('counts the Jiras, and says how many are mocked', () => {
    expect(html(several)).toContain(
      'No, it may not ship: the contract is broken on 2 of 5 Jiras; 1 of the 5 is mocked.',
    );
  });

  it('says what could not be found out', () => {
    const targets = several.targets.map((target) => ({ ...target, exitCode: 2 as const }));
    expect(html(reportOfTargets(targets))).toContain(
      'It could not be found out whether it may ship: nothing tells whether the contract holds on 5 of 5 Jiras',
    );
  });

  it('speaks for one part of a run alone', () => {
    const targets = several.targets.filter(({ exitCode }) => exitCode === 0);
    const shard = { index: 2, total: 4, targets: ['acme', 'umbrella', 'globex'], run: 'x' };
    const page = html({ ...reportOfTargets(targets), shard });
    expect(page).toContain('Yes, it may ship, as far as part 2 of 4 tells and it could be verified: ');
    expect(page).toContain('2 of 4, of 3 Jiras in all');
  });
});

describe('the page', () => {
  it('is one file that names no other, or a folder without inline style and script', () => {
    const page = html(several);
    expect(page).not.toMatch(/<link|<script src|<img|@import|url\(/);
    const { 'index.html': index = '', ...beside } = htmlFolder(several);
    expect(Object.keys(beside)).toEqual(['report.css', 'report.js']);
    expect(index).not.toMatch(/<style|<script(?! src="report.js")| style=| on\w+=/);
    for (const text of Object.values(beside)) expect(text).not.toMatch(/<\/(script|style)/i);
  });

  it('shows who stands where against the earlier run', () => {
    const page = html(several);
    expect(page).toContain('1 newly broken, 15 still broken, 0 mended (2026-11-25 03:00 UTC)');
    expect(page).toContain('<i>still broken</i>');
    expect(html({ ...several, history: { new: 0, stillBroken: 0, mended: 0 } })).toContain('none yet');
  });

  it('tells a cause once, with all Jiras and interactions, before the matrix', async () => {
    const page = html(await reportOfMany(20));
    expect(page.match(/<h3>.*This Jira refuses the session resource/g)).toHaveLength(1);
    expect(page).toMatch(/<b><bdi>jira-004<\/bdi><\/b>; <b><bdi>jira-014<\/bdi><\/b>: /);
    expect(page.indexOf('This Jira refuses')).toBeLessThan(page.indexOf('id="cells"'));
  });

  it('says what is wrong with a whole pact and a check, with the cure', () => {
    const target = targetOf(several);
    const code = 'not-published' as const;
    const notPublished = { code, cause: 'it could not be published', cure: 'Try again.' };
    const findings = [{ code: 'cookie-not-http-only', text: 'the cookie can be read by scripts' }] as const;
    const pacts = target.pacts.map((pact) => ({
      ...pact,
      problem: notPublished,
      checks: pact.checks.map((check) => ({ ...check, status: 'warned' as const, findings })),
    }));
    const page = html(reportOfTargets([{ ...target, pacts }]));
    expect(page).toMatch(
      /It could not be published<\/h3>\n<p class="cure">Try again\.[\s\S]*?the pact of jira-session-client/,
    );
    expect(
      page.match(/! warned<\/span> The cookie can be read by scripts<\/h3>\n<p class="cure">/g),
    ).toHaveLength(1);
  });

  it('says yes to known breaks as what they are: let pass, and not held', () => {
    const [broken] = several.targets.filter(({ exitCode }) => exitCode === 1);
    const [held] = several.targets.filter(({ exitCode }) => exitCode === 0);
    if (!broken || !held) throw new Error('There are both.');
    const page = html({ ...reportOfTargets([broken, held]), exitCode: 0 });
    expect(page).toContain('since what is broken or down on 1 of 2 Jiras is let pass');
    expect(page).not.toContain('the contract holds on all');
  });

  it('has a column for what only some Jiras were asked', () => {
    const [first, second] = several.targets;
    if (!first || !second) throw new Error('There are several.');
    const fewer = second.pacts.map((pact) => ({
      ...pact,
      consumer: 'other',
      interactions: pact.interactions.slice(0, 2),
    }));
    const page = html(reportOfTargets([first, { ...second, pacts: fewer }]));
    expect(page.match(/<th scope="row" data-verb/g)).toHaveLength(21 + 2 + 6);
    expect(page.match(/not asked<\/small>/g)).toHaveLength(21 + 2 + 6);
  });

  it('keeps two pacts of one client and two Jiras of one name apart', () => {
    const target = targetOf(several);
    const twice = { ...target, pacts: [...target.pacts, ...target.pacts] };
    const page = html(reportOfTargets([twice, twice]));
    expect(page.match(/<th scope="row" data-verb/g)).toHaveLength(2 * 21);
    expect(page.match(/<td class=[vwfu]>/g)).toHaveLength(4 * 21);
    expect(page).not.toContain('not asked</small>');
  });

  it('can be made of no Jira at all', () => {
    expect(html(reportOfTargets([]))).toContain('It could not be found out whether it may ship');
  });

  inChromium(`of no Jira works ${needsChromium}`, async () => {
    await using opened = await openReport(reportOfTargets([]));
    expect(await visibleText(opened.page)).toContain('0 of 0 results');
    expect(opened.errors).toEqual([]);
  });
});

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

describe('by keyboard alone', () => {
  inChromium(
    `one filters, opens a cell, reads all of it, copies the curl line and comes back ${needsChromium}`,
    async () => {
      await using opened = await openReport(several, { permissions: ['clipboard-read', 'clipboard-write'] });
      const { page } = opened;
      await page.keyboard.press('/');
      await page.keyboard.type('status:failed jira:globex verb:POST');
      await page.keyboard.press('ArrowDown');
      await focusOn(page, 'globex, a log-in with the right credentials: failed still broken');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'a log-in with the right credentials' });
      await dialog.getByText('To repeat it').waitFor();
      const text = await dialog.innerText();
      for (const part of [
        'This Jira refuses the session resource altogether (403).',
        'Move to personal access tokens or OAuth 2.0.',
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
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Copy');
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
    for (let line = 0; line < 21; line += 1) {
      await page.keyboard.press('Home');
      for (let column = 0; column < 5; column += 1) {
        seen.add(await focusedLabel(page));
        await page.keyboard.press('ArrowRight');
      }
      await page.keyboard.press('ArrowDown');
    }
    expect(seen.size).toBe(5 * 21);
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

  inChromium.each([
    ['status:failed', 16, 2],
    ['-status:verified', 24, 3],
    ['-status:verified -status:unverifiable', 16, 2],
    ['status:unverifiable jira:umbrella', 2, 1],
    ['verb:check', 30, 5],
    ['verb:delete -jira:globex', 12, 4],
    ['state:"the user can log in" jira:acme', 1, 1],
    ['jira:acme jira:globex', 42, 2],
    ['change:new', 1, 1],
    ['jira:mocked', 21, 1],
    ['anonymous -globex', 4, 4],
    ['https://acme.example.com', 21, 1],
    ['no-such-word', 0, 0],
    ['status: -', 105, 5],
  ])(`%s leaves %i results at %i Jiras, and says so ${needsChromium}`, async (words, results, jiras) => {
    shared ??= await openReport(several);
    const { page } = shared;
    await page.getByLabel('Filter').fill(words);
    await page.getByText(`${results} of 105 results, at ${jiras} of 5 Jiras.`).waitFor();
    expect(await shownCells(page)).toHaveLength(results);
    expect(await page.locator('th[data-jira]:visible').count()).toBe(jiras);
  });

  inChromium(
    `takes rows and columns without a match away where Jiras have a line each ${needsChromium}`,
    async () => {
      await using opened = await openReport(await reportOfMany(20));
      const { page } = opened;
      await page.getByLabel('Filter').fill('status:failed verb:DELETE -jira:004');
      const cells = await shownCells(page);
      expect(cells.length).toBeGreaterThan(0);
      for (const cell of cells) expect(cell).toMatch(/^jira-0(08|14|18), .*log-out.*: failed$/);
      expect(await page.locator('th[data-jira]:visible').count()).toBe(3);
      expect(await page.locator('th[data-verb]:visible').count()).toBe(3);
    },
  );

  inChromium(
    `has buttons: only these, all but these, all; and hides the causes of what is not shown ${needsChromium}`,
    async () => {
      await using opened = await openReport(several);
      const { page } = opened;
      await page.getByRole('button', { name: 'failed', exact: true }).press('Enter');
      expect(await page.getByLabel('Filter').inputValue()).toBe('status:failed');
      expect(await page.locator('.cause:visible').count()).toBe(3);
      await page.getByRole('button', { name: 'only failed' }).press('Enter');
      expect(await page.getByLabel('Filter').inputValue()).toBe('-status:failed');
      expect(await page.locator('.cause:visible').count()).toBe(2);
      await page.getByRole('button', { name: 'not failed' }).press('Enter');
      expect(await page.getByLabel('Filter').inputValue()).toBe('');
      expect(await page.locator('.cause:visible').count()).toBe(5);
    },
  );

  inChromium(
    `stands in the address with the open cell, and the address shows the same again ${needsChromium}`,
    async () => {
      await using opened = await openReport(several);
      const { page } = opened;
      await page.getByLabel('Filter').fill('-status:verified jira:initech');
      await openCell(page, 'initech, an anonymous request for the current user: failed new');
      const address = page.url();
      expect(new URLSearchParams(new URL(address).hash.slice(1)).get('filter')).toBe(
        '-status:verified jira:initech',
      );

      await using again = await openAt(address);
      await again.page.getByRole('heading', { name: 'Where and when' }).waitFor();
      expect(await again.page.getByRole('dialog').innerText()).toBe(
        await page.getByRole('dialog').innerText(),
      );
      expect(await shownCells(again.page)).toEqual(await shownCells(page));
      await again.page.keyboard.press('Escape');
      await focusOn(again.page, 'initech, an anonymous');
      expect(new URL(again.page.url()).hash).toBe('#filter=-status%3Averified+jira%3Ainitech');
      await again.page.evaluate('location.assign("#filter=jira:acme")');
      await again.page.getByText('21 of 105 results').waitFor();
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

describe("under Jenkins' policy", () => {
  const pages = [
    ['the page', (report: Report) => ({ 'index.html': html(report) })],
    ['the folder', htmlFolder],
  ] as const;
  const cases = jenkinsPolicies.flatMap((policy) =>
    pages.map(([name, make]) => [name, policy, make] as const),
  );

  inChromium.each(cases)(`%s can be read: %s ${needsChromium}`, async (name, policy, make) => {
    const address = server.address(make(several), { 'Content-Security-Policy': policy });
    await using opened = await openAt(address);
    const { page, errors } = opened;
    const text = await visibleText(page);
    for (const part of [
      'No, it may not ship: the contract is broken on 2 of 5 Jiras',
      'This Jira refuses the session resource altogether (403)',
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
    await using opened = await openAt(
      server.address(htmlFolder(several), { 'Content-Security-Policy': policy }),
    );
    const { page } = opened;
    await page.locator('td.f a').first().click();
    expect(new URL(page.url()).hash).toBe('#c1');
    expect(await page.locator('.cause:target h3').innerText()).toContain('This Jira refuses');
  });
});

describe('a folder', () => {
  inChromium(`works like the page, with its own files alone ${needsChromium}`, async () => {
    const address = server.address(htmlFolder(several));
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
    await using good = await openAt(server.address(make(several)));
    const viewport = { width: 360, height: 740 };
    await using bad = await openAt(server.address(make(poisoned(several))), { viewport });
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

describe('200 Jiras', () => {
  it('stay under 1 MB, with every exchange in it', async () => {
    const page = html(await reportOfMany(200));
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    expect(page.match(/<td class=[vwfu]>/g)).toHaveLength(200 * 21);
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
          cure: 'Mend it.',
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
    expect(text).toContain('This Jira refuses the session resource altogether (403)');
    expect(text).toContain('✗');
    expect(await page.getByLabel('Filter').isVisible()).toBe(false);
    expect(await page.getByText('DELETE a second log-out, with an ended session').first().isVisible()).toBe(
      true,
    );
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
