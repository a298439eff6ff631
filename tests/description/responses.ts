import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type LogIn, SESSION_PATH } from '../../contracts/session/names.ts';

interface ResponseObject {
  readonly $ref?: string;
  readonly 'x-log-in'?: readonly LogIn[];
  readonly 'x-why-not'?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly $ref?: string }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A part of the document, and where it stands in it: a JSON pointer. */
interface Located<Part> {
  readonly part: Part;
  readonly pointer: string;
}

/** `openapi.yaml`, as `npm run generate` writes it. */
const document = JSON.parse(readFileSync('contracts/session/openapi.json', 'utf8')) as {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, ResponseObject> }>>;
};
const operations = document.paths[SESSION_PATH] ?? {};

// The document is no schema as a whole: it holds the schemas, which refer to each other by pointers into it.
const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
ajv.addSchema(document, 'description');

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
    return values.flatMap((value) => schemaProblems(`${pointer}/schema`, value, name));
  });
  const mediaType = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!response.part.content) {
    return answer.body === '' ? headers : [...headers, 'there is a body'];
  }
  if (!(mediaType in response.part.content)) return [...headers, `the body is '${mediaType}'`];
  return [
    ...headers,
    ...(mediaType === 'application/json'
      ? schemaProblems(
          `${response.pointer}/content/application~1json/schema`,
          JSON.parse(answer.body),
          'body',
        )
      : []),
  ];
}

function responseOf(method: string, status: number): Located<ResponseObject> | undefined {
  const operation = method.toLowerCase();
  const part = operations[operation]?.responses[status];
  return (
    part && resolve(part, `/paths/${SESSION_PATH.replaceAll('/', '~1')}/${operation}/responses/${status}`)
  );
}

/** Follows a reference into the document, one step: the description has no longer chains. */
function resolve<Part extends { readonly $ref?: string }>(part: Part, pointer: string): Located<Part> {
  if (!part.$ref) return { part, pointer };
  const target = part.$ref.slice(1);
  const keys = target.split('/').slice(1);
  const found = keys.reduce<unknown>((outer, key) => (outer as Record<string, unknown>)[key], document);
  return { part: found as Part, pointer: target };
}

function schemaProblems(pointer: string, value: unknown, dataVar: string): string[] {
  const validate = ajv.getSchema(`description#${pointer}`);
  if (!validate) throw new Error(`The description has no schema at ${pointer}.`);
  return validate(value) ? [] : [ajv.errorsText(validate.errors, { dataVar })];
}
