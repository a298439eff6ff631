import { join, resolve } from 'node:path';
import { pactFileName } from '../../contracts/session/names.ts';
import { bounds, recordingDefaults, refuseUnlessRequest } from '../bounds.ts';
import { InputError } from '../errors.ts';
import { identityOf, refuseToWriteOver } from '../files/output-file.ts';
import type { Proof } from '../recording/prove.ts';
import type { RecordedPact } from '../recording/record.ts';
import { tableOrList } from '../render/table.ts';
import { hazardKinds, scenarioNames } from '../report/recording.ts';
import { count, printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import { type Io, lookOf } from './io.ts';
import { learnedAnswers, learnOptions } from './learn.ts';
import {
  answersOf,
  answersOption,
  collectOneOf,
  consumerFor,
  contextPathOption,
  ofFlavours,
  quietOptions,
  tlsOption,
  wholeNumber,
} from './options.ts';

export const record = command({
  name: 'record',
  description: 'run a client to find what it relies on, and write its pact',
  argument: ['[command...]', 'the command that runs the client, after --'],
  passThrough: true,
  options: [
    option('--consumer <name>', "the client's name in the pact", {
      parse: consumerFor('--consumer'),
      required: true,
    }),
    option(
      '--scenario <name>',
      `a scenario to run in addition to right-credentials; may be repeated (default: all that apply; choices: ${scenarioNames.join(', ')})`,
      { parse: collectOneOf(scenarioNames) },
    ),
    option('--flavour <name>', 'which mocked Jira to use', { ...ofFlavours, default: 'datacenter' }),
    contextPathOption,
    tlsOption,
    answersOption,
    option(
      '--allow-missing <request>',
      "a request whose answer is of no use to the client, such as 'GET /api/2/issue/*'; may be repeated",
      { parse: collectRequests },
    ),
    ...learnOptions,
    option('--pact-dir <folder>', 'where the pact is written', { default: 'pacts' }),
    option('--json <file>', 'write the recording as JSON; - is the standard output'),
    option(
      '--prove',
      'run the client at every kind of Jira too, and compare with the verification of its pact',
    ),
    option('--check', 'compare with the existing pact, and write nothing: for CI'),
    option('--jobs <number>', 'how many runs at the same time (default: one for each core)', {
      parse: wholeNumber(bounds.jobs),
    }),
    option('--run-timeout <ms>', 'time limit for one run of the client, in milliseconds', {
      parse: wholeNumber(bounds.runTimeoutMs),
      default: recordingDefaults.runTimeoutMs,
    }),
    option('--keep-home', 'give the client your own HOME and TMPDIR, and not empty ones for each run'),
    option('--max-runs <number>', 'stop after this number of runs', {
      parse: wholeNumber(bounds.maxRuns),
      default: recordingDefaults.maxRuns,
    }),
    option(
      '--accept <hazard>',
      'a hazard that --fail-on does not count, since it is known; may be repeated',
      {
        parse: collectOneOf(hazardKinds),
      },
    ),
    option('--fail-on <what>', 'end with exit code 1 if a hazard is found', { choices: ['hazard'] }),
    ...quietOptions,
  ],
  help: `The command gets the settings of a mocked Jira: JIRA_BASE_URL (with /rest), JIRA_SITE_URL (without /rest), JIRA_USERNAME, JIRA_PASSWORD, JIRA_PERSONAL_ACCESS_TOKEN and JIRA_SCENARIO. Its outcome is its exit code and what it prints.

Examples:
  ${commandLine('record', '--consumer nightly-sync -- python3 sync.py')}
  ${commandLine('record', '--consumer nightly-sync --check --fail-on hazard -- python3 sync.py')}
  ${commandLine('record', "--consumer app --scenario captcha -- sh -c 'USER=$JIRA_USERNAME PASS=$JIRA_PASSWORD ./app'")}

Exit codes: 0 recorded, 1 the client has changed (--check) or has a hazard (--fail-on), 2 the client could not be recorded.`,
  async run(options, io, words) {
    const { consumer, flavour, maxRuns, json, check = false, keepHome = false, tls = false } = options;
    if (words.length === 0) {
      throw new InputError(
        `No command to run: put the command after --, as in ${commandLine('record', '--consumer nightly-sync -- python3 sync.py')}`,
      );
    }
    const { recordPact } = await import('../recording/record.ts');
    const { commandClient } = await import('../recording/run/run-client.ts');
    const { secretsIn } = await import('../redaction/from-settings.ts');
    const { recordingText } = await import('../render/recording.ts');
    const { jsonOutput } = await import('./json-output.ts');
    const pactName = join(options.pactDir, pactFileName(consumer));
    const pactFile = resolve(io.cwd, pactName);
    const { ca, cert, key, answers: answerFiles = [] } = options;
    refuseToWriteOver([json], [ca, cert, key, ...answerFiles], io.cwd);
    const { out, write } = jsonOutput(json, io);
    const look = lookOf(out, io.env);
    if (json !== undefined && identityOf(resolve(io.cwd, json)) === identityOf(pactFile)) {
      throw new InputError(`${json} is the file of the pact: choose another file with --json.`);
    }
    const client = {
      ...{ consumer, command: words, folder: io.cwd, hasOwnHome: !keepHome },
      run: commandClient(words, io.realEnv, io.cwd, { keepHome }),
    };
    let answers = await answersOf(options.answers, io);
    if (options.learn !== undefined) {
      const mocked = { flavour, contextPath: options.contextPath, tls, answers };
      const learned = await learnedAnswers(options, client, mocked, io);
      if (!learned) return 0;
      answers = learned;
    }
    using progress = progressOn(io);
    const recordOptions = {
      client,
      scenarios: options.scenario,
      jobs: options.jobs,
      runTimeoutMs: options.runTimeout,
      onRun: options.quiet ? undefined : progress.ran,
      signal: io.signal,
      environment: io.env,
      startVerifier: io.startVerifier,
      contextPath: options.contextPath,
      allowMissing: options.allowMissing,
      ...{ flavour, maxRuns, pactFile, pactName, check, answers, tls },
    };
    const recorded = await recordPact(recordOptions);
    progress.end();
    const { recording, pact } = recorded;
    // The table of an incomplete recording would show parts as not needed that were not tried.
    if (recording.complete && !options.quiet) out.write(`${recordingText(recording, recorded, look)}\n`);
    const isHazardous =
      options.failOn === 'hazard' && recording.hazards.some(({ kind }) => !options.accept?.includes(kind));
    const alas = isHazardous ? ' A hazard was found, and --fail-on hazard is set.' : '';
    out.write(`${resultText(recorded, flavour, alas) ?? whyNoPact(recorded, maxRuns, io)}\n`);
    write(secretsIn(io.env).redactAll(recording));
    if (pact.is === 'none') return 2;
    if (options.prove && pact.is !== 'changed') {
      const { proveOnFlavours } = await import('../recording/prove.ts');
      const proofs = await proveOnFlavours(recordOptions, pactFile, io.env);
      progress.end();
      out.write(proofText(proofs, look.columns));
      if (compared(proofs).length === 0 || compared(proofs).some(({ is }) => is !== 'agree')) return 2;
    }
    return pact.is === 'changed' || isHazardous ? 1 : 0;
  },
});

function collectRequests(text: string, previous: readonly string[] = []): readonly string[] {
  if (text !== '') refuseUnlessRequest(text);
  return [...previous, text];
}

const compared = (proofs: readonly Proof[]) => proofs.filter(({ is }) => is !== 'not compared');

function proofText(proofs: readonly Proof[], columns: number): string {
  const rows = proofs.map(({ flavour, client, pact, is }) => {
    const found = pact === 'unknown' ? 'is unverified' : pact;
    return [[flavour], [`the client ${client}`], [`the pact ${found}`], [is === 'agree' ? '' : is]];
  });
  const all = compared(proofs);
  const agreed = all.filter(({ is }) => is === 'agree').length;
  const report = agreed < all.length ? ' Please report where they do not, with the client.' : '';
  const others = proofs
    .filter(({ is }) => is === 'not compared')
    .map(({ flavour, why }) => `Not compared: ${flavour} (${why}).\n`);
  return `\n${tableOrList([[], ...rows], [20, 20, 24, 20], columns)}\n\nClient and pact agree at ${agreed} of ${all.length} kinds of Jira.${report}\n${others.join('')}`;
}

function resultText({ recording, pact }: RecordedPact, flavour: string, alas: string): string | undefined {
  const file = printable(recording.pact ?? '');
  switch (pact.is) {
    case 'written':
      return `${file} was written, with ${interactions(pact.interactions)}. The mocked Jira (${flavour}) fulfills all of it.${alas}\nTo verify a real Jira: ${commandLine('verify', `--pact ${file} --base-url https://jira.example.com/rest`)}`;
    case 'same':
      return `${file} is up to date: it has what ${recording.consumer} relies on today (${interactions(pact.interactions)}).${alas}`;
    case 'changed':
      return [
        `${file} is out of date. What ${recording.consumer} relies on has changed:`,
        ...pact.changes.map((change) => `  ${printable(change)}`),
        `To write a new pact, run this again without --check.`,
      ].join('\n');
    case 'none':
      return undefined;
    default:
      return pact satisfies never;
  }
}

function whyNoPact({ recording }: RecordedPact, maxRuns: number, { signal }: Io): string {
  const requests = recording.scenarios[0]?.requests ?? [];
  if (recording.complete && requests.length > 0 && requests.every(({ state }) => state === null)) {
    return `No pact was written: no request of ${recording.consumer} to the session resource fits a provider state of the contract. Credentials in an address do not: send them in the body of POST.`;
  }
  if (recording.complete) {
    return `No pact was written, because no broken Jira could fail it: ${recording.consumer} ends in the same way whatever Jira answers. Make it print what it learns, such as the name of the user, and end with an exit code other than 0 when the log-in fails.`;
  }
  return signal.aborted
    ? `Interrupted after ${count(recording.runs, 'run')}: not everything was tried, so no pact was written.`
    : `The limit of ${maxRuns} runs was reached: not everything was tried, so no pact was written. Allow more runs with --max-runs.`;
}

const interactions = (number: number) => count(number, 'interaction');

const PROGRESS_EVERY_MS = 60_000;

export function progressOn({ stderr }: Pick<Io, 'stderr'>, clock = () => performance.now()) {
  let startedAt = clock();
  let last = startedAt;
  let isOpen = false;
  let hasEstimate = false;
  const end = () => {
    if (isOpen) stderr.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    ran: (runs: number, expected?: number) => {
      const now = clock();
      // It begins anew, with one run at a time.
      if (runs === 1) startedAt = now;
      // The run that begins now is not done.
      const leftMs = expected && ((now - startedAt) / (runs - 1)) * (expected - runs + 1);
      const isLong = leftMs !== undefined && leftMs >= PROGRESS_EVERY_MS;
      const left = isLong ? `, about ${Math.round(leftMs / 60_000)} min left` : '';
      const text =
        expected && expected > runs
          ? `${runs} of about ${expected} runs${left} ...`
          : `${count(runs, 'run')} ...`;
      if (stderr.isTTY) {
        isOpen = true;
        stderr.write(`\r${text}\u001b[K`);
      } else if (now - last >= PROGRESS_EVERY_MS || (isLong && !hasEstimate)) {
        last = now;
        hasEstimate = true;
        stderr.write(`${text}\n`);
      }
    },
    end,
    [Symbol.dispose]: end,
  };
}
