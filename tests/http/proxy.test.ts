import { describe, expect, it } from '@jest/globals';
import { HttpClient } from '../../src/http/http-client.ts';
import { proxyFor } from '../../src/http/proxy.ts';
import { networkFrom } from '../../src/settings/network.ts';

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
    [
      'with a % in its password that encodes nothing',
      { HTTPS_PROXY: 'http://u:100%@proxy:1' },
      JIRA,
      'http://u:100%25@proxy:1',
    ],
    ['of HTTPS_PROXY before ALL_PROXY', { ALL_PROXY: 'http://other', HTTPS_PROXY: proxy }, JIRA, proxy],
    ['of all_proxy, for http', { all_proxy: proxy }, 'http://jira.example.com/rest', proxy],
    ['that is empty', { HTTPS_PROXY: '' }, JIRA, undefined],
    ...['127.0.0.1:8080', '127.1', 'localhost', 'jira.localhost', '[::1]:8080'].map(
      (host) =>
        [
          `not for loopback (${host})`,
          { HTTP_PROXY: proxy, ALL_PROXY: proxy },
          `http://${host}/rest`,
          undefined,
        ] as const,
    ),
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
    ['.', proxy],
    [':443', proxy],
    ['*:443', undefined],
    ['*:8443', proxy],
  ])('is left out for NO_PROXY=%s as it says', (noProxy, expected) => {
    expect(proxyFor(JIRA, { HTTPS_PROXY: proxy, NO_PROXY: noProxy })).toBe(expected);
    expect(proxyFor(JIRA, { HTTPS_PROXY: proxy, no_proxy: noProxy, NO_PROXY: 'other.com' })).toBe(
      noProxy === '' ? proxy : expected,
    );
  });

  it.each(['fe80::1', '[fe80::1]', '[fe80::1]:443'])(
    'is left out for NO_PROXY=%s, an IPv6 address',
    (noProxy) => {
      const environment = { HTTPS_PROXY: proxy, NO_PROXY: noProxy };
      expect(proxyFor('https://[fe80::1]/rest', environment)).toBeUndefined();
      expect(proxyFor('https://[fe80::2]/rest', environment)).toBe(proxy);
    },
  );

  it('is one that a client takes, whatever its password is', () => {
    const network = { ...networkFrom({}), environment: { HTTPS_PROXY: 'u:100%@proxy:3128' } };
    expect(new HttpClient({ baseUrl: JIRA, timeoutMs: 1000, network }).proxy).toBe('http://proxy:3128');
  });
});
