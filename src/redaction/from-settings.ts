import { proxyUrlOf } from '../http/proxy.ts';
import { accountsIn, type Credentials } from '../settings/credentials.ts';
import type { Environment } from '../settings/environment.ts';
import { isSecretName, isSecretSetting } from '../settings/jira-settings.ts';
import { percentDecoded } from '../text.ts';
import { Secrets } from './secrets.ts';

/** @param secrets those that are known already */
export function secretsOf(
  credentials: Credentials,
  environment: Environment,
  secrets = new Secrets(),
): Secrets {
  const { sessionCookie } = credentials;
  if (sessionCookie) secrets.addCookies(...sessionCookie.split(/;\s*/));
  for (const { username, secret } of accountsIn(credentials)) secrets.addPair(username, secret);
  const { PACT_BROKER_TOKEN, PACT_BROKER_USERNAME = '', PACT_BROKER_PASSWORD, WEBHOOK_TOKEN } = environment;
  secrets.add(PACT_BROKER_TOKEN, WEBHOOK_TOKEN);
  if (PACT_BROKER_PASSWORD) secrets.addPair(PACT_BROKER_USERNAME, PACT_BROKER_PASSWORD);
  for (const [name, value] of Object.entries(environment)) {
    const url = /_proxy$/i.test(name) && value ? proxyUrlOf(value) : '';
    if (!URL.canParse(url)) continue;
    const { username, password } = new URL(url);
    secrets.add(password);
    if (password) secrets.addPair(percentDecoded(username), percentDecoded(password));
  }
  return secrets;
}

/** A shorter value of another tool's setting may be an ordinary word, such as `true`. */
const SHORTEST_OF_OTHERS = 8;

export function secretsIn(environment: Environment): Secrets {
  const secrets = secretsOf({}, environment);
  for (const [name, value = ''] of Object.entries(environment)) {
    const isLong = value.length >= SHORTEST_OF_OTHERS;
    if (!isSecretSetting(name) && !(isSecretName(name) && isLong)) continue;
    secrets.add(value);
    if (/COOKIE$/i.test(name)) secrets.addCookies(value);
    const username = name.endsWith('PASSWORD') && environment[name.replace(/PASSWORD$/, 'USERNAME')];
    if (username) secrets.addPair(username, value);
  }
  return secrets;
}
