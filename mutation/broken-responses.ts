import { headerValues, logInPage, type WireResponse, withHeader, withoutHeader } from '../src/http/wire.ts';
import type { ChangedJira } from './changed-jira.ts';
import { asPage, changing, editCookies, editJson, type Json } from './edits.ts';
import { isInUse, type ResponseInUse, responsesInUse } from './responses-in-use.ts';

type Edit = (response: WireResponse) => WireResponse;

/** The statuses that a Jira, or something in front of it, may plausibly answer. */
const plausibleStatuses = [200, 204, 302, 307, 400, 401, 403, 404, 410, 429, 500, 503] as const;

/** What a header may have instead. */
const otherHeaders: Readonly<Record<string, readonly string[]>> = {
  'Content-Type': ['text/html;charset=UTF-8'],
  'X-Authentication-Denied-Reason': ['AUTHENTICATION_DENIED'],
};

/** What a value of the body may be instead. */
const otherValues: Record<'string' | 'object', Readonly<Record<string, unknown>>> = {
  string: { null: null, 'a number': 7, empty: '', blank: ' ' },
  object: { null: null, 'a string': 'text', empty: {} },
};

/** What a body may be instead. */
const otherBodies: Readonly<Record<string, Edit>> = {
  'a page of HTML': asPage,
  'a page of HTML that is called JSON': (response) => ({ ...response, body: logInPage }),
  'called text/plain': (response) => withHeader(response, 'Content-Type', 'text/plain;charset=UTF-8'),
  'cut short': (response) => ({
    ...response,
    body: response.body.slice(0, -Math.ceil(response.body.length / 2)),
  }),
  empty: (response) => ({ ...response, body: '' }),
};

const EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT';

function emptied(cookie: string): string[] {
  return [cookie.replace(/=[^;]*/, '=')];
}

/** What may become of a cookie. */
const otherCookies: Readonly<Record<string, (cookie: string) => string[]>> = {
  removed: () => [],
  renamed: (cookie) => [`X${cookie}`],
  'given a longer name': (cookie) => [cookie.replace('=', 'X=')],
  expired: (cookie) => [`${cookie}; Expires=${EPOCH}`],
  'expired by Max-Age': (cookie) => [`${cookie}; Max-Age=0`],
  'given no value': emptied,
};

/** Each answer that the client uses, with each part that it uses broken in each way, one at a time. */
export function brokenResponses(): ChangedJira[] {
  return responsesInUse.flatMap((inUse) =>
    Object.entries({
      ...brokenStatuses(inUse),
      ...brokenFields(inUse),
      ...brokenHeaders(inUse),
      ...brokenCookies(inUse),
      ...brokenBodies(inUse),
    }).map(([what, edit]) => ({
      name: `${inUse.interaction}: ${what}`,
      consumer: inUse.consumer,
      ...(inUse.settings && { settings: inUse.settings }),
      change: changing(edit, (response, request) => isInUse(inUse, request, response)),
    })),
  );
}

function brokenStatuses({ statuses }: ResponseInUse): Record<string, Edit> {
  const others = plausibleStatuses.filter((status) => !statuses.includes(status));
  return Object.fromEntries(others.map((status) => [`status ${status}`, withStatus(status)]));
}

function withStatus(status: number): Edit {
  return (response) => {
    const changed = { ...response, status };
    if (status === 204) return { ...withoutHeader(changed, 'Content-Type'), body: '' };
    if (status === 302) return withHeader(asPage(changed), 'Location', '/login.jsp');
    // As a sign-on does that wants to see whether its cookies come back.
    if (status === 307) return withHeader({ ...changed, body: '' }, 'Location', 'session?again');
    return changed;
  };
}

function brokenFields({ fields }: ResponseInUse): Record<string, Edit> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, type]) => [
      [`${path} removed`, setting(path)],
      ...Object.entries(otherValues[type]).map(([what, value]) => [`${path} ${what}`, setting(path, value)]),
    ]),
  );
}

/** Puts a value at a path of the JSON, or takes away what is there. */
function setting(path: string, ...value: readonly unknown[]): Edit {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  return (response) =>
    editJson(response, (body) => {
      const parent: Json = keys.reduce((found, key) => found[key], body);
      if (value.length > 0) parent[last] = value[0];
      else delete parent[last];
      return body;
    });
}

function brokenHeaders({ headers }: ResponseInUse): Record<string, Edit> {
  return Object.fromEntries(
    headers.flatMap((name) => [
      [`${name} removed`, (response: WireResponse) => withoutHeader(response, name)],
      [
        `${name} renamed`,
        (response: WireResponse) =>
          withHeader(withoutHeader(response, name), `X-Other-${name}`, ...headerValues(response, name)),
      ],
      ...(otherHeaders[name] ?? []).map((value) => [
        `${name} '${value}'`,
        (response: WireResponse) => withHeader(response, name, value),
      ]),
    ]),
  );
}

function brokenCookies({ cookies }: ResponseInUse): Record<string, Edit> {
  if (cookies.length === 0) return {};
  return {
    'every cookie removed': (response) => withoutHeader(response, 'Set-Cookie'),
    'every cookie given no value': (response) =>
      editCookies(response, (all) => all.flatMap((cookie) => emptied(cookie))),
    ...Object.fromEntries(
      cookies.flatMap((name) =>
        Object.entries(otherCookies).map(([what, edit]) => [
          `cookie ${name} ${what}`,
          (response: WireResponse) =>
            editCookies(response, (all) =>
              all.flatMap((cookie) => (cookie.startsWith(`${name}=`) ? edit(cookie) : [cookie])),
            ),
        ]),
      ),
    ),
  };
}

function brokenBodies({ fields }: ResponseInUse): Record<string, Edit> {
  if (Object.keys(fields).length === 0) return {};
  return Object.fromEntries(Object.entries(otherBodies).map(([what, edit]) => [`the body ${what}`, edit]));
}
