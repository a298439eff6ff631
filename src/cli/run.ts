import { Command, CommanderError } from 'commander';
import { CommandError, InputErrors } from '../errors.ts';
import { shortageIn } from '../faults.ts';
import { sentencesOf } from '../findings.ts';
import type { Secrets } from '../redaction/secrets.ts';
import { exitCodeOfNothing } from '../render/format-names.ts';
import { folded } from '../render/table.ts';
import { type Environment, loadEnvironment } from '../settings/environment.ts';
import { capitalized, printable, printableLines } from '../text.ts';
import { tool } from '../tool.ts';
import { addCommand, type DeclaredCommand } from './command.ts';
import { type GuardedOutput, lookOf, type Output, type World } from './io.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Those of several commands that matter outside them too. */
type CommonOptions = Pick<VerifyOptions, 'verbose' | 'silentOk' | 'json' | 'report'>;

/** In the order of the help page. Only the one that is named is loaded. */
const commands: Readonly<Record<string, () => Promise<DeclaredCommand>>> = {
  verify: async () => (await import('./verify.ts')).verify,
  'merge-reports': async () => (await import('./merge-reports.ts')).mergeReports,
  doctor: async () => (await import('./doctor.ts')).doctor,
  inventory: async () => (await import('./inventory.ts')).inventory,
  record: async () => (await import('./record.ts')).record,
  mock: async () => (await import('./mock.ts')).mock,
  'publish:pacts': async () => (await import('./publish-pacts.ts')).publishPacts,
  'can-i-deploy': async () => (await import('./can-i-deploy.ts')).canIDeploy,
  'record-deployment': async () => (await import('./record-deployment.ts')).recordDeployment,
  webhook: async () => (await import('./webhook.ts')).webhook,
};

export async function run(
  argv: readonly string[],
  world: World,
  commandOfCheckout?: DeclaredCommand,
): Promise<number> {
  let exitCode = 0;
  let complaint = '';
  let isTalkative = Boolean(world.env.DEBUG);
  const program = programFor(world, commandOfCheckout, (text) => {
    complaint += text;
  });
  for (const declared of commandOfCheckout ? [commandOfCheckout] : await commandsFor(argv)) {
    addCommand(program, declared, world.env, async (options: CommonOptions, words) => {
      isTalkative ||= options.verbose === true;
      const env = loadEnvironment(world.env, world.cwd);
      const secrets = await knownSecrets(world, env);
      const { stdout, stderr, tell } = options.silentOk
        ? heldBack(world, options)
        : { ...world, tell: () => {} };
      let isWarned = false;
      const warn = () => {
        isWarned = true;
      };
      const io = {
        ...{ ...world, warn, env, realEnv: world.env },
        ...{ stdout: guarded(stdout, secrets, env), stderr: guarded(stderr, secrets, env) },
      };
      exitCode = await declared.run(options, io, words).catch((error: unknown) => {
        tell();
        throw error;
      });
      if (exitCode !== 0 || isWarned) tell();
    });
  }
  try {
    // What a shell asks for when somebody presses the tab key; nobody else loads it.
    if (argv[0] === 'complete') await (await import('./completion.ts')).addCompletion(program, argv[1]);
    const end = argv.indexOf('--');
    const options = end < 0 ? argv : argv.slice(0, end);
    await program.parseAsync([...options.map(asDeclared), ...argv.slice(options.length)], {
      from: 'user',
    });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return say(error instanceof CommanderError ? complaint : errorText(error, isTalkative), argv, world);
  }
}

/** The one that the first word names, else all: for an unknown name, Commander suggests a similar one. */
function commandsFor([name = '']: readonly string[]): Promise<DeclaredCommand[]> {
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((named ? [named] : Object.values(commands)).map((load) => load()));
}

export async function sayUncaught(error: unknown, argv: readonly string[], world: World): Promise<number> {
  return say(errorText(error, Boolean(world.env.DEBUG)), argv, world);
}

async function say(text: string, argv: readonly string[], world: World): Promise<number> {
  try {
    const secrets = await knownSecrets(world);
    guarded(world.stderr, secrets, world.env).write(text);
    // Nagios shows the standard output, and the report that should be there is missing.
    if (argv.some((word) => /^(--report=)?nagios=-$/.test(word))) {
      const { nagiosLine } = await import('../render/nagios.ts');
      guarded(world.stdout, secrets, world.env).write(`${nagiosLine('UNKNOWN', text)}\n`);
    }
  } catch (error) {
    // On a machine that is short of something, that may be why no more can be loaded.
    world.stderr.write(unexpectedText(error, false));
  }
  return exitCodeOfNothing(argv);
}

/** The secrets that each run knows: those of `.env` too, once it was read. */
const known = new WeakMap<World, Secrets>();

/** Help and completions need no secrets, and do not wait until this is loaded. */
async function knownSecrets(world: World, env?: Environment): Promise<Secrets> {
  const { secretsIn } = await import('../redaction/from-settings.ts');
  const secrets = env ? secretsIn(env) : (known.get(world) ?? secretsIn(world.env));
  known.set(world, secrets);
  return secrets;
}

/** The one door for all output, errors included: no secret of the settings passes to the end of the run. */
function guarded(output: Output, secrets: Secrets, env: Environment): GuardedOutput {
  const { folds, columns } = lookOf(output, env);
  return {
    ...(output.isTTY !== undefined && { isTTY: output.isTTY, columns: output.columns }),
    write: (text) => {
      const shown = secrets.redact(text);
      output.write(folds ? folded(shown, columns) : shown);
    },
    writeAsItIs: (text) => output.write(text),
  };
}

/** Holds output back until it is known whether all is well, but for a report on the standard output. */
function heldBack({ stdout, stderr }: World, { json, report }: CommonOptions) {
  const said: (() => unknown)[] = [];
  const hold = (output: Output): Output => ({
    ...output,
    write: (text) => said.push(() => output.write(text)),
  });
  const isTaken = [json, report].flat().some((one) => one !== undefined && /^(.*=)?-$/.test(one));
  return {
    stdout: isTaken ? stdout : hold(stdout),
    stderr: hold(stderr),
    tell: () => {
      for (const say of said) say();
    },
  };
}

/** An option that was copied with a space before it is that option, and so is one in American spelling. */
function asDeclared(word: string): string {
  return (/^\s+-/.test(word) ? word.trim() : word).replace(/^--flavor(?=$|=)/, '--flavour');
}

function commandErrorText(error: CommandError): string {
  const mistakes = error instanceof InputErrors ? error.mistakes : [];
  const head = `error: ${printable(error.message)}${mistakes.length > 0 ? ':' : ''}`;
  return [head, ...mistakes.map((one) => `  ${printable(one)}`), ''].join('\n');
}

function errorText(error: unknown, isTalkative: boolean): string {
  return error instanceof CommandError ? commandErrorText(error) : unexpectedText(error, isTalkative);
}

function unexpectedText(error: unknown, isTalkative: boolean): string {
  const known = error instanceof Error ? error : new Error(String(error));
  const short = shortageIn(known);
  if (short) return `error: ${capitalized(sentencesOf(short))}\n`;
  const { message, stack = message } = known;
  const how = isTalkative
    ? 'Please report it with the lines above.'
    : 'Please run it again with DEBUG=1, and report what it prints.';
  return `${isTalkative ? `${printableLines(stack)}\n` : ''}error: ${printable(message)}${/[.?!]$/.test(message) ? '' : '.'} This is a bug in this program, and not your mistake. ${how}\n`;
}

function programFor(
  world: World,
  commandOfCheckout: DeclaredCommand | undefined,
  complain: (text: string) => void,
): Command {
  const program = new Command()
    // A command may have a --version of its own: the client's.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: complain,
      getOutHelpWidth: () => lookOf(world.stdout, world.env).columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  if (commandOfCheckout) return program.name('npm run');
  return program
    .name(tool.name)
    .description("Does my log-in still work on that Jira? Contract tests for Jira's session resource.")
    .version(tool.version)
    .addHelpText(
      'after',
      `
Help for one command: ${tool.name} verify --help
Completion with the tab key: source <(${tool.name} complete bash); in zsh, the same with zsh; in fish: ${tool.name} complete fish | source`,
    );
}
