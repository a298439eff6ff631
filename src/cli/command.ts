import { type Command, Help, Option, type OptionValues } from 'commander';
import { InputError } from '../errors.ts';
import { folded } from '../render/table.ts';
import type { Environment } from '../settings/environment.ts';
import { commandLine, tool } from '../tool.ts';
import { COLUMNS, type Io } from './io.ts';

export interface OptionDetails {
  readonly choices?: readonly string[];
  readonly parse?: (text: string, previous: never) => unknown;
  readonly default?: unknown;
  /** The value where the option is given without one. */
  readonly preset?: unknown;
  readonly required?: true;
  /** The attributes of the options that it excludes. */
  readonly conflicts?: readonly string[];
  /** The attributes of the options of which one has to be given too. */
  readonly needs?: readonly string[];
}

type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

type AttributeOf<Flags extends string> = Flags extends `--${infer Name} ${string}`
  ? CamelCase<Name>
  : Flags extends `--no-${infer Name}`
    ? CamelCase<Name>
    : Flags extends `--${infer Name}`
      ? CamelCase<Name>
      : never;

type ValueOf<Flags extends string, Details> = Details extends {
  readonly parse: (text: string, previous: never) => infer Value;
}
  ? Value
  : Details extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : Flags extends `${string} ${string}`
      ? string
      : boolean;

type Attribute<Flags extends string, Details> = Details extends { default: unknown } | { required: true }
  ? { readonly [Name in AttributeOf<Flags>]: ValueOf<Flags, Details> }
  : { readonly [Name in AttributeOf<Flags>]?: ValueOf<Flags, Details> };

/** An option as it is declared. `attribute` exists for its type alone: what the option adds to those of a command. */
export interface DeclaredOption<Attribute extends object = object> {
  readonly option: Option;
  readonly needs: readonly string[];
  readonly attribute?: Attribute;
}

export type OptionsOf<Declared extends readonly DeclaredOption[]> = Declared extends readonly [
  DeclaredOption<infer First>,
  ...infer Rest extends readonly DeclaredOption[],
]
  ? First & OptionsOf<Rest>
  : object;

export function option<const Flags extends string, const Details extends OptionDetails = OptionDetails>(
  flags: Flags,
  description: string,
  details?: Details,
): DeclaredOption<Attribute<Flags, Details>> {
  const { choices, parse, preset, required = false, conflicts = [], needs = [] } = details ?? {};
  const made = new Option(flags, description).makeOptionMandatory(required).conflicts([...conflicts]);
  if (choices) made.choices(choices);
  if (parse) made.argParser(parse as (text: string, previous: unknown) => unknown);
  if (preset !== undefined) made.preset(preset);
  if (details?.default !== undefined) made.default(details.default);
  return { option: made, needs };
}

export interface DeclaredCommand<Declared extends readonly DeclaredOption[] = readonly DeclaredOption[]> {
  readonly name: string;
  readonly description: string;
  /** What stands behind the name on the help page, where it is not Commander's `[options]`. */
  readonly usage?: string;
  readonly argument?: readonly [name: string, description: string];
  readonly passThrough?: boolean;
  readonly options: Declared;
  readonly help: string;
  /** Loads what it needs beyond its declaration itself, so that a help page loads nothing else. */
  run(options: OptionsOf<Declared>, io: Io, words: readonly string[]): Promise<number>;
}

export function command<const Declared extends readonly DeclaredOption[]>(
  declared: DeclaredCommand<Declared>,
): DeclaredCommand {
  return declared;
}

export function addCommand(
  program: Command,
  { name, description, usage, argument, passThrough = false, options, help }: DeclaredCommand,
  env: Environment,
  run: (options: OptionValues, words: readonly string[]) => Promise<void>,
): void {
  const made = program.command(name).description(description).allowExcessArguments();
  if (usage) made.usage(usage);
  if (argument) made.argument(...argument);
  const { getOutHelpWidth } = made.configureOutput();
  made
    .passThroughOptions(passThrough)
    .addHelpText('after', () => `\n${folded(help, getOutHelpWidth?.() ?? COLUMNS)}`);
  for (const { option } of options) made.addOption(option);
  made.configureHelp({
    minWidthToWrap: 20,
    optionDescription: (option) => new Help().optionDescription(option).replace('(preset: ', '(default: '),
  });
  made.action(async () => {
    rejectStrayArguments(made, env);
    rejectLoneOptions(made, options);
    await run(made.opts(), made.args);
  });
}

/** Names of options that npm has too: what is set for npm is not meant for us. */
const ALSO_OF_NPM = new Set(['ca', 'cert', 'force', 'json', 'key', 'version']);

/**
 * Refuses words that would be passed over in silence: what npm took for itself because no `--` stood before it, a value
 * that is empty, and words without an option.
 */
function rejectStrayArguments(command: Command, env: Environment): void {
  // A command with arguments takes every word.
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
    const values = isGiven(command, option.attributeName())
      ? [command.getOptionValue(option.attributeName())].flat()
      : [];
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

function rejectLoneOptions(command: Command, options: readonly DeclaredOption[]): void {
  for (const { option, needs } of options) {
    const isLone = needs.length > 0 && !needs.some((name) => isGiven(command, name));
    if (!isLone || !isGiven(command, option.attributeName())) continue;
    const needed = command.options.filter((one) => needs.includes(one.attributeName()));
    const names = needed.map((one) => `--${one.name()}`).join(' or ');
    const toAdd = needed.map(({ flags }) =>
      flags.replace(/<(.*)>/, (_, value: string) => value.toUpperCase()),
    );
    throw new InputError(`--${option.name()} works only with ${names}: add ${toAdd.join(', or ')}.`);
  }
}

function isGiven(command: Command, attribute: string): boolean {
  return command.getOptionValueSource(attribute) === 'cli';
}
