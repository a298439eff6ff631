import { usualPath } from '../../../contracts/session/names.ts';
import type { ObservedRequest } from '../run/observed-request.ts';

export interface RequestBeside {
  readonly request: string;
  readonly credentials: string;
  readonly gone: string;
}

const GONE: readonly (readonly [path: RegExp, words: string])[] = [
  // Recorded, since 2025: 410, with these words.
  [/^\/api\/[23]\/search$/, 'Jira Cloud has it no more: /rest/api/3/search/jql'],
  // Documented: Atlassian's page "Preparing for Jira 9.0".
  [/^\/api\/2\/issue\/createmeta$/, 'Jira 9 has it no more: /issue/createmeta/PROJECT/issuetypes'],
  // Documented: Atlassian's issue JRASERVER-78733.
  [/^\/webhooks\/1\.0\//, 'Jira 10 has it elsewhere: /rest/jira-webhook/1.0/webhooks'],
];

export function besideTheSession(observed: readonly ObservedRequest[]): RequestBeside[] {
  const all = observed
    .filter(({ isOfSession }) => !isOfSession)
    .map((one) => ({
      request: `${one.method} ${one.path.replaceAll(/(?<=\/)([A-Z][A-Z\d_]+-\d+|\d{2,})(?=\/|$)/g, '*')}`,
      credentials: credentialsOf(one),
      gone: GONE.find(([path]) => path.test(usualPath(one.path)))?.[1] ?? '',
    }));
  const byText = new Map(all.map((one) => [`${one.request}\n${one.credentials}`, one]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function credentialsOf({ known: { session, password, token } }: ObservedRequest): string {
  const sent = [
    ...(session ? [session.is === 'open' ? 'the session' : 'a session that is not open'] : []),
    ...(password ? [password.in === 'basic' ? 'Basic' : 'the password in the body'] : []),
    ...(token ? ['a token'] : []),
  ];
  return sent.length > 0 ? sent.join(' and ') : 'none';
}
