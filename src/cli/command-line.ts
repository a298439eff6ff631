import { type Command, InvalidArgumentError } from 'commander';
import { InputError } from '../errors.ts';
import { commandLine, tool } from '../tool.ts';
import type { World } from './io.ts';
import { DEFAULT_TIMEOUT_MS } from './jira-options.ts';

/** The options of the verbs that reach a live Jira. */
export function reachesJira(command: Command): Command {
  return command
    .option(
      '--base-url <url>',
      "a live Jira's REST root, such as https://jira.example.com/rest (JIRA_BASE_URL)",
    )
    .option(
      '--timeout <ms>',
      'time limit for one answer from Jira, in milliseconds',
      wholeNumber(1, 600_000),
      DEFAULT_TIMEOUT_MS,
    )
    .option(
      '--ca <file>',
      'a certificate authority (CA) to trust, in PEM, in addition to NODE_EXTRA_CA_CERTS',
    )
    .option('--cert <file>', 'a client certificate, in PEM')
    .option('--key <file>', 'the key of the client certificate, in PEM')
    .option('--insecure', 'accept any certificate')
    .option('--allow-http', 'allow a password over plain http');
}

/** Names of options that npm has too: what is set for npm is not meant for us. */
const ALSO_OF_NPM = new Set(['ca', 'cert', 'force', 'json', 'key', 'version']);

/**
 * Refuses words that would be passed over in silence: what npm took for itself because no `--` stood before it, a value
 * that is empty, and words without an option.
 */
export function rejectStrayArguments(command: Command, { env }: Pick<World, 'env'>): void {
  // A verb with arguments takes every word.
  const [excess] = command.registeredArguments.length > 0 ? [] : command.args;
  // Behind a second '--', as in `npm run verify -- -- --help`.
  if (excess === '--help' || excess === '-h') command.help();
  for (const option of command.options) {
    const name = option.name();
    const taken = env[`npm_config_${name.replaceAll('-', '_')}`];
    if (taken !== undefined && !ALSO_OF_NPM.has(name)) {
      const value = taken === 'true' || taken === '' ? (excess ?? '') : taken;
      const meant = `--${name}${value && ` ${value}`}`;
      const script = env.npm_lifecycle_event ?? command.name();
      const how =
        script === 'npx'
          ? `put it behind the command, as in npx ${tool.name} ${command.name()} ${meant}`
          : `put -- before the options, as in npm run ${script} -- ${meant}`;
      throw new InputError(`npm used --${name} as its own option: ${how}`);
    }
    const isGiven = command.getOptionValueSource(option.attributeName()) === 'cli';
    const values = isGiven ? [command.getOptionValue(option.attributeName())].flat() : [];
    if (values.includes('')) {
      throw new InputError(`--${name} is empty: is a variable not set? Give it a value, or leave it out.`);
    }
  }
  if (excess !== undefined) {
    throw new InputError(
      `'${excess}' is not an option of ${command.name()}: options begin with --. See ${commandLine(command.name(), '--help')}`,
    );
  }
}

/** Takes a whole number within bounds for an option. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Takes a day for an option. */
export function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('Give a date such as 2026-01-31.');
  }
  return text;
}

/** Takes an option as often as it is given. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Takes one of some words for an option, as often as it is given. */
export function collectOneOf(choices: readonly string[]) {
  return (value: string, previous: readonly string[] = []): readonly string[] => {
    if (choices.includes(value)) return collect(value, previous);
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };
}
