import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { InputError } from './errors.ts';
import { flavours, removedStatuses } from './jira/mocked-jira/flavours.ts';

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

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('It takes a day such as 2026-01-31.');
  }
  return text;
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
  .option(
    '--from-broker',
    'the pacts that the Pact Broker has: main branch, matching branch, deployed, released',
  )
  .option('--pact-url <url>', 'one pact of the Pact Broker, as a webhook names it')
  .option(
    '--branch <name>',
    'the branch whose pact is asked for too; the one that is checked out if left out',
  )
  .addOption(
    new Option(
      '--wip-since <date>',
      'verify pacts of any branch since this day as work in progress',
    ).argParser(day),
  )
  .option('--publish', 'publish the results to the Pact Broker, from CI')
  .option('--force', 'publish from outside CI too')
  .addHelpText(
    'after',
    `
Examples:
  npm run verify
  npm run verify -- --flavour cloud
  npm run verify -- --base-url https://jira.example.com/rest --json report.json
  npm run verify -- --base-url https://jira.example.com/rest --from-broker --publish`,
  )
  .action(async (options) => {
    if (options.pactUrl === '') throw new InputError('--pact-url is empty: name a pact of the Pact Broker.');
    const fromBroker = options.fromBroker || options.pactUrl;
    if (options.publish && !fromBroker) {
      throw new InputError(
        '--publish is for a pact of the Pact Broker: say --from-broker, or --pact-url URL.',
      );
    }
    const run = fromBroker
      ? (await import('./commands/verify-from-broker.ts')).verifyFromBroker
      : (await import('./commands/verify.ts')).verifyCommand;
    const { env, stdout, stderr } = process;
    const report = await run(options, { env, stdout, stderr, signal: interruption() });
    process.exitCode = report.exitCode;
  });

reachesJira(program.command('doctor'))
  .description('ask a Jira what it is, and say what is wrong and what to do')
  .addHelpText('after', '\nExample:\n  npm run doctor -- --base-url https://jira.example.com/rest')
  .action(async (options) => {
    const { doctorCommand } = await import('./commands/doctor.ts');
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
    const { mockCommand } = await import('./commands/mock.ts');
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
    const { mutateCommand } = await import('./commands/mutate.ts');
    const { env, stdout, stderr } = process;
    process.exitCode = await mutateCommand(options, { env, stdout, stderr, signal: interruption() });
  });

program
  .command('broker')
  .description('run a Pact Broker on this machine until Ctrl-C')
  .option('--port <number>', 'the port to listen on', wholeNumber(1, 65_535), 9292)
  .action(async (options) => {
    const { brokerCommand } = await import('./commands/broker.ts');
    const { env, stdout, stderr } = process;
    await brokerCommand(options, { env, stdout, stderr, signal: interruption() });
  });

program
  .command('publish:pacts')
  .description('publish the committed pact to the Pact Broker, under the commit')
  .option('--allow-dirty', 'although the work tree has changes')
  .option('--no-check', 'without running the consumer tests, which write the pact, before')
  .action(async (options) => {
    const { publishPactsCommand } = await import('./commands/broker-verbs.ts');
    const { env, stdout, stderr } = process;
    process.exitCode = await publishPactsCommand(options, { env, stdout, stderr, signal: interruption() });
  });

program
  .command('can-i-deploy')
  .description('ask whether the client may go to an environment, such as the Jira that stands there')
  .requiredOption('--to-environment <name>', 'where it is to go')
  .option('--version <version>', "the client's; the commit if left out")
  .option('--retry-while-unknown <times>', 'ask again while a verification is running', wholeNumber(1, 1000))
  .option('--retry-interval <seconds>', 'how long to wait in between', wholeNumber(1, 3600))
  .addHelpText(
    'after',
    '\nExample:\n  npm run can-i-deploy -- --to-environment jira-staging --retry-while-unknown 12',
  )
  .action(async (options) => {
    const { canIDeployCommand } = await import('./commands/broker-verbs.ts');
    const { env, stdout, stderr } = process;
    process.exitCode = await canIDeployCommand(options, { env, stdout, stderr, signal: interruption() });
  });

reachesJira(program.command('record-deployment'))
  .description('record that the client, or the Jira at --base-url, stands in an environment from now on')
  .requiredOption('--environment <name>', 'where it stands')
  .option(
    '--jira',
    'record the Jira at --base-url or JIRA_BASE_URL, and not the client; --base-url says so too',
  )
  .option('--version <version>', "the client's; the commit if left out")
  .addHelpText(
    'after',
    `
Examples:
  npm run record-deployment -- --environment production
  npm run record-deployment -- --environment jira-staging --base-url https://jira.example.com/rest`,
  )
  .action(async (options) => {
    const { recordDeploymentCommand } = await import('./commands/broker-verbs.ts');
    const { env, stdout, stderr } = process;
    if (options.jira) options.baseUrl ??= env.JIRA_BASE_URL || undefined;
    if (options.jira && !options.baseUrl)
      throw new InputError('--jira records the Jira at --base-url or JIRA_BASE_URL, and none is set.');
    process.exitCode = await recordDeploymentCommand(options, {
      env,
      stdout,
      stderr,
      signal: interruption(),
    });
  });

program
  .command('webhook')
  .description('have the Pact Broker run the verification in CI when a contract needs it (WEBHOOK_TOKEN)')
  .option('--github <owner/repository>', 'by a repository_dispatch')
  .option('--gitlab <url>', "by a trigger of the project's pipeline")
  .option('--ref <branch>', "GitLab's branch", 'main')
  .addHelpText('after', '\nExample:\n  WEBHOOK_TOKEN=... npm run webhook -- --github example/jira-client')
  .action(async (options) => {
    const { webhookCommand } = await import('./commands/webhook.ts');
    const { env, stdout, stderr } = process;
    await webhookCommand(options, { env, stdout, stderr });
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
