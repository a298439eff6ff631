import { describe, expect, it } from '@jest/globals';
import { parseBaseUrl, restRootOf } from '../../src/settings/base-url.ts';
import { fc } from '../support/properties.ts';

const GATEWAY = 'https://api.atlassian.com/ex/jira';

describe('a base URL', () => {
  it.each([
    ['https://jira.example.com/rest', 'https://jira.example.com/rest'],
    ['https://jira.example.com/rest/', 'https://jira.example.com/rest'],
    ['https://jira.example.com/tools/jira/rest', 'https://jira.example.com/tools/jira/rest'],
    ['http://127.0.0.1:8080/rest', 'http://127.0.0.1:8080/rest'],
    [
      `${GATEWAY}/11111111-2222-3333-4444-555555555555/rest`,
      `${GATEWAY}/11111111-2222-3333-4444-555555555555/rest`,
    ],
  ])('%s is %s', (text, baseUrl) => {
    expect(parseBaseUrl(text)).toBe(baseUrl);
  });

  it.each([
    ['https://jira.example.com', 'https://jira.example.com/rest'],
    ['https://jira.example.com/jira', 'https://jira.example.com/jira/rest'],
    ['https://jira.example.com/rest/auth/1/session', 'https://jira.example.com/rest'],
    ['https://jira.example.com/jira/rest/api/2/', 'https://jira.example.com/jira/rest'],
    ['https://jira.example.com/secure/Dashboard.jspa', 'https://jira.example.com/rest'],
    ['https://jira.example.com/jira/secure/Dashboard.jspa?a=1#b', 'https://jira.example.com/jira/rest'],
    ['https://jira.example.com/jira/browse/ABC-1', 'https://jira.example.com/jira/rest'],
    ['https://jira.example.com/jira/login.jsp?os_destination=%2F', 'https://jira.example.com/jira/rest'],
    ['https://jira.example.com/projects/ABC/issues', 'https://jira.example.com/rest'],
  ])('%s is refused, with a suggestion that works: %s', (text, suggested) => {
    expect(() => parseBaseUrl(text)).toThrow(`did you mean ${suggested}?`);
    expect(restRootOf(text)).toBe(suggested);
    expect(parseBaseUrl(suggested)).toBe(suggested);
  });

  it.each([
    `${GATEWAY}/rest`,
    'https://api.atlassian.com/rest',
    'https://api.atlassian.com/ex/confluence/1234-5678/rest',
  ])('%s names no Jira', (text) => {
    expect(() => parseBaseUrl(text)).toThrow('https://api.atlassian.com/ex/jira/CLOUD_ID/rest');
  });

  it('is suggested for any address, and is one that is taken', () => {
    const address = fc.webUrl({
      withQueryParameters: true,
      withFragments: true,
      validSchemes: ['http', 'https'],
    });
    fc.assert(
      fc.property(address, (text) => {
        const suggested = restRootOf(text);
        expect(parseBaseUrl(suggested)).toBe(suggested);
      }),
    );
  });

  it.each([
    ['jira.example.com', 'is not a URL'],
    ['ftp://jira.example.com/rest', 'is not http or https'],
    ['https://bob:secret@jira.example.com/rest', 'has credentials in it'],
    ['https://jira.example.com/rest?a=1', 'has a query or a fragment'],
    ['https://jira.example.com/rest#a', 'has a query or a fragment'],
  ])('%s is refused: it %s', (text, why) => {
    expect(() => parseBaseUrl(text)).toThrow(why);
  });
});
