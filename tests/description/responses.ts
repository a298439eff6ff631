import type { LogIn } from '../../contracts/session/names.ts';
import {
  bodyProblems,
  operations,
  resolve,
  responseOf,
  schemaProblems,
} from '../../src/verification/description.ts';

/** An answer that `openapi.yaml` describes. */
interface DescribedResponse {
  /** In capitals. */
  readonly method: string;
  readonly status: number;
  /** The Jiras that give it. */
  readonly givenWhere: readonly LogIn[];
  /** Why the pact, or such a Jira, does not have it. */
  whyNot(where: 'pact' | LogIn): string | undefined;
}

/** An answer as it came, to be held against the description. */
export interface GivenResponse {
  readonly status: number;
  /** By name in small letters; more than one value as a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Every answer that the description has, in its order. */
export const describedResponses: readonly DescribedResponse[] = Object.entries(operations).flatMap(
  ([method, { responses }]) =>
    Object.keys(responses).map((status) => {
      const found = responseOf(method, Number(status));
      const reasons = found?.part['x-why-not'] ?? {};
      return {
        method: method.toUpperCase(),
        status: Number(status),
        givenWhere: found?.part['x-log-in'] ?? [],
        whyNot: (where) => reasons[where] ?? reasons['*'],
      };
    }),
);

/**
 * Holds a whole answer against the description: status, headers, media type and body.
 *
 * @param where what a log-in is at the Jira that gave it
 * @returns what is wrong; empty when nothing is
 */
export function responseProblems(method: string, answer: GivenResponse, where: LogIn): string[] {
  const response = responseOf(method, answer.status);
  if (!response?.part['x-log-in']?.includes(where)) {
    return [`a Jira whose log-in is '${where}' has no answer ${answer.status}`];
  }
  const headers = Object.entries(response.part.headers ?? {}).flatMap(([name, header]) => {
    const { part, pointer } = resolve(header, `${response.pointer}/headers/${name}`);
    const values = [answer.headers[name.toLowerCase()] ?? []].flat();
    if (values.length === 0) return part.required ? [`there is no ${name}`] : [];
    return values.flatMap((value) =>
      schemaProblems(`${pointer}/schema`, value, name).map(({ text }) => text),
    );
  });
  const mediaType = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!response.part.content) {
    return answer.body === '' ? headers : [...headers, 'there is a body'];
  }
  if (!(mediaType in response.part.content)) return [...headers, `the body is '${mediaType}'`];
  return [
    ...headers,
    ...(mediaType === 'application/json'
      ? (bodyProblems(method, answer.status, JSON.parse(answer.body)) ?? []).map(({ text }) => text)
      : []),
  ];
}
