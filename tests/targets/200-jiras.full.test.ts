import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp } from '../support/faulty-server.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

const rest = (port: number) => `http://127.0.0.1:${port}/rest`;
const withAccounts = (name: string, baseUrl: string) => ({ name, baseUrl, ...everyAccount });

it('200 Jiras, of which 20 are dead, slow, hostile or broken, are all told apart, and none holds up the rest', async () => {
  await using stack = new AsyncDisposableStack();
  const healthy = await Promise.all(
    Array.from({ length: 180 }, async () => stack.use(await startMockedJira()).baseUrl),
  );
  const slow = async () => {
    const jira = stack.use(await startMockedJira());
    const late: JiraChange = async (request, ask) => sleep(150).then(() => ask(request));
    return stack.use(await startFront(jira, late)).baseUrl;
  };
  const hostile = async () =>
    rest(
      stack.use(
        await startHttp((request, response) => {
          request.resume();
          if (request.url?.endsWith('serverInfo')) return response.end('{"version":"9.12.15"}');
          response
            .writeHead(401, { 'Content-Type': 'application/json', 'X-Evil': '::error::fooled' })
            .end(JSON.stringify({ errorMessages: Array(6000).fill('\u001b[2J</script><b>::error::fooled') }));
        }),
      ).port,
    );
  const broken = async () => stack.use(await startMockedJira({ flavour: 'removed' })).baseUrl;
  const dead = async () => rest(1);
  const bad = { dead, slow, hostile, broken };
  const badOnes = await Promise.all(
    Object.entries(bad).flatMap(([kind, start]) =>
      Array.from({ length: 5 }, async (_, index) => withAccounts(`${kind} ${index}`, await start())),
    ),
  );
  // The bad ones come first: whoever waited for them would wait at once.
  using targets = targetsFolder([
    ...badOnes,
    ...healthy.map((baseUrl, index) => withAccounts(`healthy ${index}`, baseUrl)),
  ]);
  const report = await targets.report();
  const byKind = Map.groupBy(report.targets, ({ name }) => name.split(' ')[0] ?? '');
  const exitCodes = (kind: string) => [...new Set(byKind.get(kind)?.map(({ exitCode }) => exitCode))];
  expect({
    healthy: exitCodes('healthy'),
    slow: exitCodes('slow'),
    dead: exitCodes('dead'),
    broken: exitCodes('broken'),
  }).toEqual({
    healthy: [0],
    slow: [0],
    dead: [2],
    broken: [1],
  });
  expect(byKind.get('hostile')?.every(({ exitCode }) => exitCode !== 0)).toBe(true);
  expect(report.targets.map(({ name }) => name)).toEqual([
    ...badOnes.map(({ name }) => name),
    ...healthy.map((_, index) => `healthy ${index}`),
  ]);
  const [first] = byKind.get('healthy') ?? [];
  // A Jira without the session resource still refuses nobody at another one.
  const gone = byKind.get('broken')?.length ?? 0;
  expect(report.summary.verified).toBe((healthy.length + 5) * (first?.summary.verified ?? 0) + gone);
}, 300_000);
