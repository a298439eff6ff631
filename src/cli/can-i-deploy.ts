import { jsonObject } from '../../contracts/session/response.ts';
import { BrokerError } from '../errors.ts';
import { commitOf, currentBuild } from '../pact/broker/build.ts';
import { noBroker } from '../pact/broker/messages.ts';
import { runPactCli } from '../pact/broker/pact-cli.ts';
import type { ExitCode } from '../report/report.ts';
import { brokerFrom } from '../settings/broker.ts';
import { consumerNamed } from './consumer.ts';
import type { Io } from './io.ts';

export interface CanIDeployOptions {
  readonly toEnvironment: string;
  readonly version?: string;
  /** The client; that of the session resource if left out. */
  readonly client?: string;
  readonly retryWhileUnknown?: number;
  /** In seconds. */
  readonly retryInterval?: number;
}

/** How long pact-cli waits before it asks again, in seconds. */
const DEFAULT_INTERVAL_S = 10;

/**
 * Asks whether the client may go to an environment: whether its pact was verified with the Jira that stands there.
 *
 * @returns 0 for yes, 1 for no
 * @throws BrokerError when the broker cannot be asked
 */
export async function canIDeployCommand(options: CanIDeployOptions, io: Io): Promise<ExitCode> {
  const settings = brokerFrom(io);
  const consumer = consumerNamed(options.client);
  const version = options.version ?? commitOf(await currentBuild(io));
  const { retryWhileUnknown, retryInterval } = options;
  const args = [
    ...['can-i-deploy', '--pacticipant', consumer, '--version', version],
    ...['--to-environment', options.toEnvironment],
  ];
  const retries = [
    ...(retryWhileUnknown ? ['--retry-while-unknown', String(retryWhileUnknown)] : []),
    ...(retryInterval ? ['--retry-interval', String(retryInterval)] : []),
  ];
  const doing = `Asking whether ${consumer} may be deployed to ${options.toEnvironment}`;
  const waitsMs = (retryWhileUnknown ?? 0) * (retryInterval ?? DEFAULT_INTERVAL_S) * 1000;
  const { saysNo, output } = await runPactCli([...args, ...retries], doing, settings, io, waitsMs);
  // pact-cli says no to whatever it cannot read: the answer itself says whether there is one.
  const answer = await runPactCli([...args, '--output', 'json'], doing, settings, io);
  const mayGo = mayGoBy(jsonObject(answer.output));
  if (mayGo === undefined) throw new BrokerError(`${doing}: ${noBroker(settings.baseUrl)}`);
  io.stdout.write(output);
  return saysNo || !mayGo ? 1 : 0;
}

/** What a broker's matrix says; undefined for what is none. A broker says null where a result is missing. */
function mayGoBy(answer: Readonly<Record<string, unknown>> | undefined): boolean | undefined {
  const { matrix, summary } = answer ?? {};
  const { deployable } = (summary ?? {}) as { readonly deployable?: unknown };
  const isAnswer = Array.isArray(matrix) && (typeof deployable === 'boolean' || deployable === null);
  return isAnswer ? deployable === true : undefined;
}
