import { describe, expect, it } from '@jest/globals';
import { basic } from '../../src/authorization.ts';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';

const alice = { username: 'alice', password: 'mocked-password-of-alice' };

async function start(options: MockedJiraOptions = {}) {
  const jira = await startMockedJira(options);
  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: object) => {
    const answer = await fetch(jira.baseUrl + path, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      answer,
      json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };
  return { jira, ask, [Symbol.asyncDispose]: () => jira.stop() };
}

const asAlice = { Authorization: basic(alice) };

describe('what the mocked Jira has beside its session resource', () => {
  it.each(['/api/2/search', '/api/2/issue/TEST-1', '/agile/1.0/board', '/api/2/nothing-of-the-kind'])(
    'asks the credentials of %s first',
    async (path) => {
      await using mocked = await start();
      expect((await mocked.ask('GET', path)).status).toBe(401);
      expect((await mocked.ask('GET', path, { Cookie: 'JSESSIONID=6E34' })).status).toBe(401);
      expect((await mocked.ask('GET', path, { Authorization: 'Bearer wrong' })).status).toBe(401);
      await using off = await start({ basicAuthentication: false });
      expect((await off.ask('GET', path, asAlice)).status).toBe(403);
      await using cloud = await start({ flavour: 'cloud' });
      expect((await cloud.ask('GET', path)).json).toContain('Client must be authenticated');
    },
  );

  it('lets in who has a session, and no more once it is closed', async () => {
    await using mocked = await start();
    const { answer } = await mocked.ask('POST', '/auth/1/session', {}, alice);
    const Cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const search = () => mocked.ask('GET', '/api/latest/search?jql=project=TEST', { Cookie });
    expect((await search()).status).toBe(200);
    expect((await mocked.ask('DELETE', '/auth/1/session', { Cookie })).status).toBe(204);
    expect((await search()).status).toBe(401);
  });

  it('searches page by page, by GET and by POST, with the fields that are asked for', async () => {
    await using mocked = await start();
    const keysOf = ({ json }: { json: { issues: { key: string }[] } }) => json.issues.map(({ key }) => key);
    const first = await mocked.ask(
      'GET',
      '/api/2/search?startAt=0&maxResults=2&fields=summary,labels',
      asAlice,
    );
    expect(first.json).toMatchObject({ startAt: 0, maxResults: 2, total: 3 });
    expect(Object.keys(first.json.issues[0].fields)).toEqual(['labels', 'summary']);
    const rest = await mocked.ask('POST', '/api/2/search', asAlice, { jql: '', startAt: 2, maxResults: 2 });
    expect([...keysOf(first), ...keysOf(rest)]).toEqual(['TEST-1', 'TEST-2', 'TEST-3']);
  });

  it('keeps what is written: an issue, its fields, its status, its comments', async () => {
    await using mocked = await start();
    const made = await mocked.ask('POST', '/api/2/issue', asAlice, { fields: { summary: 'New' } });
    expect(made).toMatchObject({ status: 201, json: { key: 'TEST-4' } });
    const at = `/api/2/issue/${made.json.id}`;
    expect((await mocked.ask('PUT', at, asAlice, { fields: { summary: 'Newer' } })).status).toBe(204);
    const { json } = await mocked.ask('GET', `${at}/transitions`, asAlice);
    const done = json.transitions.at(-1);
    expect(
      (await mocked.ask('POST', `${at}/transitions`, asAlice, { transition: { id: done.id } })).status,
    ).toBe(204);
    expect((await mocked.ask('POST', `${at}/comment`, asAlice, { body: 'Seen.' })).status).toBe(201);
    const fields = { summary: 'Newer', status: { name: done.name } };
    expect((await mocked.ask('GET', '/api/2/issue/TEST-4', asAlice)).json).toMatchObject({ fields });
    expect((await mocked.ask('GET', `${at}/comment`, asAlice)).json).toMatchObject({
      total: 1,
      comments: [{ body: 'Seen.', author: { name: 'alice' } }],
    });
  });

  it.each([
    'project',
    'project/TEST',
    'field',
    'issuetype',
    'priority',
    'status',
    'mypermissions',
    'user',
    'groups/picker',
    'dashboard',
  ])('answers %s', async (resource) => {
    await using mocked = await start();
    expect((await mocked.ask('GET', `/api/2/${resource}`, asAlice)).status).toBe(200);
  });

  it('names what it has no answer to', async () => {
    await using mocked = await start();
    for (const path of ['/api/2/issue/ACME-7', '/agile/1.0/board', '/api/2/constructor']) {
      const { status, json } = await mocked.ask('GET', path, asAlice);
      expect({ status, said: json.errorMessages[0] }).toEqual({
        status: 404,
        said: expect.stringContaining(`GET ${path}`),
      });
    }
    const { status, json } = await mocked.ask('DELETE', '/api/2/issue/TEST-1', asAlice);
    expect({ status, said: json.errorMessages[0] }).toEqual({
      status: 404,
      said: expect.stringContaining('DELETE'),
    });
  });

  it('refuses what is no JSON, as Jira does', async () => {
    await using mocked = await start();
    const comment = (type: string) =>
      fetch(`${mocked.jira.baseUrl}/api/2/issue/TEST-1/comment`, {
        method: 'POST',
        headers: { ...asAlice, 'Content-Type': type },
        body: 'body=Seen',
      });
    expect((await comment('application/x-www-form-urlencoded')).status).toBe(415);
    expect((await comment('application/json')).status).toBe(400);
  });

  it('has serverInfo and myself under their latest version, and in small letters', async () => {
    await using mocked = await start();
    for (const path of ['/api/latest/serverInfo', '/api/2/serverinfo', '/api/latest/serverinfo']) {
      expect((await mocked.ask('GET', path)).json).toHaveProperty('versionNumbers');
    }
    expect((await mocked.ask('GET', '/api/latest/myself', asAlice)).json).toMatchObject({ name: 'alice' });
  });

  it('opens a session for Basic credentials beside the cookie of a dead one', async () => {
    await using mocked = await start();
    const { answer } = await mocked.ask('GET', '/api/2/myself', { ...asAlice, Cookie: 'JSESSIONID=6E34' });
    expect(answer.headers.getSetCookie().join()).toContain('JSESSIONID=');
  });
});
