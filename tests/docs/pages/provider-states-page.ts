import { CAPTCHA_ATTEMPTS, providerStates, type StateTraits } from '../../../contracts/session/states.ts';
import { markdownTable } from '../../support/markdown.ts';

const whose: Readonly<Record<(typeof providerStates)[keyof typeof providerStates]['credentials'], string>> = {
  user: '`JIRA_USERNAME`, `JIRA_PASSWORD`',
  'basic-user': '`JIRA_USERNAME`, `JIRA_PASSWORD`; or `JIRA_EMAIL`, `JIRA_API_TOKEN`',
  'cloud-user': '`JIRA_EMAIL`, `JIRA_API_TOKEN`',
  token: '`JIRA_PERSONAL_ACCESS_TOKEN`',
  'service-account': '`JIRA_CLIENT_ID`, `JIRA_CLIENT_SECRET`',
  'captcha-user': '`JIRA_CAPTCHA_USERNAME`, `JIRA_CAPTCHA_PASSWORD`',
  nobody: 'none',
};

/** The provider states, with what each hands to an interaction. */
export function providerStatesPage(): string {
  return [
    '# Provider states',
    '',
    '<!-- npm run docs writes this page from contracts/session/states.ts. -->',
    '',
    'A provider state is what has to be true at a Jira before a request is sent. Its values are put into the request with `fromProviderState` of',
    'Pact. The examples are those in the pact. When a Jira is verified, the real values take their place.',
    '',
    markdownTable(
      ['provider state', 'values', 'settings that it needs', 'log-ins to make it, at most'],
      Object.entries<StateTraits>(providerStates).map(([name, { values, credentials, attempts = 0 }]) => [
        `**${name}**`,
        Object.entries(values)
          .map(([key, example]) => `\`\${${key}}\`: \`${example}\``)
          .join('<br>') || 'none',
        whose[credentials],
        String(attempts),
      ]),
    ),
    '',
    'To make the CAPTCHA challenge pending, wrong passwords are sent for the account that you gave up for it, until Jira asks for a',
    `CAPTCHA: ${CAPTCHA_ATTEMPTS} at most. (Jira asks after 3 by default. This is documented, and an administrator can change it.)`,
    '',
    'For **the user has a session**, `JIRA_SESSION_COOKIE` is enough, except for the log-out: a session of your browser is never ended.',
    '',
    'Interactions in the state **the session of the user has ended** are replayed last, so that one session is enough.',
    '',
  ].join('\n');
}
