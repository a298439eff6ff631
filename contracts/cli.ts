import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { InputError } from './errors.ts';
import { flavours, removedStatuses } from './provider/mocked-jira/flavours.ts';

const flavour = (text: string) => new Option('--flavour <name>', text).choices(Object.keys(flavours));

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

const collect = (value: string, previous: string[] = []) => [...previous, value];

const program = new Command('jira-session-contracts')
  .description("Does my log-in still work on that Jira? Contract tests for Jira's session resource.")
  .exitOverride();

/** The options of the verbs that reach a live Jira. */
const reachesJira = (command: Command) =>
  command
    .option(
      '--base-url <url>',
      "a live Jira's REST root, such as https://jira.example.com/rest (JIRA_BASE_URL)",
    )
    .option('--timeout <ms>', 'for one answer of Jira, in milliseconds', wholeNumber(1, 600_000), 10_000)
    .option('--ca <file>', "a company's CA, in PEM, beside NODE_EXTRA_CA_CERTS")
    .option('--cert <file>', 'a client certificate, in PEM')
    .option('--key <file>', 'its key, in PEM')
    .option('--insecure', 'take any certificate')
    .option('--allow-http', 'send a password over plain http');

reachesJira(program.command('verify'))
  .description('replay the pact against a Jira, or against the embedded mocked one')
  .addOption(flavour('of the embedded mocked Jira'))
  .option('--pact <file>', 'another pact than the committed one')
  .option('--filter <text>', 'only the interactions with this text in their description')
  .option('--json <file>', 'write the report as JSON')
  .option('--verbose', "show Pact's own output too")
  .addHelpText(
    'after',
    `
Examples:
  npm run verify
  npm run verify -- --flavour cloud
  npm run verify -- --base-url https://jira.example.com/rest --json report.json`,
  )
  .action(async (options) => {
    const { verifyCommand } = await import('./verification/command.ts');
    const { env, stdout, stderr } = process;
    const report = await verifyCommand(options, { env, stdout, stderr, signal: interruption() });
    process.exitCode = report.exitCode;
  });

reachesJira(program.command('doctor'))
  .description('ask a Jira what it is, and say what is wrong and what to do')
  .addHelpText('after', '\nExample:\n  npm run doctor -- --base-url https://jira.example.com/rest')
  .action(async (options) => {
    const { doctorCommand } = await import('./doctor/command.ts');
    const { env, stdout, stderr } = process;
    process.exitCode = await doctorCommand(options, { env, stdout, stderr });
  });

program
  .command('mock')
  .description('serve a mocked Jira until Ctrl-C')
  .addOption(flavour('which Jira it is').default('datacenter'))
  .option('--port <number>', 'the port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 8080)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .option('--context-path <path>', 'such as /jira', '')
  .option('--account <user:password>', 'an account, instead of the made-up ones; may be repeated', collect)
  .addOption(
    new Option('--removed-status <status>', "what the flavour 'removed' answers").choices(
      removedStatuses.map(String),
    ),
  )
  .option('--no-basic', 'refuse Basic credentials, as an administrator may')
  .addHelpText(
    'after',
    '\nExample:\n  npm run mock -- --flavour datacenter --port 8080 --context-path /jira --account bob:secret',
  )
  .action(async (options) => {
    const { mockCommand } = await import('./provider/mocked-jira/command.ts');
    await mockCommand(options, { stdout: process.stdout, signal: interruption() });
  });

program
  .command('mutate')
  .description('break a mocked Jira in hundreds of ways, and say how many the contract catches')
  .option('--filter <text>', 'only the Jiras with this text in their name')
  .option('--json <file>', 'write the report as JSON')
  .option('--markdown <file>', 'write the report as Markdown')
  .addHelpText('after', '\nExample:\n  npm run mutate -- --filter cookie --markdown mutants.md')
  .action(async (options) => {
    const { mutateCommand } = await import('./mutation/command.ts');
    const { env, stdout, stderr } = process;
    process.exitCode = await mutateCommand(options, { env, stdout, stderr, signal: interruption() });
  });

/** Aborted by Ctrl-C and SIGTERM. A second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

const { config } = await import('dotenv');
config({ quiet: true });
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong, or shown its help.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof InputError) {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`error: ${(error as Error).message} This is a mistake of ours: please report it.\n`);
    process.exitCode = 2;
  }
}
