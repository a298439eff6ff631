import type { ErrorObject } from 'ajv';
import { closest, distance } from 'fastest-levenshtein';
import { credentialFields, settingOf } from '../settings/jira-settings.ts';
import { TYPING_MISTAKES } from '../text.ts';

export type Path = readonly (string | number)[];

export function mistakeIn({ instancePath, keyword, params, parentSchema }: ErrorObject): [Path, string] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const fields = parentSchema as Fields;
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      return [[...path, name], unknownField(name, Object.keys(fields.properties))];
    }
    case 'required':
      return [path, `'${params.missingProperty}' is missing`];
    case 'dependentRequired': {
      const { property, missingProperty } = params;
      return [[...path, property], `'${property}' is set, but '${missingProperty}' is not: set both`];
    }
    default:
      return [path, wrongValue(fieldAt(path), keyword, fields)];
  }
}

function fieldAt(path: Path): string {
  return path.findLast((step): step is string => typeof step === 'string') ?? '';
}

interface Fields {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export const NO_NAME_OF_A_FIELD = 'a list or an object is used as the name of a field: write a plain name';

/** The mistakes in YAML that people make, in words; the parser's own may quote a password. */
export const yamlMistakes: Readonly<Record<string, string>> = {
  BAD_ALIAS: "a value begins with '*', which has a special meaning in YAML: put the value into quotes",
  IMPOSSIBLE: NO_NAME_OF_A_FIELD,
  BAD_INDENT: 'the indentation does not match the lines before it',
  BLOCK_AS_IMPLICIT_KEY: "there is a second ': ' in one line: put the value into quotes",
  DUPLICATE_KEY: 'a field is there twice',
  MISSING_CHAR: 'a quote or a bracket is missing',
  MULTILINE_IMPLICIT_KEY: "a ':' is missing",
  MULTIPLE_DOCS: "there is a second YAML document after '---': use only one",
  TAB_AS_INDENT: 'the indentation has a tab: use spaces',
  TAG_RESOLVE_FAILED: "a value begins with '!', which is a tag in YAML: put it into quotes",
  UNEXPECTED_TOKEN: 'this text is not expected here in YAML: check the quotes, the colons and the brackets',
};

export const WRONG_INDENT =
  'the indentation is wrong: all fields of a Jira begin in the column of its name, and each entry of a list in that of the first';

/** The first line that begins in a column where none of those before it is open, from 1. Of what stands in brackets, indentation says nothing. */
export function lineOfWrongIndent(text: string): number | undefined {
  const open: number[] = [];
  let opens = true;
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.replace(/(^|\s)#.*$/, '').trimEnd();
    if (content.trim() === '') continue;
    if (/[[{]/.test(content.replaceAll(/\[[^[\]]*\]|\{[^{}]*\}/g, ''))) return undefined;
    const [, spaces = '', dashes = ''] = /^( *)((?:- +)*)/.exec(content) ?? [];
    const column = spaces.length;
    while ((open.at(-1) ?? -1) > column) open.pop();
    if (open.at(-1) !== column) {
      if (!opens) return index + 1;
      open.push(column);
    }
    if (dashes !== '') open.push(column + dashes.length);
    opens = /(:|(^|\s)-)$/.test(content);
  }
  return undefined;
}

function unknownField(name: string, known: readonly string[]): string {
  const near = closest(name, [...known]);
  const max = Math.min(TYPING_MISTAKES, Math.floor(near.length / 2));
  const isNear = distance(name.toLowerCase(), near.toLowerCase()) <= max;
  // What is no name of ours may be a part of a password that YAML took for a field.
  return isNear
    ? `'${name}' is not a field: did you mean '${near}'?`
    : `there is no such field: the fields are ${known.join(', ')}`;
}

function wrongValue(field: string, keyword: string, { type, minimum, maximum }: Fields): string {
  const credential = credentialFields.find((one) => one === field);
  if (credential) {
    return `'${field}' has to be the name of a setting, such as ACME_${settingOf[credential]}, and this is not one: never put a password or a token into this file`;
  }
  switch (keyword) {
    case 'type':
      return `${field === '' ? 'the file' : `'${field}'`} has to be ${kinds[type ?? ''] ?? type}`;
    case 'minimum':
    case 'maximum':
      return `'${field}' has to be from ${minimum} to ${maximum}`;
    case 'minItems':
    case 'minLength':
      return `'${field}' is empty`;
    case 'uniqueItems':
      return `'${field}' names the same twice`;
    case 'maxLength':
      return `'${field}' is too long`;
    case 'pattern':
      return `'${field}' is empty, begins or ends with a space, or has an invisible character`;
    default:
      return `'${field}' is wrong (${keyword})`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list, with '-' before each entry",
  boolean: 'true or false',
  integer: 'a whole number',
  object: "made of fields, such as 'name: acme'",
  string: 'a text: put it into quotes',
};
