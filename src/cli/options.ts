import { InvalidArgumentError } from 'commander';
import { CONSUMER } from '../../contracts/session/names.ts';
import { type Bounds, bounds, isWholeNumberWithin, WARN_EXPIRY_DAYS } from '../bounds.ts';
import { InputError } from '../errors.ts';
import { refuseUnlessFileName } from '../files/output-file.ts';
import { type FlavourName, flavourAdvice, flavours } from '../mock-jira/flavours.ts';
import type { StoredAnswer } from '../mock-jira/rest/stored-answers.ts';
import { FOLDER_FORMAT, formatNames } from '../render/format-names.ts';
import { DEFAULT_TIMEOUT_MS } from '../settings/network.ts';
import { listed, printable } from '../text.ts';
import { type OptionDetails, type OptionsOf, option } from './command.ts';
import type { Io } from './io.ts';

export function wholeNumber(within: Bounds) {
  return (text: string): number => {
    const value = Number(text);
    // A preset is a number already.
    if (String(text).trim() !== '' && isWholeNumberWithin(value, within)) return value;
    throw new InvalidArgumentError(`Give a whole number from ${within[0]} to ${within[1]}.`);
  };
}

export function day(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date turns 31 February into a day in March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Give a date such as 2026-01-31.');
  }
  return text;
}

export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

export function collectOneOf<Choice extends string>(choices: readonly Choice[]) {
  return (value: string, previous: readonly Choice[] = []): readonly Choice[] => {
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return [...previous, chosen];
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };
}

const flavourNames = Object.keys(flavours) as FlavourName[];

export const ofFlavours = {
  choices: flavourNames,
  parse: (text: string): FlavourName => {
    const name = flavourNames.find((one) => one === text);
    if (name !== undefined) return name;
    throw new InvalidArgumentError(`There is no such flavour: ${flavourAdvice(text)}`);
  },
};

export const connectionOptions = (
  only: Pick<OptionDetails, 'needs' | 'conflicts'>,
  before: '' | 'with --learn: ' = '',
) =>
  [
    option(
      '--timeout <ms>',
      `${before}time limit for one request to Jira, until its whole answer is there, in milliseconds`,
      { parse: wholeNumber(bounds.timeoutMs), default: DEFAULT_TIMEOUT_MS, needs: only.needs ?? [] },
    ),
    option(
      '--ca <file>',
      `${before}a certificate authority (CA) to trust, in PEM, in addition to NODE_EXTRA_CA_CERTS`,
      only,
    ),
    option('--cert <file>', `${before}a client certificate, in PEM`, only),
    option('--key <file>', `${before}the key of the client certificate, in PEM`, only),
    option('--insecure', `${before}accept any certificate`, only),
    option('--allow-http', `${before}allow a password over plain http`, only),
  ] as const;

/** Which live Jira, and how it is reached. A targets file says all of this itself, but for the time limit. */
export const jiraOptions = [
  option(
    '--base-url <url>',
    "a live Jira's REST root, such as https://jira.example.com/rest (JIRA_BASE_URL)",
    { conflicts: ['targets'] },
  ),
  ...connectionOptions({ conflicts: ['targets'] }),
] as const;

export type JiraOptions = OptionsOf<typeof jiraOptions>;

export const warnExpiryOption = option(
  '--warn-expiry <days>',
  `warn this many days before a personal access token or the TLS certificate ends; 0 for never (default: ${WARN_EXPIRY_DAYS})`,
  { parse: wholeNumber(bounds.warnExpiryDays) },
);

export const stateOption = option(
  '--state <file>',
  'remember here which passwords Jira refused, and send none of them again in a later run',
);

export const jsonOption = option('--json <file>', 'write the report as JSON; - is the standard output');

export const quietOptions = [
  option('--quiet', 'print only the verdict', { conflicts: ['verbose'] }),
  option(
    '--silent-ok',
    'with --quiet: print nothing if the exit code is 0 and nothing ends soon, so that cron sends no mail',
    { needs: ['quiet'], conflicts: ['watch'] },
  ),
] as const;

export const reportOptions = [
  jsonOption,
  option(
    '--report <format=file>',
    `${listed(formatNames, 'or')}; - is the standard output; ${FOLDER_FORMAT}=FOLDER/ writes several files; may be repeated`,
    { parse: collect },
  ),
  option(
    '--baseline <file>',
    'the JSON report of an earlier run, to show what is newly broken, still broken, and fixed',
  ),
  option('--fail-on <what>', 'with --baseline: count only what is newly broken', {
    choices: ['new'],
    needs: ['baseline'],
  }),
  option('--allow-unreachable <number>', 'how many Jiras may be down without making the run fail', {
    parse: wholeNumber([0, 10_000]),
  }),
  ...quietOptions,
] as const;

export type ReportOptions = OptionsOf<typeof reportOptions>;

export const contextPathOption = option(
  '--context-path <path>',
  'the context path of the mocked Jira, such as /jira',
  { default: '', parse: contextPath },
);

export const tlsOption = option(
  '--tls',
  'let the mocked Jira speak https, with a certificate of its own making',
);

export const answersOption = option(
  '--answers <file.har>',
  'answers of a real Jira to other resources than the session, from a HAR file; may be repeated',
  { parse: collect },
);

export async function answersOf(
  files: readonly string[] | undefined,
  { cwd, env, stderr }: Io,
): Promise<readonly StoredAnswer[]> {
  if (!files) return [];
  const { readAnswers } = await import('../answers/har.ts');
  const { answers, notes } = readAnswers(files, cwd, env);
  for (const note of notes) stderr.write(`${printable(note)}\n`);
  return answers;
}

function contextPath(text: string): string {
  if (text === '' || /^(\/[\w.~-]+)+$/.test(text)) return text;
  throw new InputError(`The context path '${text}' is not valid: give a path such as /jira.`);
}

export function consumerFor(option: string) {
  return (text: string): string => {
    // An empty one is refused like every empty option.
    if (text !== '') refuseUnlessFileName(text, option);
    return text;
  };
}

export const clientOption = option(
  '--client <name>',
  'the name of the client, such as jira-token-client, or a recorded client',
  { default: CONSUMER, parse: consumerFor('--client'), conflicts: ['jira', 'baseUrl'] },
);

export const clientVersionOption = option(
  '--version <version>',
  'the version of the client (default: the commit)',
  { conflicts: ['jira', 'baseUrl'] },
);
