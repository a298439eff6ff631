import { readFileSync } from 'node:fs';
import { type LogIn, SESSION_PATH } from '../../contracts/session/names.ts';
import { validators } from '../../schemas/description.ts';
import { errorsText } from '../errors-text.ts';

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

/** `openapi.yaml`, as `npm run docs` writes it. */
const document = JSON.parse(
  readFileSync(new URL('../../contracts/session/openapi.json', import.meta.url), 'utf8'),
) as {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, ResponseObject> }>>;
};
export const operations = document.paths[SESSION_PATH] ?? {};

/** What is wrong with a value. */
interface SchemaProblem {
  readonly text: string;
  /** The places that it is about, each as the names of the fields that lead there. */
  readonly places: readonly (readonly string[])[];
}

/**
 * Holds a JSON body against its schema.
 *
 * @returns what is wrong; empty when nothing is; undefined when the description has no such JSON answer
 */
export function bodyProblems(method: string, status: number, body: unknown): SchemaProblem[] | undefined {
  const response = responseOf(method, status);
  return response?.part.content?.['application/json']
    ? schemaProblems(`${response.pointer}/content/application~1json/schema`, body, 'body')
    : undefined;
}

export function responseOf(method: string, status: number): Located<ResponseObject> | undefined {
  const operation = method.toLowerCase();
  const part = operations[operation]?.responses[status];
  return (
    part && resolve(part, `/paths/${SESSION_PATH.replaceAll('/', '~1')}/${operation}/responses/${status}`)
  );
}

/** Follows a reference into the document, one step: the description has no longer chains. */
export function resolve<Part extends { readonly $ref?: string }>(part: Part, pointer: string): Located<Part> {
  if (!part.$ref) return { part, pointer };
  const target = part.$ref.slice(1);
  const keys = target.split('/').slice(1);
  const found = keys.reduce<unknown>((outer, key) => (outer as Record<string, unknown>)[key], document);
  return { part: found as Part, pointer: target };
}

export function schemaProblems(pointer: string, value: unknown, dataVar: string): SchemaProblem[] {
  const validate = validators[pointer];
  if (!validate) throw new Error(`The description has no schema at ${pointer}.`);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const places = errors.map(({ instancePath, params }) => [
    ...instancePath.split('/').slice(1),
    ...[params.missingProperty ?? []].flat(),
  ]);
  return [{ text: errorsText(errors, dataVar), places }];
}
