import { Command, CommanderError } from 'commander';
import type { GuardedOutput, Io, Output, World } from './commands/io.ts';
import { CommandError, InputErrors } from './errors.ts';
import { finding, findingOfSystemCode } from './findings.ts';
import { printable, printableLines } from './reports/printable.ts';
import { addSecretsIn, secretsIn } from './secrets/from-settings.ts';
import type { Secrets } from './secrets/secrets.ts';
import { loadEnvironment } from './settings/environment.ts';
import { tool } from './tool.ts';
import { addBrokerVerbs } from './verbs/broker.ts';
import { addMockedVerbs } from './verbs/client.ts';
import { refuseUnmeantWords } from './verbs/command-line.ts';
import type { AddVerb } from './verbs/verb.ts';
import { addVerificationVerbs } from './verbs/verification.ts';

/**
 * Runs a verb of the command line.
 *
 * @param argv the words behind the command's name
 * @param world what it has to do with the world; the settings of `.env` in `cwd` are read here
 * @returns the exit code: 0, 1 or 2
 */
export async function run(argv: readonly string[], world: World): Promise<number> {
  let exitCode = 0;
  const secrets = secretsIn(world.env);
  const io: Io = {
    ...world,
    realEnv: world.env,
    stdout: guarded(world.stdout, secrets),
    stderr: guarded(world.stderr, secrets),
  };
  let isTalkative = Boolean(io.env.DEBUG);
  const program = programFor(io, (options) => {
    isTalkative ||= options.verbose === true;
    return async (command) => {
      const env = loadEnvironment(io.env, io.cwd);
      addSecretsIn(secrets, env);
      exitCode = await command({ ...io, env });
    };
  });
  try {
    // What a shell asks for when somebody presses the tab key; nobody else loads it.
    if (argv[0] === 'complete') await (await import('./verbs/completion.ts')).addCompletion(program, argv[1]);
    const end = argv.indexOf('--');
    const options = end < 0 ? argv : argv.slice(0, end);
    await program.parseAsync([...options.map(withoutSpaces), ...argv.slice(options.length)], {
      from: 'user',
    });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or shown its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandError) io.stderr.write(commandErrorText(error));
    else io.stderr.write(uncaughtText(error, isTalkative));
    return 2;
  }
}

/** The one door for all that is written: to the end of the run, an error among it, no secret of the settings passes. */
function guarded(output: Output, secrets: Secrets): GuardedOutput {
  return {
    ...(output.isTTY !== undefined && { isTTY: output.isTTY }),
    write: (text) => output.write(secrets.redact(text)),
    writeAsItIs: (text) => output.write(text),
  };
}

/** An option that was copied with a space before it is that option. */
function withoutSpaces(word: string): string {
  return /^\s+-/.test(word) ? word.trim() : word;
}

/** The last words about an error that nobody awaited, without the secrets of the settings. */
export function lastWords(error: unknown, { env, cwd }: Pick<World, 'env' | 'cwd'>): string {
  const secrets = secretsIn(env);
  try {
    addSecretsIn(secrets, loadEnvironment(env, cwd));
  } catch {
    // What is wrong with them was said before.
  }
  return secrets.redact(uncaughtText(error, Boolean(env.DEBUG)));
}

/** One line, and one more for each mistake where there are several. */
function commandErrorText(error: CommandError): string {
  const mistakes = error instanceof InputErrors ? error.mistakes : [];
  const head = `error: ${printable(error.message)}${mistakes.length > 0 ? ':' : ''}`;
  return [head, ...mistakes.map((one) => `  ${printable(one)}`), ''].join('\n');
}

/** What is said of an error that nobody expected: the machine has too little left, or it is a mistake of ours. */
function uncaughtText(error: unknown, isTalkative: boolean): string {
  const {
    code = '',
    message,
    stack = message,
  } = (error instanceof Error ? error : new Error(String(error))) as NodeJS.ErrnoException;
  if (findingOfSystemCode(code) === 'machine-short') {
    const { cause, cure } = finding('machine-short', code);
    return `error: ${cause[0]?.toUpperCase()}${cause.slice(1)}. ${cure}\n`;
  }
  const how = isTalkative
    ? 'Please report it with the lines above.'
    : 'Please run it again with DEBUG=1, and report what it prints.';
  return `${isTalkative ? `${printableLines(stack)}\n` : ''}error: ${printable(message)}${/[.?!]$/.test(message) ? '' : '.'} This is a bug in this program, and not your mistake. ${how}\n`;
}

type Verb = (io: Io) => Promise<number>;
type Start = (options: { readonly verbose?: boolean }) => (verb: Verb) => Promise<void>;

function programFor(io: Io, start: Start): Command {
  const program = new Command(tool.name)
    .description("Does my log-in still work on that Jira? Contract tests for Jira's session resource.")
    .version(tool.version)
    // A verb may have a --version of its own: the client's.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `
Help for one command: ${tool.name} verify --help
Completion with the tab key: source <(${tool.name} complete bash); in zsh, the same with zsh; in fish: ${tool.name} complete fish | source`,
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.writeAsItIs(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });

  /** A verb, which refuses what makes no sense on any command line before it starts. */
  const verb: AddVerb = (name, description, command) => {
    const made = program.command(name).description(description).allowExcessArguments();
    return made.action(async () => {
      refuseUnmeantWords(made, io);
      const options = made.opts();
      await start(options)((withSettings) => command(options as never, withSettings, made.args));
    });
  };
  addVerificationVerbs(verb);
  addMockedVerbs(verb);
  addBrokerVerbs(verb);
  return program;
}
