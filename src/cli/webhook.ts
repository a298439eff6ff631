import { createHash } from 'node:crypto';
import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import type { ExitCode } from '../report/report.ts';
import { brokerFrom } from '../settings/broker.ts';
import type { Io } from './io.ts';
import { openBroker } from './open-broker.ts';

export interface WebhookOptions {
  /** `owner/repository`, whose workflow listens to `repository_dispatch`. */
  readonly github?: string;
  /** The project's address, such as `https://gitlab.example.com/group/project`. */
  readonly gitlab?: string;
  /** GitLab's branch whose pipeline runs. */
  readonly ref: string;
}

const EVENT = 'contract_requiring_verification_published';

/**
 * Has the broker run the verification in CI whenever a contract needs it. Said twice, it is one webhook.
 *
 * @throws InputError when it is not clear what is to run, without a token, and when the broker cannot be asked
 */
export async function webhookCommand(options: WebhookOptions, io: Io): Promise<ExitCode> {
  const settings = brokerFrom(io, ['WEBHOOK_TOKEN']);
  const token = io.env.WEBHOOK_TOKEN;
  if (!token) {
    throw new InputError(
      'WEBHOOK_TOKEN is missing: set it to a GitHub token (contents: write) or a GitLab trigger token. The broker sends it with each request.',
    );
  }
  const request = requestOf(options, token);
  // One place has one webhook: its id follows from the address.
  const id = createHash('sha256').update(request.url).digest('hex').slice(0, 32);
  await openBroker(settings, io).putWebhook(id, {
    description: `Verify ${PROVIDER} at ${new URL(request.url).host}`,
    provider: { name: PROVIDER },
    events: [{ name: EVENT }],
    request,
    enabled: true,
  });
  io.stdout.write(`The webhook ${id} runs the verification through ${request.url}\n`);
  return 0;
}

function requestOf({ github, gitlab, ref }: WebhookOptions, token: string) {
  const payload = {
    pact_url: '${pactbroker.pactUrl}',
    consumer_version: '${pactbroker.consumerVersionNumber}',
    consumer_branch: '${pactbroker.consumerVersionBranch}',
  };
  if (github !== undefined && gitlab === undefined) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(github)) {
      throw new InputError(
        `--github needs owner/repository, such as example/jira-client, and not '${github}'.`,
      );
    }
    return {
      method: 'POST',
      url: `https://api.github.com/repos/${github}/dispatches`,
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/vnd.github+json',
        Authorization: `Bearer ${token}`,
      },
      body: { event_type: EVENT, client_payload: payload },
    };
  }
  if (gitlab !== undefined && github === undefined) {
    if (!URL.canParse(gitlab) || !/^https:\/\/[^@]+\/./.test(gitlab)) {
      throw new InputError(
        `--gitlab takes a project's https address, such as https://gitlab.example.com/group/project.`,
      );
    }
    const { origin, pathname } = new URL(gitlab);
    const project = encodeURIComponent(pathname.replaceAll(/^\/|\/$/g, ''));
    return {
      method: 'POST',
      url: `${origin}/api/v4/projects/${project}/trigger/pipeline`,
      headers: { 'Content-Type': 'application/json' },
      body: { token, ref, variables: { PACT_URL: payload.pact_url } },
    };
  }
  throw new InputError(
    'Choose where the webhook starts the verification: give --github owner/repository, or --gitlab URL.',
  );
}
