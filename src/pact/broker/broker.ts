import { PROVIDER } from '../../../contracts/session/names.ts';
import { jsonObject } from '../../../contracts/session/response.ts';
import { BrokerError, InputError } from '../../errors.ts';
import { Fault } from '../../faults.ts';
import { findings } from '../../findings.ts';
import { HttpClient, type HttpResponse } from '../../http/http-client.ts';
import { secretsOf } from '../../redaction/from-settings.ts';
import type { BrokerSettings } from '../../settings/broker-settings.ts';
import { networkFrom } from '../../settings/network.ts';
import { printable } from '../../text.ts';
import type { PactToVerify } from '../pact-file.ts';
import { pactOf } from '../read-pact.ts';
import { noBroker, notReached, tellWaiting, unwanted } from './messages.ts';
import type { PactCliIo } from './pact-cli.ts';

const TIMEOUT_MS = 60_000;

export interface FoundPact extends PactToVerify {
  readonly why: readonly string[];
  readonly pending: boolean;
  readonly publishTo: string | undefined;
}

export interface Selection {
  /** The provider's branch: the consumer's of the same name is asked for too. */
  readonly branch: string | undefined;
  readonly wipSince: string | undefined;
}

export interface Result {
  readonly success: boolean;
  readonly providerVersion: string;
  readonly branch: string | undefined;
  readonly buildUrl: string | undefined;
  readonly tests: readonly { readonly interactionId: string | undefined; readonly success: boolean }[];
}

type Link = { readonly href: string; readonly name?: string };
type Resource = Readonly<Record<string, unknown>> & {
  readonly _links?: Readonly<Record<string, Link | Link[]>>;
  readonly _embedded?: { readonly pacts?: readonly Resource[] };
  readonly verificationProperties?: { readonly pending?: unknown; readonly notices?: unknown };
};

/** The part of the Pact Broker's API that pact-cli does not have: pacts for verification, and their results. */
export function brokerAt(
  { baseUrl, authorization }: BrokerSettings,
  { env, stderr, signal }: Pick<PactCliIo, 'env' | 'stderr' | 'signal'>,
) {
  const secrets = secretsOf({}, env);
  const http = new HttpClient({ baseUrl, timeoutMs: TIMEOUT_MS, network: networkFrom(env), signal });

  async function pactsForVerification(
    { branch, wipSince }: Selection,
    onUnreadable: (problem: string, url: string) => void,
  ): Promise<FoundPact[]> {
    const doing = `Asking the broker for the pacts of ${PROVIDER}`;
    const path = `/pacts/provider/${PROVIDER}/for-verification`;
    const found = await send(doing, 'POST', path, {
      consumerVersionSelectors: [
        { mainBranch: true },
        { deployedOrReleased: true },
        ...(branch ? [{ matchingBranch: true }] : []),
      ],
      includePendingStatus: true,
      ...(branch && { providerVersionBranch: branch }),
      ...(wipSince && { includeWipPactsSince: wipSince }),
    });
    const listed = found._embedded?.pacts ?? [];
    if (!Array.isArray(listed) || !listed.every(isResource))
      throw new BrokerError(`${doing}: ${noBroker(baseUrl)}`);
    const pacts = await Promise.allSettled(
      listed.map(async ({ _links, verificationProperties }) => {
        const { pending, notices } = verificationProperties ?? {};
        const pact = await pactAt(hrefOf(_links?.self) ?? '');
        const told = (Array.isArray(notices) ? notices : []) as ({ when?: unknown; text?: unknown } | null)[];
        const why = told
          .filter((notice) => notice?.when === 'before_verification')
          .map((notice) => secrets.redact(String(notice?.text)));
        return { ...pact, why, pending: pending === true };
      }),
    );
    return pacts.flatMap((one, index) => {
      if (one.status === 'fulfilled') return [one.value];
      // If one of them is not a pact, the others are still verified; if the broker fails, none is.
      if (!(one.reason instanceof InputError)) throw one.reason;
      onUnreadable(one.reason.message, hrefOf(listed[index]?._links?.self) ?? '');
      return [];
    });
  }

  async function pactAt(url: string): Promise<FoundPact> {
    const content = await send('Fetching a pact', 'GET', pathOf(url));
    const version = /\/version\/([^/]+)/.exec(hrefOf(content._links?.self) ?? '')?.[1];
    return {
      pact: pactOf(content, url),
      source: url,
      ...(version && { consumerVersion: decodeURIComponent(version) }),
      why: [`it is the pact at ${url}`],
      pending: false,
      publishTo: hrefOf(content._links?.['pb:publish-verification-results']),
    };
  }

  /** Publishes a result once: it is not sent again if no response arrives. */
  async function publish(pact: FoundPact, result: Result) {
    const doing = 'Publishing the result';
    if (!pact.publishTo)
      throw new BrokerError(`${doing}: the broker accepts no results for the pact at ${pact.source}.`);
    const { providerVersion, branch, success, buildUrl, tests } = result;
    const body = {
      success,
      providerApplicationVersion: providerVersion,
      ...(buildUrl && { buildUrl }),
      verifiedBy: { implementation: 'jira-session-contracts' },
      testResults: tests,
    };
    const published = await send(doing, 'POST', pathOf(pact.publishTo), body, false);
    const url = hrefOf(published._links?.self) ?? pact.source;
    if (!branch) return { url };
    // After the result, so that nothing is there when that fails; and no failure of the result when this one does.
    const parts = [PROVIDER, 'branches', branch, 'versions', providerVersion].map(encodeURIComponent);
    try {
      await send('Putting the version on its branch', 'PUT', `/pacticipants/${parts.join('/')}`, {});
      return { url };
    } catch (error) {
      if (error instanceof BrokerError) return { url, warning: error.message };
      throw error;
    }
  }

  async function putProviderVersion(version: string): Promise<void> {
    const path = `/pacticipants/${PROVIDER}/versions/${encodeURIComponent(version)}`;
    await send('Recording the deployment', 'PUT', path, {});
  }

  async function putWebhook(id: string, webhook: object): Promise<void> {
    await send('Setting up the webhook', 'PUT', `/webhooks/${id}`, webhook);
  }

  /** The credentials go only to the configured broker, whatever host a link names. */
  function pathOf(url: string): string {
    if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length);
    const origin = URL.canParse(url) ? new URL(url).origin : url;
    throw new BrokerError(
      `The pact is at ${origin}, but PACT_BROKER_BASE_URL is ${baseUrl}: set PACT_BROKER_BASE_URL to the address that the broker uses in its links.`,
    );
  }

  async function send(doing: string, method: string, path: string, body?: object, mayRepeat = true) {
    const refuse = (why: string): never => {
      throw new BrokerError(`${doing}: ${why}`);
    };
    using _ = tellWaiting(doing, stderr);
    const headers = {
      Accept: 'application/hal+json, application/json',
      ...(authorization && { Authorization: authorization }),
      ...(body && { 'Content-Type': 'application/json' }),
    };
    const request = { method, path, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await http.send(request, { mayRepeat }).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      const { code } = error;
      return refuse(code === 'interrupted' ? 'interrupted.' : notReached(baseUrl, findings[code].cause));
    });
    const problem = problemIn(response);
    if (problem) return refuse(problem);
    if (response.body.length === 0 && method === 'PUT') return {};
    const resource = jsonObject(response.text);
    return isResource(resource) ? resource : refuse(noBroker(baseUrl));
  }

  function problemIn({ status, text }: HttpResponse): string | undefined {
    if (status !== 400) return status >= 300 ? unwanted(status, baseUrl) : undefined;
    const { errors = '' } = jsonObject(text) ?? {};
    const said = printable(secrets.redact(JSON.stringify(errors)).slice(0, 300));
    return `the broker at ${baseUrl} does not accept the request (400): ${said}`;
  }

  return { pactsForVerification, pactAt, publish, putProviderVersion, putWebhook };
}

export type Broker = ReturnType<typeof brokerAt>;

function isResource(value: unknown): value is Resource {
  const { _links } = (value ?? {}) as { readonly _links?: unknown };
  return typeof _links === 'object' && _links !== null;
}

function hrefOf(link: Link | readonly Link[] | undefined): string | undefined {
  return link && typeof link === 'object' && 'href' in link && typeof link.href === 'string'
    ? link.href
    : undefined;
}
