import { describe, expect, it } from '@jest/globals';
import { editJson } from '../../mutation/edits.ts';
import type { MockedRequest } from '../../src/mock-jira/request.ts';
import { startMockedJira, type Upstream } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';

/** Lets a user log in under another name, as Jira does by e-mail address and an add-on by DOMAIN\user. */
function taking(alias: string) {
  const quoted = JSON.stringify(alias).slice(1, -1);
  return (request: MockedRequest, { respond }: Upstream) => {
    const [, encoded = ''] = /^Basic (.*)$/.exec(request.headers.authorization ?? '') ?? [];
    const pair = Buffer.from(encoded, 'base64').toString().replace(alias, 'alice');
    const headers = encoded
      ? { ...request.headers, authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
      : request.headers;
    return respond({ ...request, headers, body: request.body.replace(`"${quoted}"`, '"alice"') });
  };
}

async function verified(baseUrl: string, username: string) {
  const settings = { ...jiraSettings, JIRA_USERNAME: username };
  const { exitCode, stdout } = await runCli(['verify', '--base-url', baseUrl, '--json', '-'], settings);
  const [pact] = (JSON.parse(stdout) as Report).targets[0]?.pacts ?? [];
  const check = pact?.checks.find(({ id }) => id === 'name-is-user');
  return { exitCode, status: check?.status, codes: check?.findings.map(({ code }) => code) };
}

describe('a user who logs in under another name than Jira names the user', () => {
  const aliases = ['alice.smith@example.com', 'CORP\\alice', 'ALICE'];

  it.each(aliases)('%s, is the same user', async (alias) => {
    await using jira = await startMockedJira({ middleware: taking(alias) });
    expect(await verified(jira.baseUrl, alias)).toEqual({ exitCode: 0, status: 'verified', codes: [] });
  });

  it('is another one where Jira has the user name of the settings, and names somebody else all over', async () => {
    await using jira = await startMockedJira({ middleware: taking('asmith') });
    expect(await verified(jira.baseUrl, 'asmith')).toMatchObject({ exitCode: 1, status: 'failed' });
  });

  it.each(aliases)('%s, is another one where myself says so in the same session', async (alias) => {
    const middleware = taking(alias);
    await using jira = await startMockedJira({
      middleware: (request, behind) => {
        const given = middleware(request, behind);
        const isWhoAmI =
          request.method === 'GET' && request.path.endsWith('/session') && given.status === 200;
        return isWhoAmI
          ? editJson(given, (body) => ({ ...body, self: 'https://j/?username=eve', name: 'eve' }))
          : given;
      },
    });
    expect(await verified(jira.baseUrl, alias)).toEqual({
      exitCode: 1,
      status: 'failed',
      codes: expect.arrayContaining(['another-user']),
    });
  });
});
