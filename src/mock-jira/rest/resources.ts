import { isJsonObject, type JsonObject, jsonObject } from '../../../contracts/session/response.ts';
import { type WireResponse, wireResponse } from '../../http/wire.ts';
import { percentDecoded } from '../../text.ts';
import type { Chance } from '../chance.ts';
import { forgetOldest } from '../mocked-accounts.ts';
import { isOfType, type MockedRequest } from '../request.ts';
import { json } from '../responses.ts';
import { fields, lists, permissions, project, summaries, transitions } from './data.ts';

interface Call {
  readonly name: string;
  readonly given: JsonObject;
  readonly self: (path: string) => string;
  readonly user: object;
  readonly username: string;
  readonly now: string;
}

type Resource = (call: Call) => WireResponse | undefined;

interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: JsonObject;
  readonly comments: readonly JsonObject[];
}

const MAX_ISSUES = 1000;

const MAX_COMMENTS = 1000;

/** What the mocked Jira has beside its session resource: what most clients ask. What they write is there afterwards. */
export function otherResources(chance: Chance) {
  const issues = new Map<string, Issue>();
  let made = 0;
  const resources: Readonly<Record<string, Resource>> = {
    // All issues, whatever the JQL asks for: a client of another project has something to work on.
    'GET /api/2/search': (call) => json(200, search(call)),
    'POST /api/2/search': (call) => json(200, search(call)),
    'POST /api/2/issue': (call) => json(201, reference(create(call.given.fields), call)),
    'GET /api/2/issue/*': (call) => ofIssue(call, (issue) => json(200, shown(issue, call))),
    'PUT /api/2/issue/*': (call) => edit(call, call.given.fields),
    'GET /api/2/issue/*/comment': (call) =>
      ofIssue(call, ({ comments }) => json(200, pageOf('comments', comments, call))),
    'POST /api/2/issue/*/comment': (call) => comment(call),
    'GET /api/2/issue/*/transitions': (call) =>
      ofIssue(call, () => json(200, { expand: 'transitions', transitions })),
    'POST /api/2/issue/*/transitions': (call) => edit(call, { status: statusAfter(call.given.transition) }),
    'GET /api/2/project': (call) => json(200, [referenced('project', project, call)]),
    'GET /api/2/project/*': (call) =>
      call.name === project.key || call.name === project.id
        ? json(200, { ...referenced('project', project, call), lead: call.user })
        : undefined,
    'GET /api/2/field': () => json(200, fields),
    'GET /api/2/issuetype': listOf('issuetype'),
    'GET /api/2/priority': listOf('priority'),
    'GET /api/2/status': listOf('status'),
    'GET /api/2/mypermissions': () => json(200, { permissions }),
    'GET /api/2/user': ({ given, user, username }) =>
      given.username === undefined || given.username === username ? json(200, user) : undefined,
    'GET /api/2/groups/picker': () => json(200, { total: 1, groups: [{ name: 'jira-users' }] }),
    'GET /api/2/dashboard': (call) => json(200, pageOf('dashboards', [], call)),
  };

  for (const summary of summaries) create({ summary });

  function respond(
    request: MockedRequest,
    path: string,
    caller: Pick<Call, 'user' | 'username'>,
  ): WireResponse | undefined {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const [, name] = /^\/api\/2\/(?:issue|project)\/([^/]+)/.exec(path) ?? [];
    const pattern = path.replace(/^(\/api\/2\/(?:issue|project)\/)[^/]+/, '$1*');
    const resource = resources[`${method} ${pattern}`];
    if (!resource) return undefined;
    const isRead = method === 'GET';
    if (!isRead && !isOfType('json', request)) return wireResponse(415);
    const body = isRead ? {} : jsonObject(request.body);
    if (!body) return json(400, { errorMessages: ['The body of the request is no JSON object'] });
    return resource({
      ...caller,
      name: percentDecoded(name ?? ''),
      given: { ...Object.fromEntries(new URLSearchParams(request.query)), ...body },
      self: (below) => `${request.site}/rest/api/2/${below}`,
      now: chance.now().toISOString().replace('Z', '+0000'),
    });
  }

  function search(call: Call): object {
    return pageOf('issues', [...issues.values()], call, (issue) => shown(issue, call));
  }

  function create(given: unknown): Issue {
    made += 1;
    const { status, issuetype, priority } = lists;
    const usual = { project, status: status[0], issuetype: issuetype[0], priority: priority[0], labels: [] };
    const id = String(10_000 + made);
    const key = `${project.key}-${made}`;
    const issue = { id, key, fields: { ...usual, ...(isJsonObject(given) ? given : {}) }, comments: [] };
    forgetOldest(issues, MAX_ISSUES);
    issues.set(key, issue);
    return issue;
  }

  function ofIssue<Found>({ name }: Call, respond: (issue: Issue) => Found): Found | undefined {
    const issue = [...issues.values()].find(({ id, key }) => key === name || id === name);
    return issue && respond(issue);
  }

  function edit(call: Call, changed: unknown): WireResponse | undefined {
    return ofIssue(call, (issue) => {
      const fields = { ...issue.fields, ...(isJsonObject(changed) ? changed : {}) };
      issues.set(issue.key, { ...issue, fields });
      return wireResponse(204);
    });
  }

  function comment(call: Call): WireResponse | undefined {
    return ofIssue(call, (issue) => {
      made += 1;
      const id = String(10_000 + made);
      const comment = {
        ...{ self: call.self(`issue/${issue.id}/comment/${id}`), id, author: call.user },
        ...{ body: call.given.body, created: call.now, updated: call.now },
      };
      issues.set(issue.key, { ...issue, comments: [...issue.comments, comment].slice(-MAX_COMMENTS) });
      return json(201, comment);
    });
  }

  return respond;
}

function listOf(kind: keyof typeof lists): Resource {
  return (call) => {
    const all = lists[kind].map((one) => referenced(kind, one, call));
    return json(200, all);
  };
}

function reference({ id, key }: Issue, { self }: Call): object {
  return { id, key, self: self(`issue/${id}`) };
}

function referenced(kind: string, one: { readonly id: string }, { self }: Call): object {
  return { self: self(`${kind}/${one.id}`), ...one };
}

function shown(issue: Issue, call: Call): object {
  const all = { ...issue.fields, reporter: call.user, created: call.now, updated: call.now };
  const asked = [call.given.fields ?? []].flat().flatMap((one) => String(one).split(','));
  const isAsked = ([name]: readonly [string, unknown]) =>
    asked.length === 0 || asked.includes(name) || asked.some((one) => one.startsWith('*'));
  return { ...reference(issue, call), fields: Object.fromEntries(Object.entries(all).filter(isAsked)) };
}

function pageOf<Item>(
  name: string,
  items: readonly Item[],
  { given }: Call,
  show: (item: Item) => unknown = (item) => item,
): object {
  const number = (value: unknown, otherwise: number) =>
    /^\d+$/.test(String(value)) ? Number(value) : otherwise;
  const startAt = number(given.startAt, 0);
  const maxResults = number(given.maxResults, 50);
  const page = items.slice(startAt, startAt + maxResults).map(show);
  return { startAt, maxResults, total: items.length, [name]: page };
}

function statusAfter(transition: unknown): unknown {
  const asked = isJsonObject(transition) ? String(transition.id) : '';
  return transitions.find(({ id }) => id === asked)?.to;
}
