import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { formats } from '../../src/render/formats.ts';
import { TerminalReport } from '../../src/render/terminal.ts';
import { judged } from '../../src/report/combine.ts';
import type { InteractionResult, Report, TargetReport } from '../../src/report/report.ts';
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
import { targetsFolder } from '../support/targets-file.ts';

const broken = (name: string, ...results: InteractionResult[]) => jira(name, pact(...results, verified));

/** The Jiras of one run, broken in four ways. */
const several = [
  broken('initech', found('session-resource-refused', { id: '1' }), found('session-resource-refused')),
  broken('umbrella', found('session-resource-refused')),
  broken('wayne', found('no-password-on-cloud')),
  broken('oscorp', found('session-resource-gone')),
];

describe('the verdict on many Jiras', () => {
  it('tells each cause with its Jiras and its cure', () => {
    const { verdict } = report(...several, broken('acme'));
    const [start, refused, cloud, gone, ...more] = verdict.split(/\. (?=On )/);
    expect(start).toBe('The contract is broken on 4 of 5 Jiras');
    expect(refused).toMatch(
      /^On initech and umbrella: .* the session resource\. Move to personal access tokens/,
    );
    expect(cloud).toMatch(/^On wayne: Jira Cloud does not .* Send your e-mail address/);
    expect(gone).toMatch(/^On oscorp: the session resource is no longer there\. Move to/);
    expect(more).toEqual([]);
  });

  it('names the Jiras of more causes as others, and lends them no cause', () => {
    const { verdict } = report(...several, broken('stark', found('redirected')), broken('acme'));
    expect(verdict).toMatch(/On wayne: .* On oscorp: .* For other reasons on stark\.$/);
  });

  it('says it in one sentence where the cause is one, wherever it was found', () => {
    const cut = (request: string) =>
      found('connection-reset', { at: request, cause: `${request}: the connection was cut (ECONNRESET)` });
    const one = report(
      jira('acme', pact(cut('GET /a'), cut('POST /b'))),
      jira('globex', pact(cut('GET /c'))),
    );
    expect(one.verdict).toBe(
      'It is unknown whether the contract holds on 2 of 2 Jiras, acme and globex: the connection was cut (ECONNRESET). Try again. If it happens again, check the load balancer or firewall in front of Jira.',
    );
    expect(new TerminalReport(plainLook).causes(one.targets)).toHaveLength(1);
  });

  it('keeps the reason of an unknown result apart from that of a broken one', () => {
    const { verdict } = report(several[1] as TargetReport, jira('dead', pact(found('connection-refused'))));
    expect(verdict).toMatch(/, umbrella: .*\. Move .*\. The result is unknown on dead \(1 of 2\)\.$/);
  });
});

describe('the verdict on a result that is not at the broker', () => {
  const problem = { ...found('not-published'), cause: 'the result was not published (the broker failed)' };
  const { code, cause = '', cure = '' } = problem;
  const why = { problem: { code: code as 'not-published', cause, cure } };

  it('names that as the reason, and what holds as what holds', () => {
    const { exitCode, verdict } = report(jira('acme', { ...pact(verified, unverifiable), ...why }));
    expect([exitCode, verdict]).toEqual([
      2,
      'The contract holds on the Jira at https://acme.example.com/rest, as far as it could be verified: 1 of 2 interactions could not be verified. But the result is not at the broker: the result was not published (the broker failed). Fix the cause, and run this again.',
    ]);
    expect(
      report(jira('acme', { ...pact(verified), ...why }), jira('globex', pact(verified))).verdict,
    ).toMatch(
      /^The contract holds, but the result is not at the broker, on 1 of 2 Jiras, acme: the result was not/,
    );
  });

  it('names what could not be found out, where that is why', () => {
    const { verdict } = report(jira('acme', { ...pact(verified, found('answer-timeout')), ...why }));
    expect(verdict).toMatch(/^It is unknown whether .*: the answer took too long\./);
  });
});

it('the verdict names the refusal, and not what follows from it', () => {
  const refused = Array.from({ length: 3 }, (_, id) => found('account-refused-before', { id: `${id}` }));
  const { verdict } = report(jira('acme', pact(found('credentials-refused'), ...refused, verified)));
  expect(verdict).toContain(': Jira refused the credentials. Check the user name');
});

describe('--fail-on new', () => {
  const lasting = { change: { kind: 'still-broken', since: '2026-11-20T03:00:00.000Z' } } as const;
  const known = { ...found('no-password-on-cloud'), ...lasting };
  const after = found('account-refused-before');
  const failOnNew = (...targets: TargetReport[]): Report => judged(report(...targets), { failOn: 'new' });

  it('is green where all that is unknown follows from what is known, in the same pact or in another', () => {
    expect(failOnNew(jira('cloud', pact(known, after, verified))).exitCode).toBe(0);
    expect(failOnNew(jira('cloud', pact(known, after), pact(after, after))).exitCode).toBe(0);
  });

  it('is not green where something else is unknown too, and the last line says why', () => {
    const cloud = jira('cloud', pact(known, after, found('answer-timeout')));
    for (const others of [[], [jira('acme', pact(verified))]]) {
      const { exitCode, verdict } = failOnNew(cloud, ...others);
      expect(exitCode).toBe(2);
      expect(verdict).toMatch(
        /The rest of the contract is unknown.*: the answer took too long\. Check whether/,
      );
      expect(verdict).toMatch(/Not counted, because .* \(--fail-on new\): cloud\.$/);
    }
  });

  it('lets a pending failure be new', () => {
    const pending = {
      ...failed,
      pending: true,
      change: { kind: 'new', since: lasting.change.since },
    } as const;
    expect(failOnNew(jira('cloud', pact(known, pending, verified))).exitCode).toBe(0);
  });

  it('says that nothing is left to count', () => {
    const down = report(jira('dead', pact(found('connection-refused'))));
    expect(judged(down, { allowUnreachable: 1 })).toMatchObject({
      exitCode: 2,
      verdict: expect.stringMatching(/\(--allow-unreachable\): dead\. No Jira is left that counts\.$/),
    });
    const page = formats.html(failOnNew(jira('cloud', pact(known, after, verified))));
    expect(page).toContain('The contract holds on no Jira of this run');
  });

  it('gets green for a Cloud that is known to refuse the password', async () => {
    await using cloud = await startMockedJira({ flavour: 'cloud' });
    const account = { username: 'A_USER', password: 'A_PASSWORD' };
    using targets = targetsFolder([{ name: 'cloud', baseUrl: cloud.baseUrl, ...account }]);
    await targets.verify(['--json', 'last.json']);
    const night = await targets.report(['--baseline', 'last.json', '--fail-on', 'new']);
    const codes = night.targets.flatMap(({ pacts }) => pacts.flatMap(({ interactions }) => interactions));
    expect(codes).toContainEqual(expect.objectContaining({ code: 'account-refused-before' }));
    expect([night.exitCode, night.verdict]).toEqual([0, expect.stringContaining('(--fail-on new): cloud.')]);
  });
});

it('a second log-out is not told beside the answer to a log-in: the details say what they are of', () => {
  const differences = [{ kind: 'status', where: '', expected: '200', actual: '403', text: 'expected 200' }];
  const logIn = { ...found('session-resource-refused'), id: '1', mismatches: differences };
  const logOut = { ...found('session-resource-refused'), id: '2', method: 'DELETE' };
  const [text = ''] = new TerminalReport(plainLook).causes([jira('acme', pact(logIn, logOut, verified))]);
  expect(text).toMatch(/For example acme, POST session-resource-refused:\n\s+expected 200$/);
});
