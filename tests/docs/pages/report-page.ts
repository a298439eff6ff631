import { readFileSync } from 'node:fs';
import { markdownTable } from '../../support/markdown.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Schema;

/** The fields of the report, of the inventory, of a recording and of the targets file, from their schemas. */
export function reportPage(): string {
  const report = read('schemas/report.schema.json');
  const targets = read('schemas/targets.schema.json');
  const inventory = read('schemas/inventory.schema.json');
  const recording = read('schemas/recording.schema.json');
  return [
    '# The report, the inventory, the recording and the targets file, field by field',
    '',
    '<!-- npm run docs writes this page from the schemas. -->',
    '',
    'The schemas are in the package: `jira-session-contracts/schemas/report.schema.json`, `inventory.schema.json`, `recording.schema.json` and `targets.schema.json`.',
    '',
    'A field with `?` is not always there. `[]` means a list.',
    '',
    '## The report',
    '',
    '`--json FILE` and `--report json=FILE` write it. No secret is in it. `formatVersion` changes when a field changes its meaning.',
    '',
    fieldsOf(report, report),
    '',
    '## The inventory',
    '',
    '`inventory --json FILE` writes it. [How to use it](../how-to/before-an-upgrade.md).',
    '',
    fieldsOf(inventory, inventory),
    '',
    '## The recording',
    '',
    '`record --json FILE` writes it. [What its words mean](recording.md).',
    '',
    fieldsOf(recording, recording),
    '',
    '## The targets file',
    '',
    '`--targets FILE` reads it. [How to use it](../how-to/many-jiras.md).',
    '',
    fieldsOf(targets, targets),
    '',
  ].join('\n');
}

function fieldsOf(schema: Schema, whole: Schema): string {
  const rows: string[][] = [];
  const add = (object: Schema, before: string): void => {
    for (const [name, field] of Object.entries(object.properties ?? {})) {
      const path = `${before}${name}${object.required?.includes(name) ? '' : '?'}`;
      const meant = resolved(field, whole);
      const item = meant.items && resolved(meant.items, whole);
      rows.push([
        `\`${path}\``,
        typeOf(meant, item),
        field.description ?? meant.description ?? item?.description ?? '',
      ]);
      if (item?.properties) add(item, `${path}[].`);
      else if (meant.properties) add(meant, `${path}.`);
    }
  };
  add(schema, '');
  return markdownTable(['field', 'type', 'what it is'], rows);
}

function resolved(schema: Schema, whole: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? { ...whole.$defs?.[name], ...schema } : schema;
}

function typeOf({ type, enum: choices, const: only }: Schema, item: Schema | undefined): string {
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (choices) return choices.map((one) => `\`${JSON.stringify(one)}\``).join(', ');
  if (item) return `list of ${typeOf(item, undefined)}`;
  return [type ?? 'any'].flat().join(' or ');
}
