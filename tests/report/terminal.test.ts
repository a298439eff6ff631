import { describe, expect, it } from '@jest/globals';
import { lookOf } from '../../src/cli/io.ts';
import { TerminalReport } from '../../src/render/terminal.ts';
import type { InteractionResult, TargetReport } from '../../src/report/report.ts';
import { printable } from '../../src/text.ts';
import { failed, pact, plainLook, report, target, unverifiable, verified } from '../support/small-reports.ts';

/** The pacts of this Jira, in which one more interaction was verified. */
const pacts = (one: TargetReport, more: InteractionResult) =>
  one.pacts.map(({ interactions }) => pact(...interactions, more));

const plain = () => new TerminalReport(plainLook);

describe('the terminal report', () => {
  const terminal = { write: () => true, isTTY: true, columns: 120 };
  const pipe = { write: () => true };

  it.each([
    ['on a terminal', terminal, {}, true],
    ['on a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['on a terminal that knows none', terminal, { TERM: 'dumb' }, false],
    ['in a pipe', pipe, {}, false],
    ['in a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['where both are said', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ])('has colors or none %s', (_where, output, env, colors) => {
    expect(lookOf(output, env).colors).toBe(colors);
  });

  it.each([
    ['the terminal', terminal, {}, { columns: 120, folds: true }],
    ['COLUMNS before the terminal', terminal, { COLUMNS: '66' }, { columns: 66, folds: true }],
    ['80 for a table in a pipe, whose sentences stay whole', pipe, {}, { columns: 80, folds: false }],
    ['no COLUMNS that is no number', pipe, { COLUMNS: 'wide' }, { columns: 80, folds: false }],
  ])('is as wide as %s', (_what, output, env, look) => {
    expect(lookOf(output, env)).toMatchObject(look);
  });

  it('shows a mark in color, and says a failure in words too', () => {
    const line = new TerminalReport({ ...plainLook, colors: true }).interaction(failed);
    expect(line).toContain('\u001b[31m✗');
    expect(line).toMatch(/ {2}failed$/);
  });

  it('gives an interaction that was sent a line, lined up with the others', () => {
    const terminal = plain();
    terminal.pact(pact(), ['a log-in', 'a longer description']);
    expect(terminal.interaction(verified)).toBe('  ✓ POST   a log-in                 5 ms');
    expect(terminal.interaction(unverifiable)).toBeUndefined();
  });

  it('tells a cause once, with the interactions that it concerns and the first of their curl lines', () => {
    const other = { ...failed, description: 'a log-out', method: 'DELETE' };
    expect(plain().pactDone(pact(failed, other, verified))).toEqual([
      [
        '  ✗ Failed: It broke',
        '      Fix it.',
        '      POST   a log-in',
        '      DELETE a log-out',
        '      For example POST a log-in:',
        '        status: expected 200, actual 500\\u001b[2J\\r',
        "        Repeat the first: curl -i -X POST 'https://jira.example.com/rest/auth/1/session'",
      ].join('\n'),
    ]);
  });

  it('lists an interaction that was not sent under the cause of that, after what failed', () => {
    const failure = '  ✗ Failed: It broke\n      Fix it.\n      POST   a log-in\n';
    const [first, ...more] = plain().pactDone(pact(unverifiable, verified, failed));
    expect(first?.slice(0, failure.length)).toBe(failure);
    expect(more).toEqual(['  – Not verified: needs a token\n      Set it.\n      GET    who am I']);
  });

  it('does not list the interactions when it concerns all of them', () => {
    expect(plain().pactDone(pact(unverifiable, unverifiable))).toEqual([
      '  – Not verified: needs a token: all 2 interactions\n      Set it.',
    ]);
  });

  it('keeps the mismatches of interactions that merely differ apart', () => {
    const differs = { ...failed, code: 'differs', cause: 'It differs' } as const;
    expect(plain().pactDone(pact({ ...differs, id: '1' }, { ...differs, id: '2' }, verified))).toHaveLength(
      2,
    );
  });

  it('ends with the verdict, its cause and its cure, and the next step', () => {
    expect(
      plain()
        .verdict(report(target(failed, verified)))
        .split('\n'),
    ).toEqual([
      'The contract is broken on the Jira at https://jira.example.com/rest: It broke. Fix it.',
      'To see what is wrong with that Jira: npm run doctor -- --base-url https://jira.example.com/rest',
    ]);
    expect(plain().verdict(report(target(verified)))).toBe(
      'The contract holds on the Jira at https://jira.example.com/rest.',
    );
    expect(plain().verdict(report(target(verified, unverifiable)))).toContain(
      'as far as it could be verified: 1 of 2',
    );
    expect(plain().verdict(report(target(unverifiable)))).toContain(
      'It is unknown whether the contract holds',
    );
  });

  it.each(['credentials-refused', 'captcha-pending', 'setting-missing'] as const)(
    'does not send to the doctor for %s: the cure is all',
    (code) => {
      const { exitCode, ...one } = target({ ...unverifiable, code });
      expect(plain().verdict(report({ ...one, exitCode: 2 }))).not.toContain('doctor');
      const down = { ...target({ ...unverifiable, code: 'connection-refused' }), name: 'down' };
      expect(plain().verdict(report({ ...one, exitCode: 2 }, down))).toContain('what is wrong with down: ');
    },
  );

  it('tells a pending failure as such, and neither as verified nor as one that counts', () => {
    const pending = { ...failed, pending: true };
    const terminal = plain();
    expect(terminal.interaction(pending)).toMatch(/^ {2}✗ .* \(pending\)$/);
    expect(terminal.pactDone(pact(pending, verified))[0]).toMatch(/^ {2}✗ Failed \(pending\): /);
    expect(report(target(pending, verified))).toMatchObject({
      exitCode: 0,
      summary: { verified: 1, failed: 1 },
      verdict:
        'The contract holds on the Jira at https://jira.example.com/rest. What failed is pending, so it does not count: It broke. Fix it.',
    });
    // What is verified is at least one.
    expect(report(target(pending))).toMatchObject({
      exitCode: 2,
      verdict: expect.not.stringContaining('holds on the Jira at https://jira.example.com/rest.'),
    });
  });

  it('counts each interaction of each pact, also where they have one name', () => {
    const one = target(failed);
    const both = { ...one, pacts: [...pacts(one, verified), ...pacts(one, verified)] };
    expect(plain().causes([both])[0]).toContain('jira: POST a log-in and 1 more');
  });

  it('says that a session may be open', () => {
    expect(plain().verdict(report({ ...target(verified), sessionsLeftOpen: 1 }))).toMatch(
      /^1 session may still be open at Jira: it ends by itself after its time-out\.\n/,
    );
  });
});

describe('text from outside', () => {
  it.each([
    ['moves no cursor', 'a\u001b[2J\rb', 'a\\u001b[2J\\rb'],
    ['begins no line', 'a\nb', 'a\\nb'],
    ['turns no direction', 'user\u202Egnp.exe', 'user\\u202egnp.exe'],
    ['hides nothing', 'a\u200bb\u2066c', 'a\\u200bb\\u2066c'],
    ['commands no CI system', '::error::it is fine', '\\::error::it is fine'],
    ['commands no CI system behind white space', ' ::add-mask::a', ' \\::add-mask::a'],
    ['commands none in the middle of a line', 'said: ###[error]x', 'said: ##\\#[error]x'],
    ['commands no Azure pipeline', 'a ##vso[task.setvariable]x', 'a #\\#vso[task.setvariable]x'],
    ['commands no TeamCity', "##teamcity[message text='x']", "#\\#teamcity[message text='x']"],
    ['keeps other languages', 'Anmeldung fehlgeschlagen: ungültig ✓', 'Anmeldung fehlgeschlagen: ungültig ✓'],
  ])('%s', (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});
