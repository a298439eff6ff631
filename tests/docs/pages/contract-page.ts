import { readFileSync } from 'node:fs';
import { CONSUMER, OWN_CONSUMERS, pactFileOf, SESSION_PATH } from '../../../contracts/session/names.ts';
import { markdownTable } from '../../support/markdown.ts';

interface Matcher {
  readonly match: string;
  readonly regex?: string;
  readonly min?: number;
  readonly status?: readonly number[];
  readonly variants?: readonly { readonly rules: Readonly<Record<string, Rule>> }[];
}
interface Rule {
  readonly matchers: readonly Matcher[];
}
type Rules = Readonly<Record<string, Readonly<Record<string, Rule>>>>;
interface Message {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: { readonly content: unknown };
  readonly matchingRules?: Rules;
  readonly generators?: Readonly<Record<string, Readonly<Record<string, { readonly expression: string }>>>>;
}
interface Interaction {
  readonly description: string;
  readonly providerStates: readonly { readonly name: string }[];
  readonly request: Message & { readonly method: string; readonly path: string };
  readonly response: Message & { readonly status: number };
}
interface Described {
  readonly summary: string;
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>;
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const interactionsOf = (consumer: string) =>
  (readJson(pactFileOf(consumer)) as { interactions: Interaction[] }).interactions;

const groups = [
  { title: 'Log-in', method: 'post' },
  { title: 'Current user', method: 'get' },
  { title: 'Log-out', method: 'delete' },
] as const;

/** The contract for people: each interaction, and the answers that the description knows beside them. */
export function contractPage(): string {
  const description = readJson('contracts/session/openapi.json') as {
    paths: Record<string, Record<string, Described>>;
    components: { responses?: Record<string, { description: string }> };
  };
  const resource = description.paths[SESSION_PATH] ?? {};
  const session = interactionsOf(CONSUMER);
  return [
    '# The contract',
    '',
    '<!-- npm run docs writes this page from the pacts and contracts/session/openapi.yaml. -->',
    '',
    'Each interaction is one request, in one or more [provider states](provider-states.md), and what a',
    'client needs of the answer. What is not named here may be there or not: nobody relies on it.',
    '',
    `_from the provider state_ means that the value is handed in when a Jira is verified. The value that you see is an example.`,
    '',
    '## A session, from its start to its end',
    '',
    '```mermaid',
    'sequenceDiagram',
    '  participant client',
    '  participant Jira',
    ...['post', 'get', 'delete', 'get'].flatMap((method, index) => [
      `  client->>Jira: ${method.toUpperCase()} ${SESSION_PATH}${index === 0 ? ' with user name and password' : ' with the cookie'}`,
      `  Jira-->>client: ${['200, Set-Cookie and session', '200, name and self', '204', '401: the session has ended'][index]}`,
    ]),
    '```',
    '',
    ...groups.flatMap(({ title, method }) => [
      `## ${title}`,
      '',
      ...session.filter(({ request }) => request.method.toLowerCase() === method).flatMap(interactionSection),
      `### All answers of ${method.toUpperCase()} that are described`,
      '',
      `${resource[method]?.summary ?? ''} Which Jira gives which answer: [the table](../engineering/three-way-table.md).`,
      '',
      markdownTable(
        ['status', 'when'],
        Object.entries(resource[method]?.responses ?? {}).map(([status, { description: when, $ref }]) => [
          status,
          when ?? description.components.responses?.[$ref?.split('/').at(-1) ?? '']?.description ?? '',
        ]),
      ),
      '',
    ]),
    '## What replaces it',
    '',
    'A token needs no log-in, no cookie and no log-out.',
    '',
    ...OWN_CONSUMERS.filter((one) => one !== CONSUMER).flatMap((consumer) =>
      interactionsOf(consumer).flatMap((one) => interactionSection(one, consumer)),
    ),
  ].join('\n');
}

function interactionSection(interaction: Interaction, consumer: unknown): string[] {
  const { description, providerStates, request, response } = interaction;
  const states = providerStates.map(({ name }) => name);
  return [
    `### ${request.method} ${description}`,
    '',
    ...(typeof consumer === 'string' ? [`Of \`${consumer}\`.`, ''] : []),
    `Provider state: ${states.map((name) => `**${name}**`).join(', and ')}`,
    '',
    '```mermaid',
    'sequenceDiagram',
    '  participant client',
    '  participant Jira',
    ...states.map((name) => `  Note over Jira: ${name}`),
    `  client->>Jira: ${request.method} ${request.path}`,
    `  Jira-->>client: ${statusesOf(response).join(' or ')}`,
    '```',
    '',
    'The request:',
    '',
    `- \`${request.method} ${request.path}\``,
    ...headersOf(request).map(
      ([name, value]) => `- header \`${name}\`: \`${value}\`${fromState(request, 'header', name)}`,
    ),
    ...leavesOf(request.body?.content).map(
      ([path, value]) =>
        `- body \`${path}\`: \`${JSON.stringify(value)}\`${fromState(request, 'body', path)}`,
    ),
    '',
    'What the client needs of the answer:',
    '',
    `- status ${statusesOf(response).join(' or ')}`,
    ...Object.entries(response.headers ?? {}).map(
      ([name, values]) =>
        `- header \`${name}\`: ${inWords(response.matchingRules?.header?.[name], values[0])}`,
    ),
    ...needsOfBody(response),
    '',
  ];
}

const headersOf = ({ headers = {} }: Message) =>
  Object.entries(headers).map(([name, values]) => [name, values.join(', ')] as const);

const statusesOf = (response: Interaction['response']) =>
  response.matchingRules?.status?.$?.matchers.flatMap(({ status }) => status ?? []) ?? [response.status];

const fromState = ({ generators }: Message, where: string, path: string) =>
  generators?.[where]?.[path] ? ' _from the provider state_' : '';

/** The values of a JSON body, each with its path. */
function leavesOf(content: unknown, path = '$'): [string, unknown][] {
  if (content === undefined) return [];
  if (typeof content !== 'object' || content === null) return [[path, content]];
  return Object.entries(content).flatMap(([key, value]) =>
    leavesOf(value, Array.isArray(content) ? `${path}[*]` : `${path}.${key}`),
  );
}

function needsOfBody({ body, matchingRules }: Message): string[] {
  const rules = matchingRules?.body ?? {};
  const leaves = leavesOf(body?.content);
  const lists = Object.keys(rules).filter((path) => !leaves.some(([leaf]) => leaf === path));
  return [
    ...lists.map((path) => `- body \`${path}\`: ${inWords(rules[path], '')}`),
    ...leaves.map(([path, value]) => `- body \`${path}\`: ${inWords(rules[path], value)}`),
  ];
}

/** What a rule asks for, for somebody who does not read regular expressions. */
const known: Readonly<Record<string, string>> = {
  '^application/json(\\s*;.*)?$': 'JSON, with or without a charset',
  '^\\S(.*\\S)?$': 'a text that is not empty, without white space at its ends',
  '^https?://[^/\\s]+/\\S*$': 'an address that begins with http:// or https://',
  '^CAPTCHA_CHALLENGE\\b.*$': '`CAPTCHA_CHALLENGE`, whatever follows',
  '^[^=;\\s]+=[^;\\s]+(;.*)?$': 'a cookie with a value: a check finds the session by the name in the body',
};

function inWords(rule: Rule | undefined, example: unknown): string {
  if (!rule) return `exactly \`${String(example)}\``;
  const words = rule.matchers.map(({ match, regex, min, variants }) => {
    if (match === 'regex') {
      const meaning = known[regex ?? ''];
      if (!meaning)
        throw new Error(
          `tests/docs/pages/contract-page.ts has no words for the rule ${regex}: add them to known`,
        );
      return meaning;
    }
    if (match === 'type') return min === undefined ? 'of the same type' : `a list with ${min} or more`;
    if (match === 'arrayContains')
      return `among others, ${(variants ?? []).map(({ rules }) => inWords(rules.$, '')).join(', and ')}`;
    throw new Error(`contract-page.ts has no words for the matcher ${match}`);
  });
  const shown = typeof example === 'string' && example !== '' ? `, such as \`${example}\`` : '';
  return `${words.filter((one, index) => words.indexOf(one) === index).join(', ')}${shown}`;
}
