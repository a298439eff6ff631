import { describe, expect, it } from '@jest/globals';
import { JiraServiceAccountClient } from '../../src/client/service-account-client.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';

const clientSecret = 'canary +&=%ä"~';
const account = { username: 'sync', password: 'x', clientId: 'a client+1', clientSecret };
const jira11 = { flavour: 'jira11', accounts: [account] } as const;
const clientAt = (baseUrl: string, more: { readonly clientSecret?: string; readonly scope?: string } = {}) =>
  new JiraServiceAccountClient({
    baseUrl,
    clientId: account.clientId,
    clientSecret,
    timeoutMs: 500,
    ...more,
  });

describe('the client of a service account', () => {
  it('gets a token with whatever characters its secret has, and is told who it is', async () => {
    await using jira = await startMockedJira(jira11);
    const client = clientAt(`${jira.baseUrl}//`);
    const token = await client.accessToken();
    expect(token.expiresInSeconds).toBe(3600);
    expect(await client.currentUser(token)).toEqual({ id: 'sync' });
  });

  it('asks for the scope that it is given', async () => {
    const bodies: string[] = [];
    await using jira = await startMockedJira({
      ...jira11,
      middleware: (request, { respond }) => {
        bodies.push(request.body);
        return respond(request);
      },
    });
    await clientAt(jira.baseUrl).accessToken();
    await clientAt(jira.baseUrl, { scope: 'WRITE' }).accessToken();
    expect(bodies.map((body) => new URLSearchParams(body).get('scope'))).toEqual(['READ', 'WRITE']);
  });

  it.each([
    [
      { clientSecret: 'wrong' },
      /^POST \/oauth2\/latest\/token: Jira gave no access token \(invalid_client\)\. Check the client id/,
    ],
    [{ scope: 'NONE' }, /\(invalid_scope\)\. Check the scope/],
  ])('says what to check where it is refused: %j', async (more, words) => {
    await using jira = await startMockedJira(jira11);
    const asking = clientAt(jira.baseUrl, more).accessToken();
    await expect(asking).rejects.toMatchObject({
      name: 'AccessTokenRefusedError',
      message: expect.stringMatching(words),
    });
  });

  it.each([
    ['a page', wireResponse(200, { 'Content-Type': 'text/html' }, '<html></html>'), 'a page of HTML'],
    ['a redirect', wireResponse(302, { Location: '/login.jsp' }), 'a redirect'],
    ['nothing there', wireResponse(404), 'nothing there'],
    ['no token', wireResponse(200, {}, '{"access_token":" "}'), 'JSON without an access token'],
    ['its own secret', wireResponse(500, {}, JSON.stringify({ error: clientSecret })), 'other JSON'],
    ['its secret as the reason', wireResponse(400, {}, JSON.stringify({ error: clientSecret })), '(400)'],
    ['a limit', wireResponse(429), 'limits the rate'],
  ])('turns %s into an error without a secret', async (_name, response, words) => {
    await using jira = await startMockedJira({ ...jira11, middleware: () => response });
    const error = await clientAt(jira.baseUrl)
      .accessToken()
      .catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining(words) });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary');
  });

  it('does not wait longer than it may', async () => {
    await using jira = await startMockedJira({ ...jira11, middleware: () => new Promise(() => {}) });
    await expect(clientAt(jira.baseUrl).accessToken()).rejects.toMatchObject({ name: 'NoResponseError' });
  });
});
