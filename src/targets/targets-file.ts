import { dirname, resolve } from 'node:path';
import type { TargetEntry } from '../../schemas/targets.ts';
import { InputError, SettingError } from '../errors.ts';
import { readInput, whyOf } from '../files/input-file.ts';
import { isProxyUrl, proxyFor, proxyUrlOf } from '../http/proxy.ts';
import { jiraOf } from '../jira/server-info.ts';
import type { PactToVerify } from '../pact/pact-file.ts';
import { readPact } from '../pact/read-pact.ts';
import { pactsOfClients, shownPath } from '../pact/shipped-pacts.ts';
import { parseBaseUrl, refusePlainHttp } from '../settings/base-url.ts';
import { type Credentials, credentialsFrom } from '../settings/credentials.ts';
import { type Environment, refuseCutSecrets } from '../settings/environment.ts';
import {
  type CredentialField,
  type CredentialSetting,
  credentialFields,
  credentialPairs,
  fieldOf,
  isCredentialSetting,
  isSecretSetting,
  settingOf,
} from '../settings/jira-settings.ts';
import { filesBeside, networkFrom } from '../settings/network.ts';
import { type Places, refuseHalvesOfTwoPlaces, refuseWayOfDotEnv } from '../settings/places.ts';
import { captchaAccountsOfUsers } from '../verification/captcha-accounts.ts';
import type { TargetToVerify } from '../verification/verify-options.ts';
import type { Path } from './mistakes.ts';
import { TargetsSource } from './targets-source.ts';

const MAX_BYTES = 5_000_000;

const WHERE_TO_SET = 'set it in the environment, or in .env';

/** Counted before anything is resolved: no list of Jiras has more, and a file that has takes minutes to read. */
const BOUNDS = [
  { of: /(?<![^\s,[{:])\*/g, max: 5_000, what: 'YAML aliases' },
  // Each value follows one of them, in YAML as in JSON.
  { of: /[\n,[{:]|\s[-?!&]/g, max: 200_000, what: 'values' },
] as const;

/** Reads the targets file: YAML 1.2 or JSON, which names the settings that hold the credentials. */
export async function readTargets(
  file: string,
  { cwd, env, realEnv }: Places & { readonly cwd: string },
): Promise<TargetToVerify[]> {
  const path = resolve(cwd, file);
  const source = new TargetsSource(readTargetsText(path, file));
  const entries = source.entries();
  const secretFields = credentialFields.filter((field) => isSecretSetting(settingOf[field]));
  const mayBeCut = entries.flatMap(([, entry]) =>
    [...secretFields, 'proxy' as const].flatMap((field) => entry[field] || []),
  );
  refuseCutSecrets(mayBeCut, realEnv, cwd);
  const context: FileContext = {
    ...{ file, folder: dirname(path), env, realEnv },
    ...{ pacts: new Map(), unset: new Map() },
  };
  const read = entries.map(([index, entry]) => targetOf(entry, index, source, context));
  for (const [name, [first = [], ...more]] of context.unset) {
    const often = more.length > 0 ? ` (it is named ${more.length + 1} times in this file)` : '';
    source.note(first, `the setting ${name} is not set: ${WHERE_TO_SET}${often}`);
  }
  noteDoubledNames(entries, source);
  noteSharedCaptchaAccounts(read, source);
  source.refuse(file);
  return read;
}

function readTargetsText(path: string, file: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readInput(path, MAX_BYTES));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : whyOf(error);
    throw new InputError(
      `--targets ${file} cannot be read (${why}): give a YAML or JSON file that can be read.`,
    );
  }
  const tooMany = BOUNDS.find(({ of, max }) => (text.match(of)?.length ?? 0) > max);
  if (!tooMany) return text;
  throw new InputError(
    `--targets ${file} has more than ${tooMany.max} ${tooMany.what}, so it cannot be a list of Jiras: check the name of the file, or divide it.`,
  );
}

type Entries = ReturnType<TargetsSource['entries']>;

function noteDoubledNames(entries: Entries, source: TargetsSource): void {
  const named = entries.filter(([, { name }]) => name !== undefined);
  for (const [, ...again] of Map.groupBy(named, ([, { name }]) => name?.toLowerCase()).values()) {
    for (const [index, { name }] of again) {
      const text = `the name '${name}' is used twice: give each Jira another name`;
      source.note(['targets', index, 'name'], text);
    }
  }
}

/** At one Jira, nobody's account may be given up for the CAPTCHA challenge by another target. */
function noteSharedCaptchaAccounts(targets: readonly TargetToVerify[], source: TargetsSource): void {
  for (const [target, others] of captchaAccountsOfUsers(targets)) {
    const { baseUrl } = target;
    const other = others.find((one) => baseUrl && one.baseUrl && jiraOf(one.baseUrl) === jiraOf(baseUrl));
    if (!other) continue;
    source.note(
      ['targets', targets.indexOf(target), 'captchaUsername'],
      `the CAPTCHA account is also the user of '${other.name}' at the same Jira, and wrong passwords would lock it: use another account`,
    );
  }
}

interface FileContext extends Places {
  readonly file: string;
  readonly folder: string;
  readonly pacts: Map<string, PactToVerify>;
  readonly unset: Map<string, Path[]>;
}

function targetOf(
  entry: Partial<TargetEntry>,
  index: number,
  source: TargetsSource,
  context: FileContext,
): TargetToVerify {
  const { file, env } = context;
  const at = (...path: Path) => ['targets', index, ...path];
  const note: Note = (field, text) => source.note(at(...[field].flat()), text);
  const attempt = attemptWith(entry, note);
  const { name = '', baseUrl: given } = entry;
  const baseUrl = given === undefined ? undefined : attempt('baseUrl', () => parseBaseUrl(given));
  const isUnset = (field: CredentialField) => {
    const setting = entry[field] ?? '';
    // What does not look like the name of a setting is not repeated: it may be a password that somebody put there.
    if (!/^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(setting))
      return note(field, `the setting that '${field}' names is not set: ${WHERE_TO_SET}`);
    context.unset.set(setting, [...(context.unset.get(setting) ?? []), at(field)]);
  };
  const credentials = attempt('name', () => namedCredentials(entry, env, isUnset)) ?? {};
  if (baseUrl && !entry.allowHttp) {
    attempt('baseUrl', () => refusePlainHttp(baseUrl, credentials, 'allowHttp: true'));
  }
  if (baseUrl?.startsWith('http:')) noteTlsForHttp(entry, note);
  attempt('name', () => refuseTwoPlaces(entry, context));
  // All Jiras share the proxy of the settings: a wrong one is one mistake, and not one for each Jira.
  if (baseUrl && entry.proxy === undefined) proxyFor(baseUrl, env);
  const settings = attempt('proxy', () => withProxyOf(entry, env));
  const network =
    settings && attempt('name', () => networkFrom(settings, filesBeside(context.folder, entry)));
  const pacts = pactsOf(entry, context, attempt);
  return {
    kind: 'live',
    name,
    baseUrl: baseUrl ?? '',
    credentials,
    ...(network && { network }),
    ...(entry.insecure && { isInsecure: true }),
    ...(entry.allowHttp && { allowHttp: true }),
    ...(entry.timeout !== undefined && { timeoutMs: entry.timeout }),
    ...(pacts.length > 0 && { pacts }),
    definedAt: { file, line: source.lineOf(at('name')) },
  };
}

type Note = (field: string | Path, text: string) => void;

type Attempt = <Value>(field: string | Path, read: () => Value) => Value | undefined;

/** Notes what is wrong at the field of the wrong setting, or else at the given field. */
function attemptWith(entry: Partial<TargetEntry>, note: Note): Attempt {
  return (field, read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (!(error instanceof SettingError)) return void note(field, error.message);
      const wrong = fieldCalled(error.setting);
      return void note(wrong in entry ? wrong : field, error.say(calledHere));
    }
  };
}

/** The options of the command line have the names of the fields. */
function fieldCalled(setting: string): string {
  return isCredentialSetting(setting) ? fieldOf[setting] : setting.replace(/^--/, '');
}

function calledHere(setting: string): string {
  return isCredentialSetting(setting) ? `the setting of '${fieldOf[setting]}'` : fieldCalled(setting);
}

/** Refuses what a `.env` may not decide: where the credentials of the real environment go, and half of a pair. */
function refuseTwoPlaces(entry: Partial<TargetEntry>, { env, realEnv }: FileContext): void {
  const { proxy } = entry;
  const named = (setting: CredentialSetting) => entry[fieldOf[setting]] ?? '';
  const pairs = credentialPairs.map(([name, secret]) => [named(name), named(secret)] as const);
  refuseHalvesOfTwoPlaces(pairs, { env, realEnv });
  const others = proxy === undefined ? env : withoutProxies(env);
  const own = proxy ? { [proxy]: settingIn(env, proxy) } : {};
  const credentials = credentialFields.flatMap((field) => entry[field] ?? []);
  refuseWayOfDotEnv(credentials, Object.keys(own), { env: { ...others, ...own }, realEnv });
}

/** A setting, and not what every object inherits. */
function settingIn(env: Environment, name = ''): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined;
}

function namedCredentials(
  entry: Partial<TargetEntry>,
  env: Environment,
  isUnset: (field: CredentialField) => void,
): Credentials | undefined {
  const given = credentialFields.filter((field) => entry[field] !== undefined);
  const missing = given.filter((field) => !settingIn(env, entry[field]));
  for (const field of missing) isUnset(field);
  if (missing.length > 0) return undefined;
  const named = given.map((field) => [settingOf[field], settingIn(env, entry[field])]);
  return credentialsFrom(Object.fromEntries(named));
}

function noteTlsForHttp(entry: Partial<TargetEntry>, note: Note): void {
  for (const field of ['ca', 'cert', 'key', 'insecure'] as const) {
    const why = `'${field}' works only with https, but the base URL is plain http`;
    if (entry[field]) note(field, `${why}: use https, or remove '${field}'`);
  }
}

function withProxyOf({ proxy }: Partial<TargetEntry>, env: Environment): Environment {
  if (proxy === undefined) return env;
  const withoutProxy = withoutProxies(env);
  if (proxy === '') return withoutProxy;
  const isSetting = /^[A-Za-z_]\w*$/.test(proxy);
  const address = isSetting ? settingIn(env, proxy) : proxy;
  if (!address) throw new InputError(`the setting that 'proxy' names is not set: ${WHERE_TO_SET}`);
  const url = proxyUrlOf(address);
  if (!isProxyUrl(url)) {
    throw new InputError("'proxy' is not an http URL: give one such as http://proxy:3128");
  }
  const { username, password } = new URL(url);
  if (!isSetting && (username || password)) {
    throw new InputError(
      "'proxy' has a readable password: put the address into a setting, and write the name of that setting here",
    );
  }
  return { ...withoutProxy, HTTPS_PROXY: address, HTTP_PROXY: address };
}

function withoutProxies(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name)));
}

function pactsOf(
  { pacts = [], clients = [] }: Partial<TargetEntry>,
  { folder, pacts: known }: FileContext,
  attempt: Attempt,
): PactToVerify[] {
  const files = [
    ...pacts.map((pact, index) => ({ field: ['pacts', index], path: resolve(folder, pact) })),
    ...clients.flatMap((client, index) => {
      const field = ['clients', index];
      return (attempt(field, () => pactsOfClients([client])) ?? []).map((path) => ({ field, path }));
    }),
  ];
  const read: PactToVerify[] = [];
  // A pact that a client brings may be named as a file too.
  for (const { field, path } of new Map(files.map((file) => [file.path, file])).values()) {
    const one = known.get(path) ?? attempt(field, () => ({ pact: readPact(path), source: shownPath(path) }));
    if (!one) continue;
    known.set(path, one);
    read.push(one);
  }
  return read;
}
