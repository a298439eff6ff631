import { usualPath } from '../../../contracts/session/names.ts';
import type { WireResponse } from '../../http/wire.ts';
import { literal, percentDecoded } from '../../text.ts';
import type { MockedRequest } from '../request.ts';

export interface StoredAnswer {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The address of the Jira that gave it, without `/rest`: what points there is to point to the mocked Jira. */
  readonly site: string;
  readonly response: WireResponse;
}

/** Responds with the answers for one mocked Jira. Several for one request are given in order, and then the last one again and again. */
export function storedAnswers(all: readonly StoredAnswer[]) {
  const given = new Set<StoredAnswer>();
  return ({ method, query, site }: MockedRequest, path: string): WireResponse | undefined => {
    const asked = [...new URLSearchParams(query)];
    const wanted = method === 'HEAD' ? ['HEAD', 'GET'] : [method];
    const fitting = all
      .filter(
        (one) =>
          wanted.includes(one.method) && usualName(one.path) === usualName(path) && agree(one.query, asked),
      )
      .map((answer) => ({ answer, shared: answer.query.filter((pair) => isIn(asked, pair)).length }));
    const most = Math.max(...fitting.map(({ shared }) => shared));
    const best = fitting.filter(({ shared }) => shared === most).map(({ answer }) => answer);
    const answer = best.find((one) => !given.has(one)) ?? best.at(-1);
    if (!answer) return undefined;
    given.add(answer);
    return { ...answer.response, body: withSite(answer.response.body, answer.site, site) };
  };
}

const usualName = (path: string) => usualPath(percentDecoded(path));

type Query = StoredAnswer['query'];

const isIn = (query: Query, [name, value]: Query[number]) =>
  query.some((pair) => pair[0] === name && pair[1] === value);

/** Whether two queries agree on every name that both have; names that only one of them has do not matter. */
function agree(one: Query, other: Query): boolean {
  const shared = (query: Query, beside: Query) =>
    query.filter(([name]) => beside.some((pair) => pair[0] === name));
  return (
    shared(one, other).every((pair) => isIn(other, pair)) &&
    shared(other, one).every((pair) => isIn(one, pair))
  );
}

/** A text with one site's addresses in place of another's, also where slashes are escaped, as JSON allows. */
export function withSite(text: string, from: string, to: string): string {
  const escaped = (site: string) => site.replaceAll('/', '\\/');
  // A host name may go on after this part.
  const address = new RegExp(
    [from, escaped(from)].map((one) => `${literal(one)}(?![\\w.:-])`).join('|'),
    'gi',
  );
  return text.replaceAll(address, (found) => (found.includes('\\') ? escaped(to) : to));
}
