import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { parseBaseUrl, refusePlainHttp } from '../settings/base-url.ts';
import { type Credentials, credentialSettingsIn, credentialsFrom } from '../settings/credentials.ts';
import { credentialPairs } from '../settings/jira-settings.ts';
import { DEFAULT_TIMEOUT_MS, type Network, type NetworkOptions, networkFrom } from '../settings/network.ts';
import { refuseOtherNames } from '../settings/other-names.ts';
import { refuseHalvesOfTwoPlaces, refuseWayOfDotEnv } from '../settings/places.ts';
import { printable } from '../text.ts';
import type { TargetToVerify } from '../verification/verify.ts';
import type { Io } from './io.ts';

/** The options of the verbs that reach a live Jira, as the command line hands them in. */
export interface JiraOptions extends NetworkOptions {
  readonly baseUrl?: string;
  /** For one answer, in milliseconds. */
  readonly timeout: number;
  readonly allowHttp?: boolean;
}

/** A live Jira as the settings name it. */
export interface LiveJira {
  readonly kind: 'live';
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly network: Network;
  readonly allowHttp: boolean;
}

/**
 * The live Jira that is meant; undefined where none is.
 *
 * @param parse another reading of the base URL than the strict one
 * @throws InputError for settings that make no sense together
 */
export function liveJiraFrom(
  options: JiraOptions,
  { env, realEnv, stderr, cwd }: Io,
  parse = parseBaseUrl,
): LiveJira | undefined {
  // A targets file, which names its settings itself, does not come here.
  refuseOtherNames({ ...env, ...(options.baseUrl && { JIRA_BASE_URL: options.baseUrl }) }, realEnv);
  const credentials = credentialsFrom(env);
  const given = options.baseUrl ?? (env.JIRA_BASE_URL?.trim() || undefined);
  if (given === undefined) {
    refuseUselessOptions(options);
    return undefined;
  }
  const baseUrl = parse(given);
  const places = { env, realEnv };
  refuseHalvesOfTwoPlaces(credentialPairs, places);
  const orElse = options.baseUrl ? '' : ', or give --base-url URL';
  refuseWayOfDotEnv(credentialSettingsIn(env), options.baseUrl ? [] : ['JIRA_BASE_URL'], places, orElse);
  if (!options.allowHttp) refusePlainHttp(baseUrl, credentials);
  refuseTlsOptionsForHttp(baseUrl, options);
  const network = networkFrom(env, inFolder(cwd, options));
  if (options.insecure) {
    stderr.write(
      'warning: --insecure accepts any certificate, so somebody on the network could read the password. If you can, use --ca FILE instead.\n',
    );
  }
  return { kind: 'live', baseUrl, credentials, network, allowHttp: options.allowHttp ?? false };
}

export { DEFAULT_TIMEOUT_MS };

/** The options that say how a Jira is reached, but not which one, as they are written. */
export function wayOptions({ timeout, allowHttp, ...options }: Partial<JiraOptions>): string[] {
  const given = { ...tlsOptions(options), '--allow-http': allowHttp };
  const words = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' ? [name, value] : value ? [name] : [],
  );
  return timeout === undefined || timeout === DEFAULT_TIMEOUT_MS
    ? words
    : [...words, '--timeout', String(timeout)];
}

/** @throws InputError for an option of one Jira, where many are named elsewhere */
export function refuseOptionsOfOneJira(
  { baseUrl, flavour, ...options }: JiraOptions & { readonly flavour?: string },
  why: string,
): void {
  const given = { '--base-url': baseUrl, '--flavour': flavour, ...tlsOptions(options) };
  const name = firstGiven({ ...given, '--allow-http': options.allowHttp });
  if (name) throw new InputError(`${name} works only with one Jira, but ${why}: leave ${name} out.`);
}

/** @throws InputError where credentials are set and no Jira that they are for: that Jira would not be verified */
export function refuseCredentialsWithoutJira({ env }: Io): void {
  const [name] = credentialSettingsIn(env);
  if (!name) return;
  throw new InputError(
    `${name} is set, but no Jira is set: set JIRA_BASE_URL, or give --base-url URL. To use the mocked Jira, add --flavour datacenter.`,
  );
}

/** Warns of Jiras in a targets file whose certificates are not looked at. */
export function warnOfInsecure(targets: readonly TargetToVerify[], { stderr }: Io): void {
  const names = targets.flatMap((one) => (one.kind === 'live' && one.isInsecure ? (one.name ?? '') : []));
  if (names.length === 0) return;
  stderr.write(
    `warning: any certificate is accepted from ${names.map(printable).join(', ')} (insecure), so somebody on the network could read the password. If you can, use 'ca' instead.\n`,
  );
}

/** The same options, with the paths of files as seen from a folder. */
function inFolder(cwd: string, { ca, cert, key, insecure }: JiraOptions): NetworkOptions {
  return {
    ...(ca && { ca: resolve(cwd, ca) }),
    ...(cert && { cert: resolve(cwd, cert) }),
    ...(key && { key: resolve(cwd, key) }),
    ...(insecure && { insecure }),
  };
}

/** The options that are about TLS, by the names that a user knows. */
function tlsOptions({ ca, cert, key, insecure }: NetworkOptions) {
  return { '--ca': ca, '--cert': cert, '--key': key, '--insecure': insecure };
}

/** The name of the first option that was given. */
function firstGiven(options: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(options).find((name) => options[name]);
}

function refuseTlsOptionsForHttp(baseUrl: string, options: JiraOptions): void {
  const name = firstGiven(tlsOptions(options));
  if (name && !baseUrl.startsWith('https:'))
    throw new InputError(
      `${name} works only with https, but the base URL is plain http: use https, or leave the option out.`,
    );
}

/** @throws InputError for an option that has no effect where no live Jira is asked */
export function refuseUselessOptions(options: JiraOptions): void {
  const name = firstGiven({ ...tlsOptions(options), '--allow-http': options.allowHttp });
  if (name)
    throw new InputError(`${name} works only with a real Jira, but no Jira is set: give --base-url URL.`);
}
