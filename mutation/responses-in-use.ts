import { isDeepStrictEqual } from 'node:util';
import { MatchersV3 } from '@pact-foundation/pact';
import { consumers } from '../contracts/consumers.ts';
import type { Interaction } from '../contracts/session/interaction.ts';
import { OWN_CONSUMERS, type OwnConsumer, SESSION_PATH } from '../contracts/session/names.ts';
import { isJsonObject, sessionsIn } from '../contracts/session/response.ts';
import { providerStates } from '../contracts/session/states.ts';
import type { WireResponse } from '../src/http/wire.ts';
import type { FlavourName } from '../src/mock-jira/flavours.ts';
import type { MockedJiraOptions } from '../src/mock-jira/server.ts';
import type { WireRequest } from './edits.ts';

/** A response that a client uses, and the parts of it that it uses: what is broken, one part at a time. */
export interface ResponseInUse {
  readonly consumer: OwnConsumer;
  /** How the mocked Jira is started that sends it. Default: a Data Center. */
  readonly settings?: MockedJiraOptions;
  /** The interaction that asks for it. */
  readonly interaction: string;
  /** What tells its request from the others. */
  readonly to: RequestTraits;
  readonly status: number;
  /** Every status that does. */
  readonly statuses: readonly number[];
  /** Parts of the JSON body, by path, with their type. */
  readonly fields: Readonly<Record<string, 'string' | 'object'>>;
  readonly headers: readonly string[];
  /** Cookies that are set, by name. */
  readonly cookies: readonly string[];
}

type RequestTraits = ReturnType<typeof traitsOf>;

/** One for each interaction of the contract. */
export const responsesInUse: readonly ResponseInUse[] = OWN_CONSUMERS.flatMap((consumer) =>
  consumers[consumer].map((interaction) => responseInUse(consumer, interaction)),
);

function responseInUse(
  consumer: OwnConsumer,
  { description, request, response }: Interaction,
): ResponseInUse {
  const { status } = response;
  const flavour = flavourFor(consumer);
  const headers = Object.keys(response.headers ?? {});
  return {
    consumer,
    ...(flavour && { settings: { flavour } }),
    interaction: description,
    to: traitsOf({
      method: request.method,
      path: request.path ?? SESSION_PATH,
      headers: inLowerCase(MatchersV3.reify(request.headers)),
      body: JSON.stringify(request.body ?? ''),
    }),
    status: typeof status === 'number' ? status : status.example,
    statuses: typeof status === 'number' ? [status] : status.oneOf,
    fields: fieldsOf(MatchersV3.reify(response.body ?? {})),
    headers: headers.filter((name) => name !== 'Set-Cookie'),
    cookies: headers.includes('Set-Cookie') ? ['JSESSIONID'] : [],
  };
}

/** The flavour that has whose credentials the client uses, where a Data Center before Jira 11 does not. */
function flavourFor(consumer: OwnConsumer): FlavourName | undefined {
  const states = consumers[consumer].flatMap((interaction) => interaction.states);
  const used = states.map((state) => providerStates[state].credentials);
  return used.includes('cloud-user') ? 'cloud' : used.includes('service-account') ? 'jira11' : undefined;
}

function inLowerCase(headers: unknown): WireRequest['headers'] {
  const entries = Object.entries(headers as Record<string, string>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

function fieldsOf(body: unknown, below = ''): Record<string, 'string' | 'object'> {
  const fields: Record<string, 'string' | 'object'> = {};
  for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
    const path = below + name;
    fields[path] = isJsonObject(value) ? 'object' : 'string';
    if (isJsonObject(value)) Object.assign(fields, fieldsOf(value, `${path}.`));
  }
  return fields;
}

/** Whether a response of a Jira is the one in use. */
export function isInUse(
  { to, status }: ResponseInUse,
  request: WireRequest,
  response: WireResponse,
): boolean {
  return response.status === status && isDeepStrictEqual(traitsOf(request), to);
}

function traitsOf({ method, path, headers: { cookie, authorization }, body }: WireRequest) {
  const [scheme = ''] = String(authorization ?? '').split(' ');
  // A jar sends back what was set beside the session, too, where that was lost.
  const hasSession = sessionsIn(String(cookie ?? '')).length > 0;
  const bearing = [...(scheme ? [scheme] : []), ...(hasSession ? ['Cookie'] : [])];
  return { method, path, bearing, hasEmptyPassword: /"password":""/.test(body) };
}
