const credentialSettings = [
  { setting: 'JIRA_USERNAME', field: 'username', role: 'user' },
  { setting: 'JIRA_PASSWORD', field: 'password', role: 'user' },
  { setting: 'JIRA_PERSONAL_ACCESS_TOKEN', field: 'personalAccessToken', role: 'token' },
  { setting: 'JIRA_CLIENT_ID', field: 'clientId', role: 'service-account' },
  { setting: 'JIRA_CLIENT_SECRET', field: 'clientSecret', role: 'service-account' },
  { setting: 'JIRA_EMAIL', field: 'email', role: 'cloud-user' },
  { setting: 'JIRA_API_TOKEN', field: 'apiToken', role: 'cloud-user' },
  { setting: 'JIRA_CAPTCHA_USERNAME', field: 'captchaUsername', role: 'captcha-user' },
  { setting: 'JIRA_CAPTCHA_PASSWORD', field: 'captchaPassword', role: 'captcha-user' },
  { setting: 'JIRA_SESSION_COOKIE', field: 'sessionCookie', role: 'session-cookie' },
] as const;

type CredentialRow = (typeof credentialSettings)[number];

export type CredentialSetting = CredentialRow['setting'];

export type CredentialField = CredentialRow['field'];

/** What an account is for. */
export type AccountRole = CredentialRow['role'];

const names: readonly string[] = credentialSettings.map(({ setting }) => setting);

export const jiraSettings: readonly string[] = ['JIRA_BASE_URL', ...names];

const SECRET_NAME =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|COOKIE|CREDENTIALS?|(?:API|ACCESS|PRIVATE)_?KEY)$/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

export function isSecretSetting(name: string): boolean {
  return /^(JIRA|PACT_BROKER|WEBHOOK)_/.test(name) && isSecretName(name);
}

export function isCredentialSetting(name: string): name is CredentialSetting {
  return names.includes(name);
}

export const credentialFields: readonly CredentialField[] = credentialSettings.map(({ field }) => field);

export const settingOf = by('field', 'setting');
export const fieldOf = by('setting', 'field');

/** The first setting of an account. */
export const settingOfAccount = by('role', 'setting');

export const credentialPairs: readonly (readonly [CredentialSetting, CredentialSetting])[] = [
  ...Map.groupBy(credentialSettings, ({ role }) => role).values(),
].flatMap(([name, secret]) => (name && secret ? [[name.setting, secret.setting] as const] : []));

function by<Key extends keyof CredentialRow, Value extends keyof CredentialRow>(key: Key, value: Value) {
  const pairs = credentialSettings.toReversed().map((row) => [row[key], row[value]]);
  return Object.fromEntries(pairs) as Readonly<Record<CredentialRow[Key], CredentialRow[Value]>>;
}
