import { describe, expect, it } from '@jest/globals';
import { proxyFor } from '../../src/http/proxy.ts';

const JIRA = 'https://jira.example.com/rest';
const proxy = 'http://proxy.example.com:3128';

describe('the proxy', () => {
  it.each([
    ['of HTTPS_PROXY, for https', { HTTPS_PROXY: proxy }, JIRA, proxy],
    ['of HTTP_PROXY, not for https', { HTTP_PROXY: proxy }, JIRA, undefined],
    ['of HTTP_PROXY, for http', { HTTP_PROXY: proxy }, 'http://jira.example.com/rest', proxy],
    ['of ALL_PROXY, for any', { ALL_PROXY: proxy }, JIRA, proxy],
    ['in small letters first, as for curl', { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, JIRA, proxy],
    ['without a scheme', { HTTPS_PROXY: 'proxy.example.com:3128' }, JIRA, proxy],
    ['with a password', { HTTPS_PROXY: 'http://u:p@proxy:1' }, JIRA, 'http://u:p@proxy:1'],
    ['that is empty', { HTTPS_PROXY: '' }, JIRA, undefined],
    ['for no loopback', { HTTP_PROXY: proxy, ALL_PROXY: proxy }, 'http://127.0.0.1:8080/rest', undefined],
  ])('%s', (_name, environment, url, expected) => {
    expect(proxyFor(url, environment as Record<string, string>)).toBe(expected);
  });

  it.each([
    ['*', undefined],
    ['jira.example.com', undefined],
    ['example.com', undefined],
    ['.example.com', undefined],
    ['*.example.com', undefined],
    ['JIRA.example.com', undefined],
    ['other.com, jira.example.com', undefined],
    ['other.com jira.example.com', undefined],
    ['jira.example.com:443', undefined],
    ['jira.example.com:8443', proxy],
    ['ample.com', proxy],
    ['wiki.example.com', proxy],
    ['', proxy],
  ])('is left out for NO_PROXY=%s as it says', (noProxy, expected) => {
    expect(proxyFor(JIRA, { HTTPS_PROXY: proxy, NO_PROXY: noProxy })).toBe(expected);
  });
});
