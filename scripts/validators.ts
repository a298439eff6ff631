/**
 * `npm run generate`: the JSON schemas as code, made by Ajv, so that no start of the program has to load it and compile them;
 * the types of what they describe; and the description as JSON, beside the YAML that it is made from.
 * With `--check` nothing is written, and what is old is named.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { parse } from 'yaml';
import { SESSION_PATH } from '../contracts/session/names.ts';
import { interactionSchema, pactSchema } from './pact-schema.ts';
import { ROOT } from './tools.ts';

const HEAD = `// Made by npm run generate: do not edit.
// @ts-nocheck
`;

const readText = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readJson = (file: string) => JSON.parse(readText(file));
const description = parse(readText('contracts/session/openapi.yaml'));

interface Schema {
  /** The name of its type; a part without one is written out where it is used. */
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/**
 * The types of a schema: one for the whole, and one for each part that has a title.
 *
 * @param lists the names of the choices that the program goes through, by the title of each
 */
function typesOf(whole: Schema, name: string, lists: Readonly<Record<string, string>> = {}): string {
  const types = new Map([['FindingCode', "import type { FindingCode } from '../src/finding-texts.ts';\n"]]);
  const docOf = ({ description }: Schema) => (description ? `/** ${description} */\n` : '');
  const typeOf = (part: Schema): string => {
    const meant = part.$ref ? (whole.$defs?.[part.$ref.replace(/.*\//, '')] ?? part) : part;
    const { title } = meant;
    if (title === undefined) return shapeOf(meant);
    if (!types.has(title)) {
      types.set(title, '');
      const list = lists[title];
      if (list)
        types.set(list, `${docOf(meant)}export const ${list} = ${JSON.stringify(meant.enum)} as const;\n`);
      const shape = list ? `(typeof ${list})[number]` : shapeOf(meant);
      const declared = meant.type === 'object' ? `interface ${title} ${shape}` : `type ${title} = ${shape};`;
      types.set(title, `${docOf(meant)}export ${declared}\n`);
    }
    return title;
  };
  const shapeOf = ({ const: only, enum: choices, items, properties, required, type }: Schema): string => {
    const values = only === undefined ? choices : [only];
    if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
    const fields = Object.entries(properties ?? {}).map(([field, part]) => {
      const optional = required?.includes(field) ? '' : '?';
      return `${docOf(part)}readonly ${JSON.stringify(field)}${optional}: ${typeOf(part)};`;
    });
    const shapes: Readonly<Record<string, () => string>> = {
      array: () => `ReadonlyArray<${typeOf(items ?? {})}>`,
      integer: () => 'number',
      object: () => ['{', fields.join('\n').replaceAll(/^/gm, '  '), '}'].join('\n'),
    };
    return [type ?? 'unknown']
      .flat()
      .map((one) => shapes[one]?.() ?? one)
      .join(' | ');
  };
  typeOf({ ...whole, title: name });
  const written = [...types.values()].join('\n');
  return written.includes(': FindingCode;') ? written : written.replace(/^import .*\n\n/, '');
}

/** @param schemas by the name that each is exported with */
function validatorsOf(
  schemas: Readonly<Record<string, object>>,
  options: Options = {},
  type = 'unknown',
): string {
  const ajv = ajvFor({ ...options, validateSchema: true });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  return codeOf(
    ajv,
    Object.keys(schemas).map((name) => [name, name]),
    type,
  );
}

/** Of the description: the schema of each JSON body of a success, by its method. The document as a whole is no schema. */
function validatorsOfDescription(): string {
  const ajv = ajvFor({ allErrors: true, validateSchema: false }).addSchema(description, 'description');
  const at = `description#/paths/${SESSION_PATH.replaceAll('/', '~1')}`;
  const schemaOf = (method: string) => `${at}/${method}/responses/200/content/application~1json/schema`;
  const methods = Object.keys(description.paths[SESSION_PATH]).filter((method) =>
    ajv.getSchema(schemaOf(method)),
  );
  return codeOf(
    ajv,
    methods.map((method) => [method.toUpperCase(), schemaOf(method)]),
  );
}

function ajvFor(options: Options): Ajv2020 {
  return new Ajv2020({ strict: false, code: { source: true, esm: true, lines: true }, ...options });
}

/** Ajv leaves `require` in what is an ES module otherwise. What stands there is seen with one default less as CommonJS. */
function codeOf(
  ajv: Ajv2020,
  exported: readonly (readonly [name: string, schema: string])[],
  type = 'unknown',
): string {
  const imports = new Set<string>();
  const body = standalone
    .default(ajv, Object.fromEntries(exported))
    .replaceAll(/require\("(.+?)"\)\.default/g, (_, module: string) => {
      const name = module.slice(module.lastIndexOf('/') + 1);
      imports.add(`import ${name} from '${module}.js';\n`);
      return `(${name}.default ?? ${name})`;
    })
    .replaceAll(/^export const (\w+) = /gm, `export const $1: ValidateFunction<${type}> = `)
    .replace(/^"use strict";\n*/, '');
  return `${HEAD}import type { ValidateFunction } from 'ajv';\n${[...imports].join('')}\n${body}`;
}

const [report, inventory, targets, recording] = ['report', 'inventory', 'targets', 'recording'].map((name) =>
  readJson(`schemas/${name}.schema.json`),
);

const files: Readonly<Record<string, () => string>> = {
  'contracts/session/openapi.json': () => `${JSON.stringify(description, null, 2)}\n`,
  'schemas/description.ts': validatorsOfDescription,
  'schemas/pact.ts': () => validatorsOf({ isPact: pactSchema, isInteraction: interactionSchema }),
  'schemas/report.ts': () => validatorsOf({ isReport: report }, {}, 'Report') + typesOf(report, 'Report'),
  'schemas/inventory.ts': () => `${HEAD}\n${typesOf(inventory, 'Inventory', { LogInWay: 'ways' })}`,
  'schemas/recording.ts': () =>
    `${HEAD}\n${typesOf(recording, 'Recording', { ScenarioName: 'scenarioNames', HazardKind: 'hazardKinds' })}`,
  'schemas/targets.ts': () =>
    validatorsOf({ isTargetsFile: targets }, { allErrors: true, verbose: true }, 'TargetsFile') +
    typesOf(targets, 'TargetsFile'),
};

for (const [file, make] of Object.entries(files)) {
  const path = join(ROOT, file);
  if (!process.argv.includes('--check')) writeFileSync(path, make());
  else if (readText(file) !== make()) {
    console.error(`${file} is not what it is made from: run npm run generate.`);
    process.exitCode = 1;
  }
}
