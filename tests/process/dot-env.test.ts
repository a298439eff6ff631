import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeCheckout } from '../support/checkout.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

/** What makes a program load code that somebody else wrote. */
const HOSTILE = ['LD_LIBRARY_PATH', 'LD_PRELOAD_OF', 'NODE_OPTIONS', 'DYLD_INSERT_LIBRARIES', 'RUBYOPT'];

/** The environments of the processes that this one has started, and of those that they have. */
function environmentsOfChildren(): string[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, /\) \w (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? '']),
  );
  const isOurs = (pid: string): boolean =>
    parents.has(pid) && (parents.get(pid) === String(process.pid) || isOurs(parents.get(pid) ?? ''));
  return [...parents.keys()].filter(isOurs).map((pid) => read(`/proc/${pid}/environ`));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const describeWithProc = existsSync('/proc/self/environ') ? describe : describe.skip;

describeWithProc('a .env has nothing to say to the programs that are started', () => {
  it.each([
    ["Pact's process", ['verify', '--filter', 'anonymous'], 'JIRA_BASE_URL', '/rest'],
    ['pact-cli', ['can-i-deploy', '--to-environment', 'x'], 'PACT_BROKER_BASE_URL', ''],
  ])('as %s', async (_name, args, setting, path) => {
    using checkout = makeCheckout();
    checkout.commitOn('main');
    const seen: string[] = [];
    await using server = await startHttp((_request, response) => {
      seen.push(...environmentsOfChildren());
      response.writeHead(401).end();
    });
    const lines = HOSTILE.map((name) => `${name}=${name === 'NODE_OPTIONS' ? '--title=evil' : 'evil'}`);
    writeFileSync(
      join(checkout.folder, '.env'),
      [...lines, `${setting}=http://127.0.0.1:${server.port}${path}`, 'PACT_BROKER_TOKEN=its-token'].join(
        '\n',
      ),
    );
    await runCli(args, {}, checkout.folder);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((environment) => /evil/.test(environment))).toEqual([]);
    // Its own settings it has.
    if (setting === 'PACT_BROKER_BASE_URL') expect(seen.join()).toContain('PACT_BROKER_TOKEN=its-token');
  });

  it('as git', async () => {
    using checkout = makeCheckout();
    checkout.commitOn('main');
    const mark = `${checkout.folder}-ran`;
    writeFileSync(
      join(checkout.folder, '.env'),
      [
        'PACT_BROKER_BASE_URL=http://127.0.0.1:1',
        ...[
          'GIT_CONFIG_COUNT=1',
          'GIT_CONFIG_KEY_0=core.fsmonitor',
          `GIT_CONFIG_VALUE_0='touch ${mark}; false'`,
        ],
      ].join('\n'),
    );
    await runCli(['publish:pacts', '--no-check'], {}, checkout.folder);
    expect(existsSync(mark)).toBe(false);
  });
});
