import { Option } from 'commander';
import { commandLine } from '../tool.ts';
import { reachesJira, wholeNumber } from './command-line.ts';
import type { AddVerb } from './verb.ts';

const CLIENT = new Option(
  '--client <name>',
  'the name of the client, such as jira-token-client, or a recorded client; jira-session-client, if left out',
);
const CLIENT_VERSION = new Option(
  '--version <version>',
  'the version of the client; the commit, if left out',
);

/** The verbs of the Pact Broker. */
export function addBrokerVerbs(verb: AddVerb): void {
  verb(
    'publish:pacts',
    'publish the committed pact to the Pact Broker, with the commit as its version',
    async (options: PublishOptions, withSettings) => {
      const { publishPactsCommand } = await import('./publish-pacts.ts');
      return publishPactsCommand(options, withSettings);
    },
  )
    .addOption(CLIENT)
    .option('--allow-dirty', 'publish even if the work tree has changes that are not committed')
    .option('--no-check', 'do not run the consumer tests (they write the pact) before publishing')
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('publish:pacts')}
  ${commandLine('publish:pacts', '--client nightly-sync')}`,
    );

  verb(
    'can-i-deploy',
    'ask whether the client may be deployed to an environment, with the Jira that runs there',
    async (options: CanIDeployOptions, withSettings) => {
      const { canIDeployCommand } = await import('./can-i-deploy.ts');
      return canIDeployCommand(options, withSettings);
    },
  )
    .requiredOption('--to-environment <name>', 'the environment to deploy to')
    .addOption(CLIENT)
    .addOption(CLIENT_VERSION)
    .option(
      '--retry-while-unknown <times>',
      'ask again while a verification is running',
      wholeNumber(1, 1000),
    )
    .option('--retry-interval <seconds>', 'how long to wait in between', wholeNumber(1, 3600))
    .addHelpText(
      'after',
      `\nExample:\n  ${commandLine('can-i-deploy', '--to-environment jira-staging --retry-while-unknown 12')}`,
    );

  reachesJira(
    verb(
      'record-deployment',
      'record that the client, or the Jira at --base-url, is now deployed in an environment',
      async (options: RecordDeploymentOptions, withSettings) => {
        const { recordDeploymentCommand } = await import('./record-deployment.ts');
        return recordDeploymentCommand(options, withSettings);
      },
    ),
  )
    .requiredOption('--environment <name>', 'the environment')
    .option(
      '--jira',
      'record the Jira at --base-url or JIRA_BASE_URL instead of the client; not needed with --base-url',
    )
    .addOption(CLIENT)
    .addOption(CLIENT_VERSION)
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('record-deployment', '--environment production')}
  ${commandLine('record-deployment', '--environment jira-staging --base-url https://jira.example.com/rest')}`,
    );

  verb(
    'webhook',
    'tell the Pact Broker to start the verification in CI when a contract needs it (set WEBHOOK_TOKEN)',
    async (options: WebhookOptions, withSettings) => {
      const { webhookCommand } = await import('./webhook.ts');
      return webhookCommand(options, withSettings);
    },
  )
    .option('--github <owner/repository>', 'start it with a repository_dispatch on GitHub')
    .addOption(new Option('--gitlab <url>', 'start it with a pipeline trigger on GitLab').conflicts('github'))
    .option('--ref <branch>', 'the branch whose pipeline GitLab starts', 'main')
    .addHelpText(
      'after',
      `\nExample:\n  WEBHOOK_TOKEN=... ${commandLine('webhook', '--github example/jira-client')}`,
    );
}

type PublishOptions = import('./publish-pacts.ts').PublishPactsOptions;
type CanIDeployOptions = import('./can-i-deploy.ts').CanIDeployOptions;
type RecordDeploymentOptions = import('./record-deployment.ts').RecordDeploymentOptions;
type WebhookOptions = import('./webhook.ts').WebhookOptions;
