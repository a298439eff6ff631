import { isReport } from '../../schemas/report.ts';
import { InputError } from '../errors.ts';
import { readText } from '../files/input-file.ts';
import { findings } from '../findings.ts';
import { tool } from '../tool.ts';
import type { Report } from './report.ts';

/** How long a report may be, in bytes: that of a thousand Jiras has some tens of millions. */
const MAX_BYTES = 400_000_000;

/** Reads a report that an earlier run, or another machine, has written. */
export function readReport(path: string, name: string): Report | undefined {
  const value = readJson(path, name);
  const { formatVersion, tool: maker, targets } = (value ?? {}) as Partial<Report>;
  // Somebody else's, or the doctor's or a recording's. What has a version and nothing more may be one of ours, spoiled.
  const isBare = formatVersion !== undefined && Object.keys(value as object).length === 1;
  if (!isBare && (maker?.name !== tool.name || targets === undefined)) return undefined;
  const again = 'create the report again with this version of the program.';
  const changed = 'If the file was changed, create it again.';
  if (formatVersion !== 1) throw new InputError(`${name} does not have format version 1: ${again}`);
  if (!isReport(value)) throw new InputError(`${name} does not match schemas/report.schema.json. ${changed}`);
  if (Number.isNaN(Date.parse(value.startedAt))) {
    throw new InputError(`${name} does not have a valid time in startedAt. ${changed}`);
  }
  if (codesIn(value).some((code) => !Object.hasOwn(findings, code))) {
    throw new InputError(`${name} has findings that this version does not know: ${again}`);
  }
  return value;
}

function readJson(path: string, name: string): unknown {
  const text = readText(path, (why) => new InputError(`${name} cannot be read (${why}).`), MAX_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    // A JSON file with comments, for instance: one of ours has this in its first line, unless all of it is lost.
    if (text.trim() !== '' && !text.slice(0, 1000).includes('formatVersion')) return undefined;
    throw new InputError(`${name} is not complete JSON. If the file was cut off, create it again.`);
  }
}

function codesIn({ targets }: Report): string[] {
  const soon = targets.flatMap(({ endsSoon = [] }) => endsSoon.map(({ code }) => code));
  const found = targets
    .flatMap(({ pacts }) => pacts)
    .flatMap(({ interactions, checks, problem }) => [
      ...interactions.flatMap(({ code }) => code ?? []),
      ...checks.flatMap((check) => check.findings.map(({ code }) => code)),
      ...(problem ? [problem.code] : []),
    ]);
  return [...soon, ...found];
}
