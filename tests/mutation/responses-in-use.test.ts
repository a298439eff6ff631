import { expect, it } from '@jest/globals';
import { responsesInUse } from '../../mutation/responses-in-use.ts';

const inUseOf = (description: string) =>
  responsesInUse.find(({ interaction }) => interaction === description);

it('a response in use has the parts that its interaction names', () => {
  expect(inUseOf('a log-in with the right credentials')).toEqual({
    consumer: 'jira-session-client',
    interaction: 'a log-in with the right credentials',
    to: { method: 'POST', path: '/auth/1/session', bearing: [], hasEmptyPassword: false },
    status: 200,
    statuses: [200],
    fields: { session: 'object', 'session.name': 'string', 'session.value': 'string' },
    headers: ['Content-Type'],
    cookies: ['JSESSIONID'],
  });
});

it('a response in use is told by what its request bears, and any status that does is none that is broken', () => {
  expect(inUseOf('who am I, with a personal access token')?.to.bearing).toEqual(['Bearer']);
  expect(inUseOf('a second log-out, with an ended session')).toMatchObject({
    to: { bearing: ['Cookie'] },
    statuses: expect.arrayContaining([401, 200, 204]),
  });
});
