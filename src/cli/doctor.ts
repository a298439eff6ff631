import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { WARN_EXPIRY_DAYS } from '../bounds.ts';
import type { Observation } from '../doctor/observation.ts';
import { InputError } from '../errors.ts';
import type { PactFile } from '../pact/pact-file.ts';
import { parseBaseUrl, restRootOf } from '../settings/base-url.ts';
import { printable } from '../text.ts';
import { commandLine, tool } from '../tool.ts';
import type { LiveTarget, TargetSpecifics } from '../verification/verify-options.ts';
import { command, option } from './command.ts';
import { type Io, lookOf } from './io.ts';
import {
  collect,
  type JiraOptions,
  jiraOptions,
  quietOptions,
  stateOption,
  warnExpiryOption,
} from './options.ts';

export const doctor = command({
  name: 'doctor',
  description: 'examine a Jira, and say what is wrong and what to do',
  argument: ['[name]', 'the name of the Jira in the targets file'],
  options: [
    ...jiraOptions,
    warnExpiryOption,
    stateOption,
    option('--targets <file>', 'a targets file (YAML or JSON) that has the Jira'),
    option(
      '--check-upgrade <version>',
      'say what stops after an upgrade, for each recorded client, in a table',
      { choices: ['10', '11', 'cloud'] },
    ),
    option('--pact <file>', 'with --check-upgrade: the pact of a client of yours; may be repeated', {
      parse: collect,
      needs: ['checkUpgrade'],
    }),
    option('--json <file>', 'write what was found as JSON; - is the standard output'),
    option(
      '--share <file>',
      'write what this Jira answered, without a value that could be a secret, a person or an address, and show it; nothing is sent',
      { parse: fileNamed },
    ),
    ...quietOptions,
  ],
  help: `Examples:
  ${commandLine('doctor', '--base-url https://jira.example.com/rest')}
  ${commandLine('doctor', '--targets jiras.yaml acme-production')}`,
  async run(options, io, [name]) {
    const { examine } = await import('../doctor/examine.ts');
    const { exitCodeOf, summaryOf } = await import('../doctor/observation.ts');
    const { Recorder, recordedText } = await import('../doctor/recorded-responses.ts');
    const { secretsOf } = await import('../redaction/from-settings.ts');
    const { statesOf } = await import('../pact/interactions.ts');
    const { readPact } = await import('../pact/read-pact.ts');
    const { pactsOfClients } = await import('../pact/shipped-pacts.ts');
    const { paintFor } = await import('../render/words.ts');
    const { earlierRefusals } = await import('./live-jira.ts');
    const { jsonOutput, resultOutput } = await import('./json-output.ts');
    const { refuseToWriteOver } = await import('../files/output-file.ts');
    const { given, live } = await jiraMeant(options, name, io);
    const { baseUrl, credentials, network, timeoutMs = options.timeout } = live;
    const { checkUpgrade, pact = [], targets, ca, cert, key, state, json, share } = options;
    refuseToWriteOver([json, share], [targets, ca, cert, key, state, ...pact], io.cwd);
    const own = pact.map((file) => readPact(resolve(io.cwd, file)));
    const recorded = pactsOfClients(['all']).map((file) => readPact(file));
    const isOwn = ({ consumer }: PactFile) => own.some((one) => one.consumer.name === consumer.name);
    const earlier = earlierRefusals(options, io);
    const { out, write } = jsonOutput(json, io);
    const writeShared = resultOutput(share, '--share', io);
    const recorder = new Recorder();
    const tell = (text: string) => options.quiet || out.write(text);
    const look = lookOf(out, io.env);
    const paint = paintFor(look);
    const marks = { good: paint.green('✓'), bad: paint.red('✗'), unknown: paint.yellow('–') };
    const secrets = secretsOf(credentials, { ...io.env, ...network?.environment });
    const observations: Observation[] = [];
    const say = (observation: Observation) => {
      observations.push(observation);
      const { topic, verdict, what } = observation;
      // The mark in words, for whoever cannot see it.
      const wrong = verdict === 'bad' ? ' (wrong)' : '';
      tell(`  ${marks[verdict]} ${topic}${wrong}: ${printable(secrets.redact(what))}\n`);
    };

    tell(`The Jira at ${baseUrl}\n\n`);
    let missing: Observation | undefined;
    if (withRestRoot(given) === given) say({ topic: '/rest', verdict: 'good', what: 'in the base URL' });
    else missing = { topic: '/rest', verdict: 'bad', what: `missing: set the base URL to ${baseUrl}` };
    const logsIn = ({ interactions }: PactFile) =>
      interactions.some((one) => statesOf(one).includes('the user can log in'));
    const onResponse = recorder.note.bind(recorder);
    const way = {
      ...{ baseUrl, timeoutMs, signal: io.signal },
      ...(network && { network }),
      ...(share && { onResponse }),
    };
    const info = await examine(way, {
      credentials,
      clients: recorded.filter(logsIn).map(({ consumer }) => consumer.name),
      earlier,
      warnExpiryDays: options.warnExpiry ?? WARN_EXPIRY_DAYS,
      onCookies: (setCookies) => secrets.addCookies(...setCookies),
      say: (observation) => {
        // Even with /rest it may be wrong: then only the right one is told.
        if (missing && observation.topic === 'context path') say(missing);
        if (['context path', 'base URL'].includes(observation.topic)) missing = undefined;
        say(observation);
      },
    });
    if (missing) say(missing);
    let upgrade: object | undefined;
    if (checkUpgrade) {
      const { upgradeOf, upgradeText } = await import('./upgrade.ts');
      const told = upgradeOf(checkUpgrade, info, [...own, ...recorded.filter((one) => !isOwn(one))]);
      tell(`\n${upgradeText(told, look.columns)}`);
      upgrade = told;
    }
    if (share !== undefined) {
      const shared = recorder.recorded('doctor');
      const text = shared ? recordedText(shared) : '';
      if (text) writeShared(text);
      tell(`\n${text}${text && '\n'}${printable(share)} ${text ? SHARED : NOTHING_SHARED}\n`);
    }
    const exitCode = exitCodeOf(observations);
    const verdict = secrets.redact(summaryOf(observations));
    if (observations.some(({ isWarning }) => isWarning)) io.warn?.();
    const color = { 0: paint.green, 1: paint.red, 2: paint.yellow }[exitCode];
    tell('\n');
    out.write(`${color(printable(verdict))}\n`);
    // The verdict says in words what was a log-in, and what is a warning.
    const told = observations.map(({ isLogIn: _, isWarning: __, ...observation }) => observation);
    write({
      ...{ formatVersion: 1, tool, baseUrl, exitCode, verdict, observations: secrets.redactAll(told) },
      ...(upgrade && { upgrade }),
    });
    return exitCode;
  },
});

const SHARED =
  'has this, and nothing else: forms in the place of values. Nothing was sent. Read it before you share it.';

const NOTHING_SHARED = 'is not written: nothing answered.';

/** For an option that shows what it writes anyway. */
function fileNamed(file: string): string {
  if (file !== '-') return file;
  throw new InvalidArgumentError('Give the name of a file: what is written is also shown.');
}

type NamedJira = LiveTarget & TargetSpecifics;

async function jiraMeant(
  options: JiraOptions & { readonly targets?: string },
  name: string | undefined,
  io: Io,
): Promise<{ readonly given: string; readonly live: NamedJira }> {
  if (options.targets !== undefined) {
    const live = await targetNamed(name, options.targets, io);
    return { given: live.baseUrl, live };
  }
  if (name !== undefined) {
    throw new InputError(
      `'${name}' names a Jira of a targets file: add --targets FILE, or give --base-url URL.`,
    );
  }
  const { liveJiraFrom } = await import('./live-jira.ts');
  let given = '';
  const live = liveJiraFrom(options, io, (text) => {
    given = text;
    return parseBaseUrl(withRestRoot(text));
  });
  if (!live) throw new InputError('The doctor needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
  return { given, live };
}

async function targetNamed(name: string | undefined, file: string, io: Io): Promise<NamedJira> {
  const { readTargets } = await import('../targets/targets-file.ts');
  const { warnOfInsecure } = await import('./live-jira.ts');
  const all = (await readTargets(file, io)).filter((one) => one.kind === 'live');
  const [target, ...more] = all.filter((one) => name === undefined || one.name === name);
  if (target && more.length === 0) {
    warnOfInsecure([target], io);
    return target;
  }
  throw new InputError(
    target
      ? `The doctor examines one Jira: give its name behind ${file}, as in --targets ${file} ${printable(target.name ?? '')}.`
      : `There is no Jira '${printable(name ?? '')}' in ${file}: check the name.`,
  );
}

/** The base URL with Jira's REST root at its end, which is the first thing that people leave out. */
function withRestRoot(given: string): string {
  if (!URL.canParse(given)) return given;
  const { username, password, pathname } = new URL(given);
  // Credentials in it are refused, and not taken out in silence.
  if (username || password) return given;
  return pathname.replace(/\/+$/, '').endsWith('/rest') ? given : restRootOf(given);
}
