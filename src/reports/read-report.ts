import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InputError } from '../errors.ts';
import { findings } from '../findings.ts';
import { tool } from '../tool.ts';
import type { Report } from './report.ts';

const SCHEMA = new URL('../../schemas/report.schema.json', import.meta.url);

let isReport: ((value: unknown) => boolean) | undefined;

/**
 * Reads a report that an earlier run, or another machine, has written.
 *
 * @param path the file
 * @param name how the user calls it
 * @returns undefined where it is JSON of somebody else
 * @throws InputError when it cannot be read, is cut, or is no report of this version's format
 */
export function readReport(path: string, name: string): Report | undefined {
  const value = readJson(path, name);
  const { formatVersion, tool: maker } = (value ?? {}) as Partial<Report>;
  if (formatVersion === undefined && maker?.name !== tool.name) return undefined;
  if (formatVersion !== 1) {
    throw new InputError(
      `${name} does not have format version 1: create the report again with this version of the program.`,
    );
  }
  isReport ??= new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  if (!isReport(value)) {
    throw new InputError(
      `${name} does not match schemas/report.schema.json. If the file was changed, create it again.`,
    );
  }
  const report = value as Report;
  if (Number.isNaN(Date.parse(report.startedAt))) {
    throw new InputError(
      `${name} does not have a valid time in startedAt. If the file was changed, create it again.`,
    );
  }
  if (codesIn(report).some((code) => !Object.hasOwn(findings, code))) {
    throw new InputError(
      `${name} has findings that this version does not know: create the report again with this version of the program.`,
    );
  }
  return report;
}

function readJson(path: string, name: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${name} is not complete JSON. If the file was cut off, create it again.`);
  }
}

/** The names of all findings in a report. */
function codesIn({ targets }: Report): string[] {
  return targets
    .flatMap(({ pacts }) => pacts)
    .flatMap(({ interactions, checks, problem }) => [
      ...interactions.flatMap(({ code }) => code ?? []),
      ...checks.flatMap((check) => check.findings.map(({ code }) => code)),
      ...(problem ? [problem.code] : []),
    ]);
}
