import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { closest, distance } from 'fastest-levenshtein';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Range,
  type Scalar,
  visit,
} from 'yaml';
import { InputErrors } from '../errors.ts';
import { type CredentialField, credentialFields, settingOfField } from '../settings/jira-settings.ts';
import { TYPING_MISTAKES } from '../settings/typing-mistakes.ts';

const SCHEMA = new URL('../../schemas/targets.schema.json', import.meta.url);

/** A value may stand for many others; a bomb of them stands for millions. */
const MOST_ALIASES = 10_000;

/** A target as it stands in the file, once it fits the schema. */
export interface TargetEntry extends Readonly<Partial<Record<CredentialField, string>>> {
  readonly name: string;
  readonly baseUrl: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly proxy?: string;
  readonly timeout?: number;
  readonly allowHttp?: boolean;
  readonly insecure?: boolean;
  readonly pacts?: readonly string[];
  readonly clients?: readonly string[];
}

/** A mistake in the file, and its line, from 1. */
interface Mistake {
  readonly line: number;
  readonly text: string;
}

/** Where something stands in the file, such as `['targets', 0, 'name']`. */
export type Path = readonly (string | number)[];

/** The text of a targets file: what stands where, and what is wrong with it. */
export class TargetsSource {
  readonly #document: Document;
  readonly #lines = new LineCounter();
  readonly #mistakes: Mistake[] = [];

  constructor(text: string) {
    this.#document = parseDocument(text, {
      version: '1.2',
      lineCounter: this.#lines,
      // Its own words quote the line, which may hold a password.
      prettyErrors: false,
      strict: true,
    });
    for (const { code, pos } of [...this.#document.errors, ...this.#document.warnings]) {
      this.#mistakes.push({
        line: this.#lines.linePos(pos[0]).line,
        text: yamlMistakes[code] ?? `it cannot be read as YAML (${code})`,
      });
    }
  }

  /** The targets with their places, as far as they fit the schema; what does not fit is a mistake, and left out. */
  entries(): (readonly [index: number, entry: Partial<TargetEntry>])[] {
    this.#noteWhatNoFieldCanBe();
    const value = this.#mistakes.length === 0 ? this.#value() : undefined;
    if (this.#mistakes.length > 0) return [];
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
    const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(schema);
    validate(value);
    const mistakes = (validate.errors ?? []).map(mistakeIn);
    for (const [path, text] of mistakes) this.note(path, text);
    const { targets } = (value ?? {}) as { readonly targets?: unknown };
    const isObject = (one: unknown): one is object => one !== null && typeof one === 'object';
    return (Array.isArray(targets) ? targets : []).flatMap((target: unknown, index) => {
      const wrong = mistakes.filter(([[, at]]) => at === index).map(([[, , field]]) => field);
      // Half of a pair would be one more mistake.
      const left = credentialFields.some((field) => wrong.includes(field)) ? credentialFields : [];
      const fits = Object.entries(isObject(target) ? target : {}).filter(
        ([field]) => ![...wrong, ...left].includes(field),
      );
      return [[index, Object.fromEntries(fits)] as const];
    });
  }

  /** Takes note of a mistake at a place in the file. */
  note(path: Path, text: string): void {
    this.#mistakes.push({ line: this.lineOf(path), text });
  }

  /** The line of a place in the file, from 1: that of a field is the line of its name. */
  lineOf(path: Path): number {
    let node: unknown = this.#document.contents;
    let position = 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value ?? '') === String(step));
        if (!pair) break;
        position = (pair.key as Scalar).range?.[0] ?? position;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        position = (node as { readonly range?: readonly number[] } | undefined)?.range?.[0] ?? position;
      } else break;
    }
    return this.#lines.linePos(position).line;
  }

  /** @throws InputError when anything is wrong */
  refuse(file: string): void {
    const lines = this.#mistakes
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, text }) => `${file}:${line}: ${text}`);
    const mistakes = [...new Set(lines)];
    if (mistakes.length > 0) throw new InputErrors(`${file} has ${mistakes.length} mistakes`, mistakes);
  }

  #noteWhatNoFieldCanBe(): void {
    const noteAt = (node: { readonly range?: Range | null | undefined }, text: string) =>
      this.#mistakes.push({ line: this.#lines.linePos(node.range?.[0] ?? 0).line, text });
    visit(this.#document, {
      Alias: (_, alias) => {
        if (!alias.resolve(this.#document)) noteAt(alias, yamlMistakes.BAD_ALIAS ?? '');
      },
      Pair: (_, { key }) => {
        if (isCollection(key)) noteAt(key, NO_NAME_OF_A_FIELD);
      },
    });
  }

  #value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch {
      this.#mistakes.push({ line: 1, text: 'its aliases lead to too much' });
      return undefined;
    }
  }
}

/** What a value that does not fit the schema is told as, and where. */
function mistakeIn({ instancePath, keyword, params, parentSchema }: ErrorObject): [Path, string] {
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
      return [[...path, property], `'${property}' is there and '${missingProperty}' is not`];
    }
    default:
      return [path, wrongValue(fieldAt(path), keyword, fields)];
  }
}

/** The field that a value belongs to: an entry of a list has no name of its own. */
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

const NO_NAME_OF_A_FIELD = 'a list or an object stands where the name of a field has to be';

/** The mistakes in YAML that people make, in words; the parser's own may quote a password. */
const yamlMistakes: Readonly<Record<string, string>> = {
  BAD_ALIAS: "a value begins with '*', which stands for another one in YAML: put it into quotes",
  IMPOSSIBLE: NO_NAME_OF_A_FIELD,
  BAD_INDENT: 'the indentation fits nothing before it',
  BLOCK_AS_IMPLICIT_KEY: "there is a second ': ' in one line: put the value into quotes",
  DUPLICATE_KEY: 'a field is there twice',
  MISSING_CHAR: 'a quote or a bracket is missing',
  MULTILINE_IMPLICIT_KEY: "a ':' is missing",
  MULTIPLE_DOCS: "there is a second document behind '---'",
  TAB_AS_INDENT: 'a tab stands where spaces have to be',
  TAG_RESOLVE_FAILED: "a value begins with '!', which is a tag in YAML: put it into quotes",
  UNEXPECTED_TOKEN: 'something stands where nothing can be',
};

function unknownField(name: string, known: readonly string[]): string {
  const near = closest(name, [...known]);
  const most = Math.min(TYPING_MISTAKES, Math.floor(near.length / 2));
  const isNear = distance(name.toLowerCase(), near.toLowerCase()) <= most;
  // What is no name of ours may be a part of a password that YAML took for a field.
  return isNear
    ? `'${name}' is no field: did you mean '${near}'?`
    : `there is no such field: there are ${known.join(', ')}`;
}

function wrongValue(field: string, keyword: string, { type, minimum, maximum }: Fields): string {
  const credential = credentialFields.find((one) => one === field);
  if (credential) {
    return `'${field}' has to be the name of a setting, such as ACME_${settingOfField(credential)}, and this is not one: never put a password or a token into this file`;
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
      return `'${field}' is empty, or has a space at its end or a character that nobody sees`;
    default:
      return `'${field}' is wrong (${keyword})`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list, each entry behind a '-'",
  boolean: 'true or false',
  integer: 'a whole number',
  object: "made of fields, such as 'name: acme'",
  string: 'a text: put it into quotes',
};
