import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { judged } from '../../src/report/combine.ts';
import type { PactReport, Report } from '../../src/report/report.ts';
import { reportFrom } from '../support/reports.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

/** The report of a Jira that is broken, with its one target and pact. */
async function brokenReport() {
  const report = await reportFrom('jira11');
  const [target] = report.targets;
  const [pact] = target?.pacts ?? [];
  if (!target || !pact) throw new Error('there is a pact');
  return { report, target, pact };
}

/** A Jira that can be broken and mended: who logs out gets an error. */
async function startBreakable() {
  const jira = await startMockedJira();
  let isBroken = false;
  const change: JiraChange = async (request, ask) =>
    isBroken && request.method === 'DELETE' ? wireResponse(500, {}, '') : ask(request);
  const front = await startFront(jira, change);
  return {
    baseUrl: front.baseUrl,
    break: (broken: boolean) => {
      isBroken = broken;
    },
    [Symbol.asyncDispose]: async () => {
      await front.stop();
      await jira.stop();
    },
  };
}

const LOG_OUT = 'DELETE a log-out with a session';

describe('an earlier report', () => {
  it('tells what is new, what is still broken and since when, and what is mended', async () => {
    await using one = await startBreakable();
    await using two = await startBreakable();
    using targets = targetsFolder([
      { name: 'one', baseUrl: one.baseUrl, ...everyAccount },
      { name: 'two', baseUrl: two.baseUrl, ...everyAccount },
    ]);
    const night = async () => {
      const ended = await targets.verify(['--baseline', 'last.json', '--json', 'last.json']);
      return {
        ...ended,
        report: JSON.parse(readFileSync(join(targets.folder, 'last.json'), 'utf8')) as Report,
      };
    };
    one.break(true);
    const first = await night();
    expect(first.stderr).toContain(
      'The file last.json does not exist yet: everything that is broken counts as new.',
    );
    expect(first.stdout).toMatch(
      new RegExp(`No earlier report yet: \\d new, 0 still broken, 0 fixed\\n  new +one: ${LOG_OUT}`),
    );

    two.break(true);
    const second = await night();
    const since = first.report.startedAt.slice(0, 16).replace('T', ' ');
    expect(second.stdout).toContain(`new           two: ${LOG_OUT}`);
    expect(second.stdout).toContain(`still broken  one: ${LOG_OUT}, broken since ${since} UTC`);

    one.break(false);
    const third = await night();
    expect(third.stdout).toContain(`fixed         one: ${LOG_OUT}, broken since ${since} UTC`);
    expect(third.report.history).toMatchObject({ baseline: second.report.startedAt, new: 0 });
    const change = third.report.targets[1]?.pacts[0]?.interactions.find(
      ({ method }) => method === 'DELETE',
    )?.change;
    expect(change).toEqual({ kind: 'still-broken', since: second.report.startedAt });
  });

  it('does not call new what was broken before it could not be asked for a night', async () => {
    await using jira = await startBreakable();
    using targets = targetsFolder([{ name: 'acme', baseUrl: jira.baseUrl, ...everyAccount }]);
    using down = targetsFolder([{ name: 'acme', baseUrl: 'http://127.0.0.1:1/rest', ...everyAccount }]);
    jira.break(true);
    const first = await targets.report();
    writeFileSync(join(down.folder, 'last.json'), JSON.stringify(first));
    const night = await down.report(['--baseline', 'last.json']);
    expect(night.history).toMatchObject({ new: 0, stillBroken: 0, mended: 0 });
    writeFileSync(join(targets.folder, 'last.json'), JSON.stringify(night));
    const third = await targets.report(['--baseline', 'last.json']);
    expect(third.history).toMatchObject({ new: 0, mended: 0 });
    expect(third.history?.stillBroken).toBeGreaterThan(0);
  });

  it('lets a team go on with known breaks: --fail-on new', async () => {
    await using jira = await startBreakable();
    await using other = await startBreakable();
    using targets = targetsFolder([
      { name: 'known', baseUrl: jira.baseUrl, ...everyAccount },
      { name: 'other', baseUrl: other.baseUrl, ...everyAccount },
    ]);
    const args = ['--baseline', 'last.json', '--fail-on', 'new'];
    jira.break(true);
    writeFileSync(join(targets.folder, 'last.json'), JSON.stringify(await targets.report()));
    const known = await targets.report(args);
    expect(known).toMatchObject({
      exitCode: 0,
      verdict: expect.stringMatching(
        /^The contract is broken on 1 of 2 Jiras, known: .* Not counted, because the contract was already broken there \(--fail-on new\): known\.$/,
      ),
    });
    // The Jira itself is as broken as it is.
    expect(known.targets[0]?.exitCode).toBe(1);
    other.break(true);
    expect((await targets.report(args)).exitCode).toBe(1);
  });

  it('tells two pacts of one client apart', async () => {
    const { report, target, pact } = await brokenReport();
    const held = {
      ...pact,
      exitCode: 0 as const,
      interactions: pact.interactions.map((one) => ({ ...one, status: 'verified' as const })),
    };
    const of = (...pacts: PactReport[]) => ({ ...report, targets: [{ ...target, pacts }] });
    const [one, other] = [
      { ...pact, source: 'one.json' },
      { ...held, source: 'other.json' },
    ];
    const baseline = { report: of(one, other) };
    const all = pact.summary.failed;
    const broken = judged(of({ ...pact, source: 'other.json' }, one), { baseline, failOn: 'new' });
    expect(broken).toMatchObject({ exitCode: 1, history: { new: all, stillBroken: all } });
    // In another order they are the same two, and so is the next version of the one that was broken.
    for (const now of [of(other, one), of(other, { ...pact, source: 'one-2.json' })])
      expect(judged(now, { baseline, failOn: 'new' })).toMatchObject({ exitCode: 0, history: { new: 0 } });
  });

  it('does not let known breaks hide a pact of which nothing was verified', async () => {
    const { report, target, pact } = await brokenReport();
    const nothing = { ...pact, consumer: 'other', exitCode: 2 as const, interactions: [], checks: [] };
    const both = { ...report, targets: [{ ...target, pacts: [pact, nothing] }] };
    expect(judged(both, { baseline: { report: both }, failOn: 'new' }).exitCode).toBe(2);
  });

  it.each([
    ['that is no report', '{"a":1}', 'last.json is not a report of this program'],
    ['that was cut', '{"formatVersion":1', 'is not complete JSON. If the file was cut off'],
    ['that was changed', '{"formatVersion":1}', 'does not match schemas/report.schema.json'],
  ])('%s is refused, before anything is sent', async (_name, text, why) => {
    using targets = targetsFolder([{ name: 'acme', baseUrl: 'http://127.0.0.1:1/rest' }]);
    writeFileSync(join(targets.folder, 'last.json'), text);
    const { exitCode, stdout, stderr } = await targets.verify(['--baseline', 'last.json']);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(why)]);
  });

  it('is needed to say what is new', async () => {
    using targets = targetsFolder([{ name: 'acme', baseUrl: 'http://127.0.0.1:1/rest' }]);
    expect((await targets.verify(['--fail-on', 'new'])).stderr).toContain('add --baseline FILE');
  });
});

describe('--allow-unreachable', () => {
  it('lets so many Jiras be down, and says so in the verdict', async () => {
    await using jira = await startMockedJira();
    using targets = targetsFolder([
      { name: 'up', baseUrl: jira.baseUrl, ...everyAccount },
      { name: 'down', baseUrl: 'http://127.0.0.1:1/rest' },
      { name: 'down too', baseUrl: 'http://127.0.0.1:2/rest' },
    ]);
    const allowing = async (number: number) => targets.report(['--allow-unreachable', String(number)]);
    expect(await allowing(1)).toMatchObject({
      exitCode: 2,
      verdict: expect.not.stringContaining('Not counted'),
    });
    expect(await allowing(2)).toMatchObject({
      exitCode: 0,
      verdict:
        'The contract holds on 1 of 3 Jiras. Not counted, because Jiras are allowed to be down (--allow-unreachable): down and down too.',
    });
  });

  it('lets nothing pass but a Jira that is down: not wrong credentials, and not a wrong base URL', async () => {
    await using jira = await startMockedJira();
    using targets = targetsFolder([
      { name: 'refused', baseUrl: jira.baseUrl, ...{ username: 'A_USER', password: 'A_PASSWORD' } },
      { name: 'elsewhere', baseUrl: jira.baseUrl.replace('/rest', '/nowhere/rest') },
    ]);
    const report = await targets.report(['--allow-unreachable', '5'], { ...accounts, A_PASSWORD: 'wrong' });
    expect(report.exitCode).toBe(2);
    expect(report.targets.map(({ exitCode }) => exitCode)).toEqual([2, 2]);
  });

  it('does not turn green where nothing is left', async () => {
    using targets = targetsFolder([{ name: 'down', baseUrl: 'http://127.0.0.1:1/rest' }]);
    expect((await targets.report(['--allow-unreachable', '5'])).exitCode).toBe(2);
  });
});
