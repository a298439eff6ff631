import { describe, expect, it } from '@jest/globals';
import { recordingText } from '../../src/render/recording.ts';
import type { RecordedRequest, Recording } from '../../src/report/recording.ts';

const notes = {
  ...{ noise: [], remarks: [], withoutSession: [] },
  beside: [
    {
      request: 'GET /api/2/search',
      credentials: 'the session',
      gone: 'Jira Cloud has it no more: /search/jql',
    },
  ],
};

function textOf(request: Partial<RecordedRequest>, columns: number): string {
  const logIn: RecordedRequest = {
    ...{ method: 'POST', path: '/auth/1/session', state: 'the user can log in', sendsBack: 'none' },
    ...{ answered: 200, needs: ['status', 'cookie JSESSIONID'], eitherOf: [], accepts: [200] },
    ignores: ['cookie atlassian.xsrf.token', 'header X-Seraph-LoginReason', 'header Content-Type', 'body'],
    ...request,
  };
  const recording: Recording = {
    ...{ formatVersion: 1, consumer: 'x', command: null, complete: true, hazards: [] },
    scenarios: [
      { name: 'right-credentials', outcome: { exitCode: 0, stdout: 'alice\n' }, requests: [logIn] },
    ],
    ...{ runs: 20, durationMs: 1, pact: null },
  };
  return recordingText(recording, notes, { colors: false, columns });
}

const inTable = (text: string) => text.split('\n').filter((line) => line.startsWith('  '));

describe('the table of a recording', () => {
  const eitherOf = [['body session.name', 'cookie JSESSIONID']];

  it.each([40, 80, 120, 200])('fits into %i columns, and has all that it has elsewhere', (columns) => {
    const lines = inTable(textOf({ eitherOf }, columns));
    expect(lines.filter(({ length }) => length > columns)).toEqual([]);
    for (const part of [
      'the user can log in',
      'body session.name or cookie JSESSIONID',
      'X-Seraph-LoginReason',
    ]) {
      expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(part);
    }
  });

  it('is a table where there is room, and a list where there is not', () => {
    expect(textOf({}, 200)).toMatch(/request +provider state +needs +does not look at/);
    expect(textOf({}, 80)).toMatch(
      /POST \/auth\/1\/session\n +provider state: the user can log in\n +needs: /,
    );
  });

  it('names a part once that is shown and not used', () => {
    const text = textOf({ ignores: ['header A', 'header B'], shows: ['header B'] }, 200);
    expect(text).toContain('header A, header B (shown, not used)');
    const ignores = ['body', 'body errors', 'body errorMessages', 'body errorMessages[0]'];
    const inBody = textOf({ ignores, shows: ['body errorMessages[0]'] }, 200);
    expect(inBody).toMatch(/ {2}body errors,\s+body errorMessages\[0\] \(shown, not used\)/);
  });

  it.each([
    ['status: any 2xx, any redirect', [200, 201, 203, 204, 302, 307]],
    ['status: any 2xx with a body, 307', [200, 201, 203, 307]],
    ['status: any error', [400, 401, 403, 404, 410, 429, 500, 503]],
    ['status: 200, any error', [200, 400, 401, 403, 404, 410, 429, 500, 503]],
    ['status: 307, any error but 410 and 500', [307, 400, 401, 403, 404, 429, 503]],
    ['status: any 4xx, 503', [400, 401, 403, 404, 410, 429, 503]],
    ['status: 204, any 5xx', [204, 500, 503]],
    ['status: 200, 201, 404', [200, 201, 404]],
    ['status 200', [200]],
  ])('says %s', (words, accepts) => {
    expect(textOf({ accepts, needs: ['status'] }, 200).split('\n')[2]).toContain(`${words}  `);
  });
});
