import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { earlierRefusalsIn } from '../jira/earlier-refusals.ts';
import { parseBaseUrl, refusePlainHttp } from '../settings/base-url.ts';
import { credentialSettingsIn, credentialsFrom } from '../settings/credentials.ts';
import { credentialPairs } from '../settings/jira-settings.ts';
import { DEFAULT_TIMEOUT_MS, filesBeside, type Network, networkFrom } from '../settings/network.ts';
import { refuseMisspelledNames, refuseOtherNames } from '../settings/other-names.ts';
import { refuseHalvesOfTwoPlaces, refuseWayOfDotEnv } from '../settings/places.ts';
import { printable } from '../text.ts';
import type { LiveTarget, TargetToVerify } from '../verification/verify-options.ts';
import type { Io } from './io.ts';
import type { JiraOptions } from './options.ts';

export function liveJiraFrom(
  options: JiraOptions,
  { env, realEnv, stderr, cwd }: Io,
  parse = parseBaseUrl,
): (LiveTarget & { readonly network: Network }) | undefined {
  // Not for a targets file, which names its settings itself.
  refuseMisspelledNames(env);
  refuseOtherNames({ ...env, ...(options.baseUrl && { JIRA_BASE_URL: options.baseUrl }) }, realEnv);
  if (realEnv.JIRA_BASE_URL?.trim() === '') {
    throw new InputError(
      'JIRA_BASE_URL is set, but empty. Check whether a secret is missing in the CI system. To use the mocked Jira, do not set JIRA_BASE_URL.',
    );
  }
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
  const { timeout: _, allowHttp = false, ...tls } = options;
  if (!allowHttp) refusePlainHttp(baseUrl, credentials);
  const [forHttps] = wayOptions(tls);
  if (forHttps && !baseUrl.startsWith('https:')) {
    throw new InputError(
      `${forHttps} works only with https, but the base URL is plain http: use https, or leave the option out.`,
    );
  }
  const network = networkFrom(env, filesBeside(cwd, tls));
  if (tls.insecure) {
    stderr.write(
      'warning: --insecure accepts any certificate, so somebody on the network could read the password. If you can, use --ca FILE instead.\n',
    );
  }
  return { kind: 'live', baseUrl, credentials, network, allowHttp };
}

export function earlierRefusals({ state }: { readonly state?: string }, { cwd }: Io) {
  return state === undefined ? undefined : earlierRefusalsIn(resolve(cwd, state), state);
}

export function wayOptions({ timeout, ca, cert, key, insecure, allowHttp }: Partial<JiraOptions>): string[] {
  return [
    ...(ca ? ['--ca', ca] : []),
    ...(cert ? ['--cert', cert] : []),
    ...(key ? ['--key', key] : []),
    ...(insecure ? ['--insecure'] : []),
    ...(allowHttp ? ['--allow-http'] : []),
    ...(timeout === undefined || timeout === DEFAULT_TIMEOUT_MS ? [] : ['--timeout', String(timeout)]),
  ];
}

export function refuseUselessOptions({ timeout: _, ...options }: JiraOptions): void {
  const [name] = wayOptions(options);
  if (name)
    throw new InputError(`${name} works only with a real Jira, but no Jira is set: give --base-url URL.`);
}

/** Else the mocked Jira would be verified, and not the one that the credentials are for. */
export function refuseCredentialsWithoutJira({ env }: Io): void {
  const [name] = credentialSettingsIn(env);
  if (!name) return;
  throw new InputError(
    `${name} is set, but no Jira is set: set JIRA_BASE_URL, or give --base-url URL. To use the mocked Jira, add --flavour datacenter.`,
  );
}

export function warnOfInsecure(targets: readonly TargetToVerify[], { stderr }: Io): void {
  const names = targets.flatMap((one) => (one.kind === 'live' && one.isInsecure ? (one.name ?? '') : []));
  if (names.length === 0) return;
  stderr.write(
    `warning: any certificate is accepted from ${names.map(printable).join(', ')} (insecure), so somebody on the network could read the password. If you can, use 'ca' instead.\n`,
  );
}
