/**
 * `npm run truth:take -- FILE`: takes what somebody shared of their Jira (`doctor --share`), looks at each line of it, and
 * puts it beside the recordings of this project. Nothing in the file is trusted.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { folder } from '../examples/examples.ts';
import { recordedText } from '../src/doctor/recorded-responses.ts';
import { readInput } from '../src/files/input-file.ts';
import { printable } from '../src/text.ts';
import { readRecorded } from './read-recorded.ts';

const USAGE = 'npm run truth:take -- FILE [--out FOLDER]';

/** More than what the doctor or the truth is told, in bytes. */
const MOST_BYTES = 500_000;

/** @returns the file that is written, or there already; or what is wrong, in words */
function take(file: string, out: string): { readonly taken: string } | string {
  const text = readInput(file, MOST_BYTES).toString();
  const recorded = readRecorded(text);
  if (typeof recorded === 'string') return recorded;
  const made = recordedText(recorded);
  const name = `${recorded.version}-${createHash('sha256').update(made).digest('hex').slice(0, 8)}.json`;
  const taken = join(out, name);
  mkdirSync(out, { recursive: true });
  if (!existsSync(taken)) writeFileSync(taken, made);
  return { taken };
}

function main(): number {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string', default: join(folder, 'contracts/session/recorded/shared') } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(USAGE);
  const result = take(file, values.out);
  if (typeof result === 'string') throw new Error(`${file} is not taken: ${result}. Ask for a new one.`);
  console.log(
    `${result.taken} is there. Run npm run docs to have it counted, and npm run test:all to compare it.`,
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`error: ${printable((error as Error).message)}`);
  process.exitCode = 2;
}
