import { createHash } from 'node:crypto';
import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';

const EVENT = 'contract_requiring_verification_published';

export const webhook = command({
  name: 'webhook',
  description:
    'tell the Pact Broker to start the verification in CI when a contract needs it (set WEBHOOK_TOKEN)',
  options: [
    option('--github <owner/repository>', 'start it with a repository_dispatch on GitHub'),
    option('--gitlab <url>', 'start it with a pipeline trigger on GitLab', { conflicts: ['github'] }),
    option('--ref <branch>', 'the branch whose pipeline GitLab starts', { default: 'main' }),
  ],
  help: `Example:
  WEBHOOK_TOKEN=... ${commandLine('webhook', '--github example/jira-client')}`,
  async run({ github, gitlab, ref }, io) {
    const { brokerFrom } = await import('../settings/broker-settings.ts');
    const { brokerAt } = await import('../pact/broker/broker.ts');
    const settings = brokerFrom(io, ['WEBHOOK_TOKEN']);
    const token = io.env.WEBHOOK_TOKEN;
    if (!token) {
      throw new InputError(
        'WEBHOOK_TOKEN is missing: set it to a GitHub token (contents: write) or a GitLab trigger token. The broker sends it with each request.',
      );
    }
    if (github === undefined && gitlab === undefined) {
      throw new InputError(
        'Choose where the webhook starts the verification: give --github owner/repository, or --gitlab URL.',
      );
    }
    const request = github === undefined ? toGitLab(gitlab ?? '', ref, token) : toGitHub(github, token);
    // One place has one webhook: its id follows from the address.
    const id = createHash('sha256').update(request.url).digest('hex').slice(0, 32);
    await brokerAt(settings, io).putWebhook(id, {
      description: `Verify ${PROVIDER} at ${new URL(request.url).host}`,
      provider: { name: PROVIDER },
      events: [{ name: EVENT }],
      request: {
        method: 'POST',
        ...request,
        headers: { 'Content-Type': 'application/json', ...request.headers },
      },
      enabled: true,
    });
    io.stdout.write(`The webhook ${id} runs the verification through ${request.url}\n`);
    return 0;
  },
});

const PACT_URL = '${pactbroker.pactUrl}';

function toGitHub(repository: string, token: string) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new InputError(
      `--github needs owner/repository, such as example/jira-client, and not '${repository}'.`,
    );
  }
  return {
    url: `https://api.github.com/repos/${repository}/dispatches`,
    headers: { Accept: 'application/vnd.github+json', Authorization: `Bearer ${token}` },
    body: {
      event_type: EVENT,
      client_payload: {
        pact_url: PACT_URL,
        consumer_version: '${pactbroker.consumerVersionNumber}',
        consumer_branch: '${pactbroker.consumerVersionBranch}',
      },
    },
  };
}

function toGitLab(address: string, ref: string, token: string) {
  if (!URL.canParse(address) || !/^https:\/\/[^@]+\/./.test(address)) {
    throw new InputError(
      `--gitlab takes a project's https address, such as https://gitlab.example.com/group/project.`,
    );
  }
  const { origin, pathname } = new URL(address);
  const project = encodeURIComponent(pathname.replaceAll(/^\/|\/$/g, ''));
  return {
    url: `${origin}/api/v4/projects/${project}/trigger/pipeline`,
    headers: {},
    body: { token, ref, variables: { PACT_URL } },
  };
}
