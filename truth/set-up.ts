import { CookieJar } from 'tough-cookie';
import type { Seed } from './recorder.ts';

/** The accounts that a real Jira gets: made up, and gone with the container. */
const accounts = {
  user: { username: 'alice', password: 'made-up-password-of-alice' },
  captchaUser: { username: 'carol', password: 'made-up-password-of-carol' },
} as const satisfies Seed;

/**
 * The pages of Jira's set-up, in their order, with what a person would type. Inferred from the pages of Jira 9; no real
 * Jira has been set up by it yet.
 */
const pages = (licence: string, site: string) => [
  {
    path: '/secure/SetupApplicationProperties!default.jspa',
    fields: { title: 'Truth', mode: 'private', baseURL: site },
  },
  { path: '/secure/SetupLicense!default.jspa', fields: { setupLicenseKey: licence } },
  {
    path: '/secure/SetupAdminAccount!default.jspa',
    fields: {
      fullname: accounts.user.username,
      email: `${accounts.user.username}@example.com`,
      username: accounts.user.username,
      password: accounts.user.password,
      confirm: accounts.user.password,
    },
  },
  { path: '/secure/SetupMailNotifications!default.jspa', fields: { noemail: 'true' } },
];

/**
 * Sets a new Jira up as a person would in a browser, and makes the accounts that it is recorded with.
 *
 * @param site without `/rest`
 * @param licence the license of Atlassian's for tests; it is sent to that Jira and kept nowhere
 */
export async function setUp(site: string, licence: string, say: (text: string) => void): Promise<Seed> {
  const browser = new Browser(site);
  for (const { path, fields } of pages(licence, site)) {
    say(`setting up: ${path}`);
    await browser.submit(path, fields);
  }
  say('making accounts');
  const { username, password } = accounts.captchaUser;
  const emailAddress = `${username}@example.com`;
  await browser.post('/rest/api/2/user', { name: username, password, emailAddress, displayName: username });
  const made = await browser.post('/rest/pat/latest/tokens', { name: 'truth', expirationDuration: 1 });
  const { rawToken } = JSON.parse(made) as { readonly rawToken?: string };
  return { ...accounts, personalAccessToken: rawToken };
}

/** As much of a browser as a set-up needs: cookies, forms, and the token that guards them. */
class Browser {
  readonly #site: string;
  readonly #jar = new CookieJar();

  constructor(site: string) {
    this.#site = site;
  }

  /** Opens a page, and sends its form with these fields beside the hidden ones. */
  async submit(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const page = await this.#send('GET', path);
    const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]);
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? path.replace('!default', '');
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields });
    await this.#send('POST', new URL(action, `${this.#site}${path}`).pathname, body.toString(), {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
  }

  async post(path: string, body: object): Promise<string> {
    const headers = { 'Content-Type': 'application/json', 'X-Atlassian-Token': 'no-check' };
    return this.#send('POST', path, JSON.stringify(body), headers);
  }

  async #send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const url = this.#site + path;
    const Cookie = await this.#jar.getCookieString(url);
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(Cookie && { Cookie }) },
      ...(body !== undefined && { body }),
      redirect: 'manual',
    });
    for (const cookie of answer.headers.getSetCookie())
      await this.#jar.setCookie(cookie, url, { ignoreError: true });
    if (answer.status >= 400)
      throw new Error(`${method} ${path} was answered ${answer.status} in the set-up.`);
    return answer.text();
  }
}
