import { describe, expect, it } from '@jest/globals';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { kindOf, whoResponded } from '../../contracts/session/response.ts';
import { describedFlavours } from '../description/answers.ts';
import { responseProblems } from '../description/responses.ts';
import { flavourOf, pathOf } from '../support/jira-of-record.ts';
import { headersByName, MADE_UP_SESSION, publicRecords, textOf } from '../support/public-records.ts';

const MADE_UP_ACCOUNT = '557058:00000000-0000-0000-0000-000000000000';
const MADE_UP_NAMES = [
  'alice',
  'anonymous',
  'JSESSIONID',
  MADE_UP_ACCOUNT,
  encodeURIComponent(MADE_UP_ACCOUNT),
];

const each = publicRecords.map((record) => [record.id, record] as const);

describe('the public records', () => {
  it('each have an id of their own, a source and a basis', () => {
    const ids = publicRecords.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, source, basis } of publicRecords) {
      expect([id, source.trim() !== '', ['recording', 'pasted', 'documented']]).toEqual([
        id,
        true,
        expect.arrayContaining([basis]),
      ]);
    }
  });

  it('name nobody, and hold no secret: users, sessions and sites are made up', () => {
    const text = JSON.stringify(publicRecords.map(({ answer }) => answer));
    const sessions = [...text.matchAll(/JSESSIONID=(\w+)|"value":"(\w+)"/g)].map(([, a, b]) => a ?? b);
    expect(new Set(sessions)).toEqual(new Set([MADE_UP_SESSION]));
    const names = [...text.matchAll(/(?:X-AUSERNAME: |"name":"|username=)([^"&]+)/gi)].map(
      ([, name]) => name,
    );
    expect(MADE_UP_NAMES).toEqual(expect.arrayContaining(names));
    const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
    const real = hosts.filter((host) => !/\bexample\.|^confluence\.atlassian\.com$/.test(`${host}`));
    expect(real).toEqual([]);
  });

  it('of Jira, where all headers are known, carry the id of the request; those of a front do not', () => {
    for (const record of publicRecords.filter(({ headersComplete }) => headersComplete)) {
      const carried = 'x-arequestid' in headersByName(record);
      expect([record.id, carried]).toEqual([record.id, record.givenBy !== 'front']);
    }
  });
});

describe.each(each)('of the record %s', (_id, record) => {
  const { method } = record.request;
  const isOfSession = pathOf(record) === SESSION_PATH;

  it('it is said who answered, and what', () => {
    const parts = { status: record.answer.status, headers: headersByName(record), text: textOf(record) };
    expect([whoResponded(parts), kindOf(parts)]).toEqual(record.said.meaning);
  });

  it('the description has it, or a reason stands beside it', () => {
    const where = describedFlavours.find(([flavour]) => flavour === flavourOf(record))?.[1];
    if (!isOfSession || record.request.path.endsWith('*') || where === undefined) return;
    const { status } = record.answer;
    const given = { status, headers: headersByName(record), body: textOf(record) };
    const isShown = record.answer.body !== null && (record.answer.headers.length > 0 || status === 204);
    const problems = isShown ? responseProblems(method, given, where) : [];
    if (record.notDescribed === undefined) expect(problems).toEqual([]);
    else expect(problems).not.toEqual([]);
  });
});
