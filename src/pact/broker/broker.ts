import { PROVIDER } from '../../../contracts/session/names.ts';
import { jsonObject } from '../../../contracts/session/response.ts';
import { BrokerError, InputError } from '../../errors.ts';
import { Fault } from '../../faults.ts';
import { findings } from '../../findings.ts';
import { HttpClient, type HttpResponse } from '../../http/http-client.ts';
import { secretsOf } from '../../redaction/from-settings.ts';
import type { Secrets } from '../../redaction/secrets.ts';
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
export class Broker {
  readonly #settings: BrokerSettings;
  readonly #io: Pick<PactCliIo, 'stderr' | 'signal'>;
  readonly #secrets: Secrets;
  readonly #http: HttpClient;

  constructor(settings: BrokerSettings, io: Pick<PactCliIo, 'env' | 'stderr' | 'signal'>) {
    this.#settings = settings;
    this.#io = io;
    this.#secrets = secretsOf({}, io.env);
    this.#http = new HttpClient({
      baseUrl: settings.baseUrl,
      timeoutMs: TIMEOUT_MS,
      network: networkFrom(io.env),
      signal: io.signal,
    });
  }

  async pactsForVerification(
    { branch, wipSince }: Selection,
    onUnreadable: (problem: string, url: string) => void,
  ): Promise<FoundPact[]> {
    const doing = `Asking the broker for the pacts of ${PROVIDER}`;
    const path = `/pacts/provider/${PROVIDER}/for-verification`;
    const found = await this.#send(doing, 'POST', path, {
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
    if (!Array.isArray(listed) || !listed.every(isResource)) {
      throw new BrokerError(`${doing}: ${noBroker(this.#settings.baseUrl)}`);
    }
    const pacts = await Promise.allSettled(
      listed.map(async ({ _links, verificationProperties }) => {
        const { pending, notices } = verificationProperties ?? {};
        const pact = await this.pactAt(hrefOf(_links?.self) ?? '');
        const told = (Array.isArray(notices) ? notices : []) as ({ when?: unknown; text?: unknown } | null)[];
        const why = told
          .filter((notice) => notice?.when === 'before_verification')
          .map((notice) => this.#secrets.redact(String(notice?.text)));
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

  async pactAt(url: string): Promise<FoundPact> {
    const content = await this.#send('Fetching a pact', 'GET', this.#pathOf(url));
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
  async publish(pact: FoundPact, result: Result) {
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
    const published = await this.#send(doing, 'POST', this.#pathOf(pact.publishTo), body, false);
    const url = hrefOf(published._links?.self) ?? pact.source;
    if (!branch) return { url };
    // After the result, so that nothing is there when that fails; and no failure of the result when this one does.
    const parts = [PROVIDER, 'branches', branch, 'versions', providerVersion].map(encodeURIComponent);
    try {
      await this.#send('Putting the version on its branch', 'PUT', `/pacticipants/${parts.join('/')}`, {});
      return { url };
    } catch (error) {
      if (error instanceof BrokerError) return { url, warning: error.message };
      throw error;
    }
  }

  async putProviderVersion(version: string): Promise<void> {
    const path = `/pacticipants/${PROVIDER}/versions/${encodeURIComponent(version)}`;
    await this.#send('Recording the deployment', 'PUT', path, {});
  }

  async putWebhook(id: string, webhook: object): Promise<void> {
    await this.#send('Setting up the webhook', 'PUT', `/webhooks/${id}`, webhook);
  }

  /** The credentials go only to the configured broker, whatever host a link names. */
  #pathOf(url: string): string {
    const { baseUrl } = this.#settings;
    if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length);
    const origin = URL.canParse(url) ? new URL(url).origin : url;
    throw new BrokerError(
      `The pact is at ${origin}, but PACT_BROKER_BASE_URL is ${baseUrl}: set PACT_BROKER_BASE_URL to the address that the broker uses in its links.`,
    );
  }

  async #send(doing: string, method: string, path: string, body?: object, mayRepeat = true) {
    const { baseUrl, authorization } = this.#settings;
    const refuse = (why: string): never => {
      throw new BrokerError(`${doing}: ${why}`);
    };
    using _ = tellWaiting(doing, this.#io.stderr);
    const headers = {
      Accept: 'application/hal+json, application/json',
      ...(authorization && { Authorization: authorization }),
      ...(body && { 'Content-Type': 'application/json' }),
    };
    const request = { method, path, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await this.#http.send(request, { mayRepeat }).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      const { code } = error;
      return refuse(code === 'interrupted' ? 'interrupted.' : notReached(baseUrl, findings[code].cause));
    });
    const problem = this.#problemIn(response);
    if (problem) return refuse(problem);
    if (response.body.length === 0 && method === 'PUT') return {};
    const resource = jsonObject(response.text);
    return isResource(resource) ? resource : refuse(noBroker(baseUrl));
  }

  #problemIn({ status, text }: HttpResponse): string | undefined {
    const { baseUrl } = this.#settings;
    if (status !== 400) return status >= 300 ? unwanted(status, baseUrl) : undefined;
    const { errors = '' } = jsonObject(text) ?? {};
    const said = printable(this.#secrets.redact(JSON.stringify(errors)).slice(0, 300));
    return `the broker at ${baseUrl} does not accept the request (400): ${said}`;
  }
}

function isResource(value: unknown): value is Resource {
  const { _links } = (value ?? {}) as { readonly _links?: unknown };
  return typeof _links === 'object' && _links !== null;
}

function hrefOf(link: Link | readonly Link[] | undefined): string | undefined {
  return link && typeof link === 'object' && 'href' in link && typeof link.href === 'string'
    ? link.href
    : undefined;
}
