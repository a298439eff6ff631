import { describe, expect, it } from '@jest/globals';
import { credentialsFrom } from '../../src/settings/credentials.ts';

const user = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'secret' };
const captcha = (name: string) => ({ JIRA_CAPTCHA_USERNAME: name, JIRA_CAPTCHA_PASSWORD: 'x' });

describe('the account that is given up for the CAPTCHA', () => {
  it.each([
    ['the user', user, 'bob'],
    ['the user in another case', user, 'BOB'],
    ["the user's e-mail address", user, 'bob@example.com'],
    ['the user of an e-mail address', { JIRA_USERNAME: 'Bob@example.com', JIRA_PASSWORD: 'x' }, 'bob'],
    ["the API token's user", { JIRA_EMAIL: 'bob@example.com', JIRA_API_TOKEN: 'x' }, 'bob'],
  ])('may not be %s: wrong passwords would lock it', (_name, settings, name) => {
    expect(() => credentialsFrom({ ...settings, ...captcha(name) })).toThrow('wrong passwords would lock it');
  });

  it('may be another', () => {
    expect(credentialsFrom({ ...user, ...captcha('dave') }).captchaUser?.username).toBe('dave');
  });
});

describe('a secret', () => {
  it('loses the line break that a file or a secret store left at its end', () => {
    expect(credentialsFrom({ JIRA_PERSONAL_ACCESS_TOKEN: 'token\n' }).personalAccessToken).toBe('token');
  });

  it('is refused with one inside', () => {
    expect(() => credentialsFrom({ JIRA_PERSONAL_ACCESS_TOKEN: 'to\nken' })).toThrow('has a line break');
  });
});
