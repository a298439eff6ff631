import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONSUMER, OWN_CONSUMERS, pactFileOf } from '../contracts/session/names.ts';
import { command, type OptionsOf, option } from '../src/cli/command.ts';
import type { Io } from '../src/cli/io.ts';
import { jsonOutput } from '../src/cli/json-output.ts';
import { jsonOption } from '../src/cli/options.ts';
import { InputError } from '../src/errors.ts';
import { refuseToWriteOver, refuseUnlessWritable, writeWhole } from '../src/files/output-file.ts';
import type { PactFile } from '../src/pact/pact-file.ts';
import { readPact } from '../src/pact/read-pact.ts';
import type { ExitCode } from '../src/report/report.ts';
import { brokenJiras } from './broken-jiras.ts';
import { brokenResponses } from './broken-responses.ts';
import type { ChangedJira } from './changed-jira.ts';
import { harmlessJiras } from './harmless-jiras.ts';
import { toMarkdown, toText } from './mutation-report.ts';
import { runTrials } from './run-trial.ts';
import { scoreOf } from './score.ts';

const options = [
  option('--filter <text>', 'only the Jiras with this text in their name'),
  jsonOption,
  option('--markdown <file>', 'write the report as Markdown'),
] as const;

export const mutate = command({
  name: 'mutate',
  description: 'break a mocked Jira in hundreds of ways, and say how many the contract catches',
  usage: '-- [options]',
  options,
  help: `Example:
  npm run mutate -- --filter cookie --markdown mutants.md`,
  run: (options, io) => breakJiras(options, io),
});

/** After how many Jiras a line of progress is written where there is no terminal. */
const PROGRESS_LINES = 100;

/**
 * Breaks the mocked Jira in every way on the list, and says how much of it the committed contract catches; then
 * changes it harmlessly, and says whether that is let through.
 *
 * @returns 0 when the score is good enough, 1 when it is not, 2 when it was interrupted
 * @throws InputError for input that makes no sense
 */
async function breakJiras(
  { filter = '', json, markdown }: OptionsOf<typeof options>,
  io: Io,
): Promise<ExitCode> {
  const { stderr, cwd, signal } = io;
  const pacts = new Map<string, PactFile>(
    OWN_CONSUMERS.map((consumer) => [
      consumer,
      readPact(fileURLToPath(new URL(`../${pactFileOf(consumer)}`, import.meta.url))),
    ]),
  );
  const pactOf = ({ consumer = CONSUMER }: ChangedJira) => pacts.get(consumer) as PactFile;
  const wanted = ({ name }: ChangedJira) => name.toLowerCase().includes(filter.toLowerCase());
  const broken = [...brokenResponses(), ...brokenJiras].filter(wanted);
  const harmless = harmlessJiras.filter(wanted);
  const all = [...broken, ...harmless];
  if (all.length === 0) {
    throw new InputError(
      `No broken or harmless Jira has '${filter}' in its name: leave --filter out for all.`,
    );
  }
  refuseToWriteOver([json, markdown], [], cwd);
  const { out, write } = jsonOutput(json, io);
  if (markdown) refuseUnlessWritable(resolve(cwd, markdown), '--markdown');

  const startedAt = performance.now();
  let done = 0;
  const outcomes = await runTrials(
    all.map((jira) => ({ jira, pact: pactOf(jira) })),
    {
      signal,
      onOutcome: () => {
        done++;
        if (stderr.isTTY) stderr.write(`\r${done} of ${all.length}`);
        else if (done % PROGRESS_LINES === 0) stderr.write(`${done} of ${all.length}\n`);
      },
    },
  );
  if (stderr.isTTY) stderr.write('\r\u001b[K');
  if (done < all.length) {
    stderr.write(`Interrupted after ${done} of ${all.length}: there is no score.\n`);
    return 2;
  }
  const ofBroken = outcomes.slice(0, broken.length);
  const ofHarmless = outcomes.slice(broken.length);
  const score = scoreOf(ofBroken, ofHarmless, filter === '');
  out.write(toText(score, performance.now() - startedAt));
  const report = { ...score, outcomes: { broken: ofBroken, harmless: ofHarmless } };
  write(report);
  if (markdown) writeWhole(resolve(cwd, markdown), '--markdown', toMarkdown(score, ofBroken, ofHarmless));
  return score.problems.length === 0 ? 0 : 1;
}
