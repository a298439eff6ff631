import { describe, expect, it } from '@jest/globals';
import { html, htmlFolder } from '../../src/render/html/html.ts';
import { checks } from '../../src/verification/checks.ts';
import { total } from '../support/expected.ts';
import { reportFrom, reportOfMany, reportOfSeveral, reportOfTargets, targetOf } from '../support/reports.ts';

const several = await reportOfSeveral();

/** What one Jira is asked: a line each. */
const asked = total + checks.length;

describe('the sentence at the top', () => {
  it.each([
    ['datacenter', 'The log-in works on a mocked Jira, as far as mocked Jiras can tell.'],
    ['jira11', 'The contract is broken on a mocked Jira, as far as mocked Jiras can tell.'],
  ])('says of a mocked %s what was seen, and that no real Jira was asked', async (flavour, sentence) => {
    const page = html(await reportFrom(flavour));
    expect(page).toContain(`</span> ${sentence}`);
    expect(page).toContain(`${sentence}</title>`);
    expect(page).toContain('<li>No real Jira was asked.</li>');
  });

  it('counts the Jiras, and says how many are mocked', () => {
    const page = html(several);
    expect(page).toContain('The log-in works on 3 of 5 Jiras. The contract is broken on 2 of 5 Jiras.');
    expect(page).toContain('<li>1 of the 5 Jiras is mocked: it says nothing about a real one.</li>');
  });

  it('says that it is unknown', () => {
    const targets = several.targets.map((target) => ({ ...target, exitCode: 2 as const }));
    expect(html(reportOfTargets(targets))).toContain(
      'It is unknown whether the contract holds on all 5 Jiras.',
    );
  });

  it('says whether a client can be deployed where a version of it is asked about, and which client that is', () => {
    const versioned = (exitCode: 0 | 1) =>
      several.targets
        .filter((one) => one.exitCode === exitCode && one.kind === 'live')
        .map((one) => ({
          ...one,
          pacts: one.pacts.map((pact) => ({ ...pact, consumer: 'nightly-sync', consumerVersion: '1.2' })),
        }));
    expect(html(reportOfTargets(versioned(0)))).toContain(
      'Yes, nightly-sync 1.2 can be deployed: the contract holds on all 2 Jiras.',
    );
    expect(html(reportOfTargets([...versioned(0), ...versioned(1)]))).toContain(
      'No, do not deploy nightly-sync 1.2: the contract is broken on 2 of 4 Jiras.',
    );
  });

  it('says that the log-in works only where one was verified', () => {
    const [first] = several.targets.filter(({ exitCode }) => exitCode === 0);
    if (!first) throw new Error('There is one.');
    const pacts = first.pacts.map((pact) => ({
      ...pact,
      interactions: pact.interactions.filter(({ method }) => method === 'GET'),
    }));
    expect(html(reportOfTargets([{ ...first, pacts }]))).toContain('The contract holds on the Jira');
  });

  it('speaks for one part of a run alone', () => {
    const targets = several.targets.filter(({ exitCode }) => exitCode === 0);
    const shard = { index: 2, total: 4, targets: ['acme', 'umbrella', 'globex'], run: 'x' };
    const page = html({ ...reportOfTargets(targets), shard });
    expect(page).toMatch(/The log-in works on [^.<]* \(in part 2 of 4\)\./);
    expect(page).toContain('<li>This is part 2 of 4. The other parts are not in this report.</li>');
    expect(page).toMatch(/<li>\d+ of \d+ interactions could not be verified\.<\/li>/);
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
    expect(page).toContain('1 newly broken, 15 still broken, 0 fixed (2026-11-25 03:00 UTC)');
    expect(page).toContain('<i>still broken</i>');
    expect(html({ ...several, history: { new: 0, stillBroken: 0, mended: 0 } })).toContain('none yet');
  });

  it('tells a cause once, with all Jiras and interactions, below the matrix', async () => {
    const page = html(await reportOfMany(20));
    expect(page.match(/<h3>.*Jira refuses requests to the session resource/g)).toHaveLength(1);
    expect(page).toMatch(/<b><bdi>jira-004<\/bdi><\/b>; <b><bdi>jira-014<\/bdi><\/b>: /);
    expect(page.search(/<h3>.*Jira refuses requests to the session resource/)).toBeGreaterThan(
      page.indexOf('id="cells"'),
    );
  });

  it('folds what says nothing against the contract into one line', () => {
    const page = html(several);
    const [before = '', folded = ''] = page.split('<details><summary>Not verified, but no problem');
    expect(folded).toMatch(/^ of the contract: \d+ reasons?<\/summary>/);
    expect(folded).toContain('JIRA_PERSONAL_ACCESS_TOKEN is not set');
    expect(before).not.toContain('JIRA_PERSONAL_ACCESS_TOKEN is not set');
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

  it('says yes to known breaks as what they are: not counted, and not held', () => {
    const [broken] = several.targets.filter(({ exitCode }) => exitCode === 1);
    const [held] = several.targets.filter(({ exitCode }) => exitCode === 0);
    if (!broken || !held) throw new Error('There are both.');
    const page = html({ ...reportOfTargets([broken, held]), exitCode: 0 });
    expect(page).toContain('<li>The result of 1 of 2 Jiras is not counted: it is broken or down there.</li>');
    expect(page).not.toContain('on all 2 Jiras');
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
    expect(page.match(/<th scope="row" data-verb/g)).toHaveLength(asked + 2 + checks.length);
    expect(page.match(/not asked<\/small>/g)).toHaveLength(asked + 2 + checks.length);
  });

  it('keeps two pacts of one client and two Jiras of one name apart', () => {
    const target = targetOf(several);
    const twice = { ...target, pacts: [...target.pacts, ...target.pacts] };
    const page = html(reportOfTargets([twice, twice]));
    expect(page.match(/<th scope="row" data-verb/g)).toHaveLength(2 * asked);
    expect(page.match(/<td class=[vwfu]>/g)).toHaveLength(4 * asked);
    expect(page).not.toContain('not asked</small>');
  });

  it('can be made of no Jira at all', () => {
    expect(html(reportOfTargets([]))).toContain('Nothing was verified: there is no Jira in this run.');
  });
});
