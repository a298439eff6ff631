import { once } from 'node:events';
import { startCli } from './run-cli.ts';

/** What logs in there, for every provider state. */
export const jiraSettings = {
  JIRA_USERNAME: 'alice',
  JIRA_PASSWORD: 'mocked-password-of-alice',
  JIRA_PERSONAL_ACCESS_TOKEN: 'mocked-token-of-alice',
  JIRA_CAPTCHA_USERNAME: 'carol',
  JIRA_CAPTCHA_PASSWORD: 'mocked-password-of-carol',
};

/** A Jira in another process, which is live for all that the verification can see. */
export async function startLiveJira(flavour: string) {
  const child = startCli(['mock', '--port', '0', '--flavour', flavour]);
  let stdout = '';
  for await (const chunk of child.stdout ?? []) {
    stdout += chunk;
    if (stdout.includes('Ctrl-C')) break;
  }
  return {
    baseUrl: /http:\S+/.exec(stdout)?.[0] ?? '',
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
