import { describe, expect, it } from '@jest/globals';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { defaultAccounts } from '../../src/mock-jira/mocked-accounts.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { flavourOf, pathOf, requestOf, settingsFor, startJiraOf } from '../support/jira-of-record.ts';
import { headersByName, MADE_UP_SESSION, publicRecords } from '../support/public-records.ts';
import { runCli } from '../support/run-cli.ts';

const [alice] = defaultAccounts;

describe.each(publicRecords.map((record) => [record.id, record] as const))(
  'of the record %s',
  (_id, record) => {
    const { sends } = record.request;
    const isOfSession = pathOf(record) === SESSION_PATH;

    it('verify and the doctor say what a Jira is that gives it', async () => {
      await using jira = await startJiraOf(record);
      const client = record.givenBy === 'Cloud' ? 'jira-cloud-client' : 'jira-token-client';
      const args = ['--base-url', jira.baseUrl, '--json', '-'];
      const settings = settingsFor(record);
      const verified = await runCli(
        ['verify', ...args, ...(isOfSession ? [] : ['--client', client])],
        settings,
      );
      const { targets } = JSON.parse(verified.stdout) as {
        readonly targets: readonly {
          readonly pacts: readonly {
            readonly interactions: readonly { readonly status: string; readonly code?: string }[];
            readonly checks: readonly { readonly id: string; readonly status: string }[];
          }[];
        }[];
      };
      const pacts = targets.flatMap((target) => target.pacts);
      const codes = [
        ...pacts.flatMap(({ interactions }) => interactions).flatMap(({ code }) => code ?? []),
        ...pacts.flatMap(({ checks }) => checks.flatMap(({ id, status }) => (status === 'failed' ? id : []))),
      ].filter((code) => !['setting-missing', 'not-on-this-jira'].includes(code));
      const examined = await runCli(['doctor', ...args], settings);
      const { observations } = JSON.parse(examined.stdout) as {
        readonly observations: readonly { readonly topic: string; readonly verdict: string }[];
      };
      const wrong = observations.filter(({ verdict }) => verdict === 'bad').map(({ topic }) => topic);
      expect({
        verify: [verified.exitCode, ...new Set(codes)],
        doctor: [examined.exitCode, ...wrong],
      }).toEqual({ verify: record.said.verify, doctor: record.said.doctor });
    });

    it('the mocked Jira of its flavour answers so, or a reason stands beside it', async () => {
      if (record.notMocked !== undefined) return;
      const isPending = record.request.is === 'captcha pending';
      await using jira = await startMockedJira({
        flavour: flavourOf(record),
        accounts: [{ ...alice, captchaPending: isPending }],
      });
      const ask = (
        request: { method: string; headers: Record<string, string>; body?: string },
        path: string,
      ) => fetch(jira.baseUrl + path, request);
      let session = MADE_UP_SESSION;
      if (sends.includes('cookie')) {
        const opened = await ask(
          requestOf({ ...record, request: { ...record.request, method: 'POST', sends: 'password' } }, ''),
          SESSION_PATH,
        );
        session = ((await opened.json()) as { session: { value: string } }).session.value;
        if (record.request.is === 'ended') jira.endSession(session);
      }
      const answer = await ask(requestOf(record, session), pathOf(record));
      const expected = headersByName(record);
      const telling = [
        'x-arequestid',
        'x-ausername',
        'x-aaccountid',
        'x-seraph-loginreason',
        'www-authenticate',
        'x-authentication-denied-reason',
        'allow',
      ];
      const isJson = typeof record.answer.body === 'object' && record.answer.body !== null;
      const [mediaType] = (expected['content-type'] ?? '').split(';');
      expect({
        status: answer.status,
        mediaType: mediaType && answer.headers.get('content-type')?.split(';')[0],
        without: telling.filter((name) => name in expected && !answer.headers.has(name)),
        reason: 'x-seraph-loginreason' in expected && answer.headers.get('x-seraph-loginreason'),
        challenges: 'www-authenticate' in expected && schemesIn(answer.headers.get('www-authenticate') ?? ''),
      }).toEqual({
        status: record.answer.status,
        mediaType,
        without: [],
        reason: 'x-seraph-loginreason' in expected && expected['x-seraph-loginreason'],
        challenges: 'www-authenticate' in expected && schemesIn(expected['www-authenticate'] ?? ''),
      });
      const text = await answer.text();
      if (isJson)
        expect(Object.keys(JSON.parse(text))).toEqual(
          expect.arrayContaining(Object.keys(record.answer.body as object)),
        );
    });
  },
);

/** The names of the challenges in a `WWW-Authenticate` header. */
const schemesIn = (challenges: string) =>
  challenges.split(/,\s*/).map((one) => one.split(/\s?[="]|\srealm/)[0]);
