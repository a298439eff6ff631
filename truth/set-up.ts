import { CookieJar } from 'tough-cookie';
import type { Seed } from './recorder.ts';

/** The accounts that a real Jira gets: made up, and gone with the container. */
const accounts = {
  user: { username: 'alice', password: 'made-up-password-of-alice' },
  captchaUser: { username: 'carol', password: 'made-up-password-of-carol' },
} as const satisfies Seed;

/** A step of Jira's set-up. */
interface Step {
  /** A field that the form of this step alone has. */
  readonly field: string;
  /** What a person would type. The other fields are sent as they stand in the form. */
  readonly typed: Readonly<Record<string, string>>;
}

/**
 * The steps, in their order. Known from set-ups that run against a Jira 10.3: a step does nothing, and says nothing, if a
 * field of its form or the name of its button is not there.
 */
const steps = (licence: string, site: string): readonly Step[] => [
  { field: 'baseURL', typed: { title: 'Truth', mode: 'private', baseURL: site } },
  { field: 'setupLicenseKey', typed: { setupLicenseKey: licence } },
  {
    field: 'confirm',
    typed: {
      fullname: accounts.user.username,
      email: `${accounts.user.username}@example.com`,
      username: accounts.user.username,
      password: accounts.user.password,
      confirm: accounts.user.password,
    },
  },
  { field: 'noemail', typed: { noemail: 'true' } },
];

/** How long the form of a step is waited for, and between two looks, in milliseconds. */
export interface Patience {
  readonly formMs: number;
  readonly lookMs: number;
}

/**
 * Sets a new Jira up as a person would in a browser, and makes the accounts that it is recorded with.
 *
 * @param site without `/rest`
 * @param licence the license of Atlassian's for tests; it is sent to that Jira and kept nowhere
 */
export async function setUp(
  site: string,
  licence: string,
  say: (text: string) => void,
  patience: Patience = { formMs: 10 * 60_000, lookMs: 5000 },
): Promise<Seed> {
  const browser = new Browser(site);
  let page = await browser.open('/');
  for (const { field, typed } of steps(licence, site)) {
    const form = await formWith(field, page, browser, patience);
    say(`setting up: ${form.action}`);
    // The answer to a step often is the form of the next one.
    page = await browser.submit(form, typed);
    if (formIn(page, field)) {
      throw new Error(`Jira did not take ${form.action} in the set-up: the same form came back.`);
    }
  }
  say('making accounts');
  const { username, password } = accounts.captchaUser;
  const emailAddress = `${username}@example.com`;
  await browser.post('/rest/api/2/user', { name: username, password, emailAddress, displayName: username });
  const made = await browser.post('/rest/pat/latest/tokens', { name: 'truth', expirationDuration: 1 });
  const { rawToken } = JSON.parse(made) as { readonly rawToken?: string };
  return { ...accounts, personalAccessToken: rawToken };
}

/** A page, and where it stands. */
interface Page {
  readonly url: string;
  readonly html: string;
}

/** A form as it stands in a page. */
interface Form {
  /** The path that it is sent to. */
  readonly action: string;
  /** Its fields with their values, and the name and value of its button. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Waits for a form: Jira says FIRST_RUN minutes before it can show it. */
async function formWith(
  field: string,
  page: Page,
  browser: Browser,
  { formMs, lookMs }: Patience,
): Promise<Form> {
  const until = Date.now() + formMs;
  for (let now = page; ; now = await browser.open('/')) {
    const form = formIn(now, field);
    if (form) return form;
    if (Date.now() > until) {
      throw new Error(`Jira did not show the form with the field ${field} in the set-up, but ${now.url}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

/** The form of a page that has a field; undefined where there is none. */
function formIn({ url, html }: Page, field: string): Form | undefined {
  const forms = html.match(/<form\b[\s\S]*?<\/form>/gi) ?? [];
  for (const form of forms) {
    const { fields, names } = fieldsIn(form);
    if (!names.has(field)) continue;
    const { action = '' } = attributesOf(form);
    const { pathname, search } = new URL(action, url);
    return { action: pathname + search, fields };
  }
  return undefined;
}

/** What a browser sends of a form, and the names of all that is in it. */
function fieldsIn(form: string) {
  const names = new Set<string>();
  const fields: Record<string, string> = {};
  const buttons: Record<string, string> = {};
  const tags = form.matchAll(/<(?:input|button)\b[^>]*>|<(select|textarea)\b[^>]*>([\s\S]*?)<\/\1>/gi);
  for (const [tag, container, inside = ''] of tags) {
    const isButton = /^<button/i.test(tag);
    const { name, value = '', type = isButton ? 'submit' : 'text', checked } = attributesOf(tag);
    if (!name) continue;
    names.add(name);
    if (container) {
      const options = (inside.match(/<option\b[^>]*>/gi) ?? []).map(attributesOf);
      const chosen = options.find((option) => 'selected' in option) ?? options[0];
      fields[name] = chosen ? (chosen.value ?? '') : unescaped(inside);
    } else if (type === 'submit') buttons[name] = value;
    // A choice that is not taken is not sent.
    else if (!/^(radio|checkbox)$/i.test(type) || checked !== undefined) fields[name] = value;
  }
  // One button is pressed: the one that leads on.
  const [pressed] = Object.entries(buttons).toSorted(
    ([a], [b]) => Number(b === 'next') - Number(a === 'next'),
  );
  return { names, fields: { ...fields, ...(pressed && { [pressed[0]]: pressed[1] }) } };
}

/** The attributes of the first tag in a text. */
function attributesOf(tag: string): Readonly<Record<string, string>> {
  const head = /^<[^>]*>/.exec(tag)?.[0] ?? '';
  const found = head.matchAll(/\s([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries(
    [...found].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      unescaped(values.find((value) => value !== undefined) ?? ''),
    ]),
  );
}

function unescaped(text: string): string {
  const entities = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return Object.entries(entities).reduce((rest, [entity, letter]) => rest.replaceAll(entity, letter), text);
}

/** More redirects than any page needs. */
const MAX_REDIRECTS = 10;

/** As much of a browser as a set-up needs: cookies, redirects, forms, and the token that guards them. */
class Browser {
  readonly #site: string;
  readonly #jar = new CookieJar();

  constructor(site: string) {
    this.#site = site;
  }

  /** Opens a page, wherever that leads on this site. */
  open(path: string): Promise<Page> {
    return this.#send('GET', path);
  }

  /** Sends a form with these values in the place of its own. */
  submit({ action, fields }: Form, typed: Readonly<Record<string, string>>): Promise<Page> {
    const body = new URLSearchParams({ ...fields, ...typed }).toString();
    return this.#send('POST', action, body, { 'Content-Type': 'application/x-www-form-urlencoded' });
  }

  async post(path: string, body: object): Promise<string> {
    const headers = { 'Content-Type': 'application/json', 'X-Atlassian-Token': 'no-check' };
    return (await this.#send('POST', path, JSON.stringify(body), headers)).html;
  }

  async #send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
    redirects = 0,
  ): Promise<Page> {
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
    // While it starts, a Jira shows a page of its own with 503.
    if (answer.status >= 400 && !(method === 'GET' && answer.status === 503))
      throw new Error(`${method} ${path} was answered ${answer.status} in the set-up.`);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null)
      return { url, html: await answer.text() };
    if (redirects >= MAX_REDIRECTS) throw new Error(`${path} is redirected without end in the set-up.`);
    // The name of this machine may be another one to Jira: it is asked at the address that is known.
    const { pathname, search } = new URL(location, url);
    return this.#send('GET', pathname + search, undefined, {}, redirects + 1);
  }
}
