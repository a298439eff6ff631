import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { setUp } from '../../truth/set-up.ts';
import { startHttp } from '../support/faulty-server.ts';

const LICENCE = 'made-up-licence';
const patience = { formMs: 5000, lookMs: 1 };

/** A page with the form of a step: fields with their values, and the button. */
const formOf = (action: string, fields: string) =>
  `<html><form id="search" action="/search"><input name="query"></form>
  <form method="post" action='${action}'>
    <input type="hidden" name="atl_token" value="a&amp;b">${fields}
    <button name="back" value="Back">Back</button><input value="Next" name="next" type="submit" />
  </form></html>`;

/** The steps of a Jira 10.3, each with what its form has and what has to come back. */
const steps = [
  {
    path: '/secure/SetupApplicationProperties.jspa',
    fields: `<input name=title value="Jira"><input type="radio" name="mode" value="private" checked>
      <input type="radio" name="mode" value="public"><input type="text" name="baseURL" value="http://elsewhere">
      <select name="language"><option value="de"><option value="en" selected></select>`,
    needs: { title: 'Truth', mode: 'private', baseURL: 'SITE', language: 'en' },
  },
  {
    path: '/secure/SetupLicense.jspa',
    fields: '<textarea name="setupLicenseKey"></textarea><input type="hidden" name="product" value="jira">',
    needs: { setupLicenseKey: LICENCE, product: 'jira' },
  },
  {
    path: '/secure/SetupAdminAccount.jspa',
    fields: `<input name="fullname"><input name="email"><input name="username">
      <input type="password" name="password"><input type="password" name="confirm">`,
    needs: { fullname: 'alice', email: 'alice@example.com', username: 'alice', confirm: expect.any(String) },
  },
  {
    path: '/secure/SetupMailNotifications.jspa',
    fields: '<input type="radio" name="noemail" value="false"><input name="port" value="25">',
    needs: { noemail: 'true', port: '25' },
  },
] as const;

/** A Jira that is set up as a real one is: a step whose form did not come back whole does nothing, and says nothing. */
function startNewJira(options: { readonly asksForMore?: boolean; readonly startingFor?: number } = {}) {
  let step = 0;
  let starting = options.startingFor ?? 2;
  const made: string[] = [];
  const refusals: unknown[] = [];
  const listener = async (request: IncomingMessage, answer: ServerResponse) => {
    const { method, url = '', headers } = request;
    const page = (html: string, status = 200) =>
      answer.writeHead(status, { 'Content-Type': 'text/html' }).end(html);
    const show = () => {
      const now = steps[step];
      return now ? page(formOf(now.path, now.fields)) : page('<html>The dashboard</html>');
    };
    if (url.startsWith('/rest/')) {
      made.push(url);
      answer.end(url.includes('/pat/') ? '{"rawToken":"made-up-token"}' : '{}');
    } else if (url === '/') {
      if (starting-- > 0) return void page('<html>Jira is starting</html>', starting % 2 === 0 ? 503 : 200);
      answer
        .writeHead(302, { 'Set-Cookie': 'JSESSIONID=1; Path=/', Location: '/secure/Setup!default.jspa' })
        .end();
    } else if (headers.cookie !== 'JSESSIONID=1') {
      page('', 403);
    } else if (method === 'POST') {
      const sent = Object.fromEntries(new URLSearchParams(await text(request)));
      const needs = {
        ...steps[step]?.needs,
        ...(step === 0 && { baseURL: `http://${headers.host}` }),
        ...{ atl_token: 'a&b', next: 'Next', ...(options.asksForMore && { more: 'x' }) },
      };
      try {
        expect([url, sent]).toEqual([
          steps[step]?.path,
          { ...needs, ...(step === 2 && { password: sent.confirm }) },
        ]);
        step += 1;
      } catch (error) {
        refusals.push(error);
      }
      // The next form is the answer itself, or one redirect away.
      if (step % 2 === 1) show();
      else
        answer
          .writeHead(302, { Location: `http://another-name:8080/secure/Setup${step}!default.jspa` })
          .end();
    } else show();
  };
  return { listener, made, refusals };
}

describe('the set-up of a real Jira', () => {
  it('waits for the first form, sends each form whole with its button, and goes on with what comes back', async () => {
    const { listener, made, refusals } = startNewJira();
    await using server = await startHttp((request, answer) => void listener(request, answer));
    const said: string[] = [];
    const seed = await setUp(`http://127.0.0.1:${server.port}`, LICENCE, (text) => said.push(text), patience);
    expect(refusals).toEqual([]);
    expect(said).toEqual([...steps.map(({ path }) => `setting up: ${path}`), 'making accounts']);
    expect(made).toEqual(['/rest/api/2/user', '/rest/pat/latest/tokens']);
    expect(seed.personalAccessToken).toBe('made-up-token');
  });

  it('says which step was not taken', async () => {
    const { listener } = startNewJira({ asksForMore: true });
    await using server = await startHttp((request, answer) => void listener(request, answer));
    await expect(setUp(`http://127.0.0.1:${server.port}`, LICENCE, () => {}, patience)).rejects.toThrow(
      '/secure/SetupApplicationProperties.jspa in the set-up: the same form came back',
    );
  });

  it('says which form never came', async () => {
    const { listener } = startNewJira({ startingFor: Number.POSITIVE_INFINITY });
    await using server = await startHttp((request, answer) => void listener(request, answer));
    await expect(
      setUp(`http://127.0.0.1:${server.port}`, LICENCE, () => {}, { formMs: 0, lookMs: 1 }),
    ).rejects.toThrow('did not show the form with the field baseURL');
  });
});
