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
  const { additionalProperty: extra, missingProperty: missing, property } = params;
  switch (keyword) {
    case 'additionalProperties':
      return [[...path, extra], unknownField(extra, Object.keys(fields.properties))];
    case 'required':
      return [path, `'${missing}' is missing`];
    case 'dependentRequired':
      return [[...path, property], `'${property}' is set, but '${missing}' is not: set both`];
    default: {
      const field = path.findLast((step) => typeof step === 'string');
      return [path, wrongValue(field ?? '', keyword, fields)];
    }
  }
}

interface Fields {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly type?: string;
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

/** The first line, from 1, that begins in no column of those before it. Inside brackets, indentation says nothing. */
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

function wrongValue(field: string, keyword: string, { type = '', minimum, maximum }: Fields): string {
  const credential = credentialFields.find((one) => one === field);
  if (credential) {
    return `'${field}' has to be the name of a setting, such as ACME_${settingOf[credential]}, and this is not one: never put a password or a token into this file`;
  }
  const name = field === '' ? 'the file' : `'${field}'`;
  const outside = `${name} has to be from ${minimum} to ${maximum}`;
  const empty = `${name} is empty`;
  const words: Readonly<Record<string, string>> = {
    ...{ minimum: outside, maximum: outside, minItems: empty, minLength: empty },
    type: `${name} has to be ${typeWords[type] ?? type}`,
    uniqueItems: `${name} names the same twice`,
    maxLength: `${name} is too long`,
    pattern: `${name} is empty, begins or ends with a space, or has an invisible character`,
  };
  return words[keyword] ?? `${name} is wrong (${keyword})`;
}

const typeWords: Readonly<Record<string, string>> = {
  array: "a list, with '-' before each entry",
  boolean: 'true or false',
  integer: 'a whole number',
  object: "made of fields, such as 'name: acme'",
  string: 'a text: put it into quotes',
};
