import { expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';

/** Made up, in the form of a real one. */
const token = Buffer.concat([Buffer.from('123456789012:'), Buffer.alloc(20, 0xa7)]).toString('base64');

it.each([['verify'], ['doctor']])('%s sends no personal access token as a password', async (name) => {
  const settings = { JIRA_BASE_URL: 'http://127.0.0.1:9/rest', JIRA_USERNAME: 'alice', JIRA_PASSWORD: token };
  const { exitCode, stdout, stderr } = await runCli([name], settings);
  expect(stderr).toContain('JIRA_PASSWORD looks like a personal access token, and was not sent');
  expect(stdout + stderr).not.toContain(token);
  expect(exitCode).toBe(2);
});

it.each(['a-password-of-forty-four-characters-and-more', 'short'])('%s is a password', async (password) => {
  const settings = {
    JIRA_BASE_URL: 'http://127.0.0.1:9/rest',
    JIRA_USERNAME: 'alice',
    JIRA_PASSWORD: password,
  };
  expect((await runCli(['verify'], settings)).stderr).not.toContain('looks like');
});
