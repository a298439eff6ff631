import { distance } from 'fastest-levenshtein';
import { InputError } from '../errors.ts';
import { TYPING_MISTAKES } from '../text.ts';
import type { Environment } from './environment.ts';
import { jiraSettings } from './jira-settings.ts';

const TOKENS = ['JIRA_PERSONAL_ACCESS_TOKEN', 'JIRA_API_TOKEN'];

/** What other tools call these settings. In the real environment, they may own these names. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  JIRA_USER: ['JIRA_USERNAME'],
  JIRA_LOGIN: ['JIRA_USERNAME'],
  JIRA_PASS: ['JIRA_PASSWORD'],
  JIRA_TOKEN: TOKENS,
  JIRA_ACCESS_TOKEN: TOKENS,
  JIRA_PAT: ['JIRA_PERSONAL_ACCESS_TOKEN'],
  JIRA_OAUTH_CLIENT_ID: ['JIRA_CLIENT_ID'],
  JIRA_OAUTH_CLIENT_SECRET: ['JIRA_CLIENT_SECRET'],
  JIRA_URL: ['JIRA_BASE_URL'],
  JIRA_HOST: ['JIRA_BASE_URL'],
  JIRA_COOKIE: ['JIRA_SESSION_COOKIE'],
};

/** Refuses another tool's name in `.env` for a setting that is not set: it would be ignored in silence. */
export function refuseOtherNames(settings: Environment, real: Environment): void {
  for (const [name, meant] of Object.entries(otherNames)) {
    if (!settings[name] || real[name] !== undefined || meant.some((one) => settings[one])) continue;
    throw new InputError(`${name} in .env is not a setting: did you mean ${meant.join(' or ')}?`);
  }
}

export function refuseMisspelledNames(environment: Environment): void {
  const bare = (name: string) => name.toUpperCase().replaceAll(/[^A-Z]/g, '');
  for (const name of Object.keys(environment)) {
    if (!/^jira/i.test(name) || jiraSettings.includes(name)) continue;
    const meant = jiraSettings.find(
      (known) => bare(known) === bare(name) || distance(known, name.toUpperCase()) <= TYPING_MISTAKES,
    );
    if (meant && !environment[meant]) {
      throw new InputError(`${name} is set, but there is no setting with this name: did you mean ${meant}?`);
    }
  }
}
