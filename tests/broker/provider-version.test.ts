import { describe, expect, it } from '@jest/globals';
import { providerVersionOf } from '../../src/pact/broker/provider-version.ts';

const jira = { version: '9.12.15', flavour: 'datacenter' };

describe('the version of a Jira', () => {
  it.each([
    ['https://jira.example.com', '9.12.15-datacenter-jira.example.com'],
    ['https://jira.example.com/', '9.12.15-datacenter-jira.example.com'],
    ['http://127.0.0.1:8080/jira', '9.12.15-datacenter-127.0.0.1-8080~jira'],
    ['https://tools.example.com/a/b', '9.12.15-datacenter-tools.example.com~a~b'],
    ['https://tools.example.com/a-b', '9.12.15-datacenter-tools.example.com~a-b'],
  ])('at %s is %s', (siteUrl, version) => {
    expect(providerVersionOf({ ...jira, siteUrl })).toBe(version);
  });

  it('is none where the Jira does not tell', () => {
    expect(providerVersionOf({ ...jira, siteUrl: undefined })).toBeUndefined();
    expect(
      providerVersionOf({ ...jira, version: undefined, siteUrl: 'https://jira.example.com' }),
    ).toBeUndefined();
  });
});
