import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import { isTargetsFile, type TargetEntry } from '../../schemas/targets.ts';
import { InputErrors } from '../errors.ts';
import { credentialFields } from '../settings/jira-settings.ts';
import {
  lineOfWrongIndent,
  mistakeIn,
  NO_NAME_OF_A_FIELD,
  type Path,
  WRONG_INDENT,
  yamlMistakes,
} from './mistakes.ts';

/** A bomb of aliases stands for millions of values. */
const MAX_ALIASES = 10_000;

/** The mistakes of each are told, which would take minutes for many more. */
const MAX_TARGETS = 10_000;
const MAX_FIELDS = 100;

export class TargetsSource {
  readonly #document: Document;
  readonly #lines = new LineCounter();
  readonly #mistakes: { readonly line: number; readonly text: string }[] = [];

  constructor(text: string) {
    this.#document = parseDocument(text, {
      version: '1.2',
      lineCounter: this.#lines,
      // Its own words quote the line, which may hold a password.
      prettyErrors: false,
      strict: true,
      // It would compare each name with every other: that is done below, and faster.
      uniqueKeys: false,
    });
    const wrong = [...this.#document.errors, ...this.#document.warnings];
    // For a line that begins in a wrong column, YAML reports something else.
    const indent = wrong.some(({ code }) => code !== 'TAB_AS_INDENT') ? lineOfWrongIndent(text) : undefined;
    if (indent !== undefined) {
      this.#mistakes.push({ line: indent, text: WRONG_INDENT });
      return;
    }
    for (const { code, pos } of wrong) {
      this.#noteAt(pos[0], yamlMistakes[code] ?? `it cannot be read as YAML (${code})`);
    }
    this.#noteWhatNoFieldCanBe();
    const list = this.#document.get('targets');
    if (isSeq(list) && list.items.length > MAX_TARGETS) {
      this.note(['targets'], `'targets' has more than ${MAX_TARGETS} Jiras: divide the file`);
    }
  }

  /** The targets with their places. What does not fit the schema is a mistake, and left out. */
  entries(): (readonly [index: number, entry: Partial<TargetEntry>])[] {
    if (this.#mistakes.length > 0) return [];
    let value: unknown;
    try {
      value = this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch {
      this.#noteAt(0, 'its YAML aliases expand to too much data: use fewer of them');
      return [];
    }
    isTargetsFile(value);
    const mistakes = (isTargetsFile.errors ?? []).map(mistakeIn);
    for (const [path, text] of mistakes) this.note(path, text);
    const { targets } = (value ?? {}) as { readonly targets?: unknown };
    const byTarget = Map.groupBy(mistakes, ([[, at]]) => at);
    return (Array.isArray(targets) ? targets : []).map((target: unknown, index) => {
      const wrong = (byTarget.get(index) ?? []).map(([[, , field]]) => field);
      // Half of a pair would be one more mistake.
      if (credentialFields.some((field) => wrong.includes(field))) wrong.push(...credentialFields);
      const fields = typeof target === 'object' ? Object.entries(target ?? {}) : [];
      return [index, Object.fromEntries(fields.filter(([field]) => !wrong.includes(field)))] as const;
    });
  }

  note(path: Path, text: string): void {
    this.#noteAt(this.#positionOf(path), text);
  }

  lineOf(path: Path): number {
    return this.#lines.linePos(this.#positionOf(path)).line;
  }

  #noteAt(position: number, text: string): void {
    this.#mistakes.push({ line: this.#lines.linePos(position).line, text });
  }

  #positionOf(path: Path): number {
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
    return position;
  }

  refuse(file: string): void {
    const lines = this.#mistakes
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, text }) => `${file}:${line}: ${text}`);
    const mistakes = [...new Set(lines)];
    if (mistakes.length > 0) throw new InputErrors(`${file} has ${mistakes.length} mistakes`, mistakes);
  }

  #noteWhatNoFieldCanBe(): void {
    const noteAt = ({ range }: Node, text: string) => this.#noteAt(range?.[0] ?? 0, text);
    // Each alias would search the whole document for its anchor.
    const anchors = new Set<string>();
    visit(this.#document, {
      Value: (_, { anchor }) => {
        if (anchor) anchors.add(anchor);
      },
      Alias: (_, alias) => {
        if (!anchors.has(alias.source)) noteAt(alias, yamlMistakes.BAD_ALIAS ?? '');
      },
      Map: (_, map) => {
        if (map.anchor) anchors.add(map.anchor);
        if (map.items.length > MAX_FIELDS) noteAt(map, `it has more than ${MAX_FIELDS} fields in one place`);
        const names = new Set<string>();
        for (const { key } of map.items) {
          if (isCollection(key)) noteAt(key, NO_NAME_OF_A_FIELD);
          if (!isScalar(key)) continue;
          if (names.has(String(key.value))) noteAt(key, yamlMistakes.DUPLICATE_KEY ?? '');
          names.add(String(key.value));
        }
      },
    });
  }
}
