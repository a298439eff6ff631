import { STATUS_CODES } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { first } from './first-rows.ts';
import { type Refusal, refusedWith, shownAndNotUsed, spellings } from './refused-clients.ts';

describe('what a client prints of a refusal', () => {
  it.each(first(spellings))('%s is shown, and not used', shownAndNotUsed);

  it.each<[string, (refusal: Refusal) => string]>([
    ['with its name', ({ status }) => `ERROR: HTTP ${status} ${STATUS_CODES[status]}`],
    ['behind a time', ({ status }) => `${new Date().toISOString()} ${status}`],
  ])('a status is shown, and not used: %s', async (_, say) => {
    const { requests } = await refusedWith(say);
    expect(requests[0]?.accepts).toEqual(expect.arrayContaining([401, 403, 500]));
    expect(requests[0]?.accepts).not.toContain(200);
  });

  it('its own words are not the words of Jira, although they are the same', async () => {
    const { requests } = await refusedWith(() => 'Login denied');
    expect(requests[0]).not.toHaveProperty('shows');
  });

  it.each<[string, (refusal: Refusal) => string, string]>([
    ['the status', ({ status }) => `${status}${status === 403 ? ' CAPTCHA' : ''}`, 'status'],
    [
      'a header',
      ({ headers, body }) =>
        `${headers['x-authentication-denied-reason']?.startsWith('CAPTCHA') ? 'locked' : 'wrong'}: ${body}`,
      'header X-Authentication-Denied-Reason',
    ],
    [
      'another header, and says more where it is there',
      ({ headers, body }) => `${headers['x-seraph-loginreason'] ? 'refused by the filter\n' : ''}${body}`,
      'header X-Seraph-LoginReason',
    ],
    [
      'the body',
      ({ headers, body }) =>
        `${JSON.stringify(headers)} ${body.includes('errorMessages') ? 'of Jira' : 'of a proxy'}`,
      'body errorMessages',
    ],
  ])('is used all the same where the client looks at %s', async (_, say, part) => {
    const { requests } = await refusedWith(say);
    expect(requests[0]?.needs).toContain(part);
  });
});
