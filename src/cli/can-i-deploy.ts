import { BrokerError } from '../errors.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import { clientOption, clientVersionOption, wholeNumber } from './options.ts';

const PACT_CLI_INTERVAL_S = 10;

export const canIDeploy = command({
  name: 'can-i-deploy',
  description: 'ask whether the client may be deployed to an environment, with the Jira that runs there',
  options: [
    option('--to-environment <name>', 'the environment to deploy to', { required: true }),
    clientOption,
    clientVersionOption,
    option('--retry-while-unknown <times>', 'ask again while a verification is running', {
      parse: wholeNumber([1, 1000]),
    }),
    option('--retry-interval <seconds>', 'how long to wait in between', { parse: wholeNumber([1, 3600]) }),
  ],
  help: `Example:
  ${commandLine('can-i-deploy', '--to-environment jira-staging --retry-while-unknown 12')}`,
  async run({ toEnvironment, client, version, retryWhileUnknown, retryInterval }, io) {
    const { brokerFrom } = await import('../settings/broker-settings.ts');
    const { commitOf, currentBuild } = await import('../pact/broker/current-build.ts');
    const { noBroker } = await import('../pact/broker/messages.ts');
    const { runPactCli } = await import('../pact/broker/pact-cli.ts');
    const { jsonObject } = await import('../../contracts/session/response.ts');
    const settings = brokerFrom(io);
    const args = [
      ...['can-i-deploy', '--pacticipant', client],
      ...['--version', version ?? commitOf(await currentBuild(io))],
      ...['--to-environment', toEnvironment],
    ];
    const retries = [
      ...(retryWhileUnknown ? ['--retry-while-unknown', String(retryWhileUnknown)] : []),
      ...(retryInterval ? ['--retry-interval', String(retryInterval)] : []),
    ];
    const doing = `Asking whether ${client} may be deployed to ${toEnvironment}`;
    const waitsMs = (retryWhileUnknown ?? 0) * (retryInterval ?? PACT_CLI_INTERVAL_S) * 1000;
    const { saysNo, output } = await runPactCli([...args, ...retries], doing, settings, io, waitsMs);
    // pact-cli also says no to what it cannot read: whether there is a matrix, only the matrix tells.
    const matrix = await runPactCli([...args, '--output', 'json'], doing, settings, io);
    const isDeployable = deployableBy(jsonObject(matrix.output));
    if (isDeployable === undefined) throw new BrokerError(`${doing}: ${noBroker(settings.baseUrl)}`);
    io.stdout.write(output);
    return saysNo || !isDeployable ? 1 : 0;
  },
});

/** What a broker's matrix says; undefined if it is no matrix. Null means that a result is missing. */
function deployableBy(answer: Readonly<Record<string, unknown>> | undefined): boolean | undefined {
  const { matrix, summary } = answer ?? {};
  const { deployable } = (summary ?? {}) as { readonly deployable?: unknown };
  const isMatrix = Array.isArray(matrix) && (typeof deployable === 'boolean' || deployable === null);
  return isMatrix ? deployable === true : undefined;
}
