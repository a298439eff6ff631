/**
 * `npm run generate`: the JSON schemas as code, made by Ajv, so that no start of the program has to load it and compile them.
 * With `--check` nothing is written, and what is old is named.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { SESSION_PATH } from '../contracts/session/names.ts';
import { interactionSchema, pactSchema } from './pact-schema.ts';
import { ROOT } from './tools.ts';

const HEAD = `// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
`;

const readJson = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** @param schemas by the name that each is exported with */
function validatorsOf(schemas: Readonly<Record<string, object>>, options: Options = {}): string {
  const ajv = ajvFor({ ...options, validateSchema: true });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  return codeOf(
    ajv,
    Object.keys(schemas).map((name) => [name, name]),
  );
}

/** Of the description: the schema of each JSON body of a success, by its method. The document as a whole is no schema. */
function validatorsOfDescription(): string {
  const document = readJson('contracts/session/openapi.json');
  const ajv = ajvFor({ allErrors: true, validateSchema: false }).addSchema(document, 'description');
  const at = `description#/paths/${SESSION_PATH.replaceAll('/', '~1')}`;
  const schemaOf = (method: string) => `${at}/${method}/responses/200/content/application~1json/schema`;
  const methods = Object.keys(document.paths[SESSION_PATH]).filter((method) =>
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
function codeOf(ajv: Ajv2020, exported: readonly (readonly [name: string, schema: string])[]): string {
  const imports = new Set<string>();
  const body = standalone
    .default(ajv, Object.fromEntries(exported))
    .replaceAll(/require\("(.+?)"\)\.default/g, (_, module: string) => {
      const name = module.slice(module.lastIndexOf('/') + 1);
      imports.add(`import ${name} from '${module}.js';\n`);
      return `(${name}.default ?? ${name})`;
    })
    .replaceAll(/^export const (\w+) = /gm, 'export const $1: ValidateFunction = ')
    .replace(/^"use strict";\n*/, '');
  return `${HEAD}${[...imports].join('')}\n${body}`;
}

const files: Readonly<Record<string, () => string>> = {
  'schemas/description.ts': validatorsOfDescription,
  'schemas/pact.ts': () => validatorsOf({ isPact: pactSchema, isInteraction: interactionSchema }),
  'schemas/report.ts': () => validatorsOf({ isReport: readJson('schemas/report.schema.json') }),
  'schemas/targets.ts': () =>
    validatorsOf(
      { isTargetsFile: readJson('schemas/targets.schema.json') },
      { allErrors: true, verbose: true },
    ),
};

for (const [file, make] of Object.entries(files)) {
  const path = join(ROOT, file);
  if (!process.argv.includes('--check')) writeFileSync(path, make());
  else if (readFileSync(path, 'utf8') !== make()) {
    console.error(`${file} is not what its schema says: run npm run generate.`);
    process.exitCode = 1;
  }
}
