import { X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { fault } from '../faults.ts';
import { inWords, means } from '../findings.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { newRefusals } from '../jira/accounts.ts';
import { closeSessions } from '../jira/close-sessions.ts';
import type { JiraConnection } from '../jira/connection.ts';
import type { EarlierRefusals } from '../jira/earlier-refusals.ts';
import { endsSoon, expiryText } from '../jira/expiry.ts';
import { wrongBaseUrl } from '../jira/find-jira.ts';
import { askServerInfo, type ServerInfo } from '../jira/server-info.ts';
import { connectToLive } from '../jira/target.ts';
import { openSessionsText } from '../session-words.ts';
import { isCloudGateway } from '../settings/base-url.ts';
import type { CertificateFile } from '../settings/network.ts';
import { askResource } from './examine-session.ts';
import { askApiToken, askPersonalAccessToken, askServiceAccount } from './examine-tokens.ts';
import {
  bad,
  type Examination,
  good,
  type Observation,
  told,
  warned,
  withoutResponse,
  wrong,
} from './observation.ts';
import { traceOf, wayOut } from './way-out.ts';

/** In milliseconds. A clock that is off by more makes tokens and certificates fail. */
const CLOCK_TOLERANCE_MS = 60_000;

/** If a file has more, they are only counted: one with all authorities of a machine has hundreds, some long ended. */
const SHOWN = 3;

const questions = [
  ['session resource', askResource],
  ['personal access token', askPersonalAccessToken],
  ['service account', askServiceAccount],
  ['API token', askApiToken],
] as const;

export interface ExamineOptions extends Pick<Examination, 'credentials' | 'warnExpiryDays' | 'say'> {
  readonly clients: readonly string[];
  readonly onCookies: (setCookies: readonly string[]) => void;
  readonly earlier: EarlierRefusals | undefined;
}

/** Asks a Jira what it is and what is wrong, one thing after another, logging in at most once. */
export async function examine(way: HttpClientOptions, options: ExamineOptions) {
  const { credentials, warnExpiryDays, clients, earlier } = options;
  const http = new HttpClient(way);
  let info: ServerInfo | undefined;
  let connection: JiraConnection | undefined;
  const isKnown = { isGone: false, hasLoggedIn: false };
  const say = (observation: Observation) => {
    const { topic, breaksContract, isLogIn } = observation;
    isKnown.isGone ||= topic === 'session resource' && breaksContract === true;
    isKnown.hasLoggedIn ||= isLogIn === true;
    options.say(observation);
  };
  say(good('proxy', http.proxy ? `in use: ${http.proxy}` : 'none in use'));
  for (const file of way.network?.certificates ?? []) certificatesIn(file, warnExpiryDays).forEach(say);
  try {
    info = await askServerInfo(http);
    say(good('reachable', `${http.baseUrl} answers`));
    say(tlsOf(http, warnExpiryDays));
    say(jiraKindOf(info));
    const found = await wrongBaseUrl(info, http);
    if (found) {
      say(bad(means(found, 'broken') ? 'session resource' : 'base URL', found));
      return info;
    }
    say(contextPathOf(info, http.baseUrl));
    say(clockOf(info));
    connection = connectToLive(http, { credentials, refusals: newRefusals(earlier) }, info);
    connection.onCookies = options.onCookies;
    say(traceOf(credentials));
    const examination = { info, connection, credentials, warnExpiryDays, say };
    for (const [topic, ask] of questions) {
      if (connection.out) break;
      if (way.signal?.aborted) throw fault('interrupted', 'the rest was not asked');
      const failure = await ask(examination).catch(withoutResponse(topic));
      if (failure) say(failure);
    }
    wayOut(info, { ...isKnown, baseUrl: http.baseUrl, clients }).forEach(say);
  } catch (error) {
    say(withoutResponse('reachable')(error));
  } finally {
    const left = connection && (await closeSessions(connection));
    if (left && left.count > 0) say(wrong('sessions', openSessionsText(left.count, 'Jira')));
  }
  return info;
}

/** The certificates of a file that somebody gave. */
function certificatesIn({ option, file, pem }: CertificateFile, warnExpiryDays: number): Observation[] {
  const topic = option === '--cert' ? 'client certificate' : 'trusted CA';
  const from = `from ${basename(file)} (${option})`;
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const certificates = blocks.flatMap((block) => {
    try {
      const { subject, issuer, validToDate: at } = new X509Certificate(block);
      const what = `${nameIn(subject)}, issued by ${nameIn(issuer)}, ${expiryText(at)}, ${from}`;
      const isSoon = endsSoon({ certificate: { name: '', at } }, warnExpiryDays).length > 0;
      return [isSoon ? warned(topic, what) : good(topic, what)];
    } catch {
      return [];
    }
  });
  if (certificates.length === 0) return [told(topic, `no certificate can be read ${from}`)];
  return certificates.length > SHOWN ? [good(topic, `${certificates.length}, ${from}`)] : certificates;
}

/** The common name in a subject, of which Node writes a line for each part. */
const nameIn = (parts: string) => /^CN=(.*)$/m.exec(parts)?.[1] ?? parts.replaceAll('\n', ', ');

function tlsOf({ baseUrl, certificate }: HttpClient, warnExpiryDays: number): Observation {
  if (!baseUrl.startsWith('https:')) return told('TLS', 'none: the base URL is plain http');
  if (!certificate) return told('TLS', 'the certificate of the server cannot be read');
  const { subject: name, issuer, endsAt: at, distrust } = certificate;
  const trust = distrust ? `not trusted (${distrust}), but accepted` : 'trusted';
  const what = `the certificate of ${name} is ${trust}, issued by ${issuer}, and ${expiryText(at)}`;
  const [soon] = endsSoon({ certificate: { name, at } }, warnExpiryDays);
  if (soon) return warned('TLS', `${what}. ${inWords(soon).cure}`);
  return distrust ? told('TLS', what) : good('TLS', what);
}

function jiraKindOf({ version, flavour, status }: ServerInfo): Observation {
  if (!version) {
    return flavour === 'cloud'
      ? good('Jira', 'Cloud, at the address for tokens with scopes')
      : told('Jira', `serverInfo does not report a Jira (${status})`);
  }
  const names: Readonly<Record<string, string>> = {
    server: 'Server or Data Center',
    datacenter: 'Data Center',
    cloud: 'Cloud',
  };
  return good('Jira', `${names[flavour] ?? flavour}, version ${version}`);
}

function contextPathOf({ siteUrl }: ServerInfo, baseUrl: string): Observation {
  const topic = 'context path';
  const here = new URL(baseUrl).pathname;
  if (isCloudGateway(baseUrl)) return good(topic, here.slice(0, -'/rest'.length));
  if (!siteUrl) return told(topic, 'serverInfo does not report it');
  const expected = `${new URL(siteUrl).pathname.replace(/\/+$/, '')}/rest`;
  return here === expected
    ? good(topic, here === '/rest' ? 'none' : here.slice(0, -'/rest'.length))
    : wrong(topic, `Jira says its REST root is ${expected}`);
}

function clockOf({ date }: ServerInfo): Observation {
  if (!date) return told('clock', 'the server does not tell the time');
  const offMs = Math.abs(Date.now() - date.getTime());
  return offMs <= CLOCK_TOLERANCE_MS
    ? good('clock', 'this machine and the server have the same time')
    : wrong('clock', `${Math.round(offMs / 1000)} s apart: set the clock of this machine or of the server`);
}
