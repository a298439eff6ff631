import { addAbortListener, once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { endGroupOf, startChild } from '../../children.ts';
import { BrokerError } from '../../errors.ts';
import { optionalPackage } from '../../optional-package.ts';
import { secretsOf } from '../../redaction/from-settings.ts';
import type { BrokerSettings } from '../../settings/broker-settings.ts';
import type { Environment } from '../../settings/environment.ts';
import { printable, printableLines } from '../../text.ts';
import { BROKER_PACKAGES } from './current-build.ts';
import { noBroker, notReached, tellWaiting, unwanted } from './messages.ts';

/** How often pact-cli tries again after a 5xx, waiting 0.5, 1, 2 and 4 seconds in between. */
const RETRIES = '4';

/** How long pact-cli may take before it is ended, in milliseconds: a broker that never answers is waited for no longer. */
const ENDED_AFTER_MS = 120_000;

/** Node fires a longer timer at once. In milliseconds: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs `pact broker`. The settings go to it in the environment, where no list of processes shows them. */
export async function runPactCli(
  args: readonly string[],
  doing: string,
  { baseUrl, authorization }: BrokerSettings,
  { env, realEnv, cwd, stderr, signal }: PactCliIo,
  waitsMs = 0,
) {
  const cli = await optionalPackage(
    () => fileURLToPath(import.meta.resolve('@pact-foundation/pact-cli/bin/pact-broker.js')),
    '@pact-foundation/pact-cli',
    'The Pact Broker',
    { installs: BROKER_PACKAGES },
  );
  // Node reads this by itself, pact-cli does not.
  const ca = env.NODE_EXTRA_CA_CERTS ? ['--ssl-certificate', env.NODE_EXTRA_CA_CERTS] : [];
  const child = await startChild(process.execPath, ['--disable-sigusr1', cli, ...args, ...ca], {
    cwd,
    env: {
      PACT_BROKER_HTTP_RETRIES: RETRIES,
      ...realEnv,
      ...ownSettingsIn(env),
      PACT_BROKER_BASE_URL: baseUrl,
      PACT_DO_NOT_TRACK: 'true',
    },
    // It is a wrapper around a native process: both are in a group, which is ended as one.
    detached: true,
  });
  let endedBecause: string | undefined;
  const end = (why: string) => {
    endedBecause ??= why;
    endGroupOf(child);
  };
  using _interruption = addAbortListener(signal, () => end('interrupted.'));
  using _deadline = setTimeout(
    () => end(`the broker at ${baseUrl} did not answer within ${ENDED_AFTER_MS / 1000} s. Is it up?`),
    Math.min(ENDED_AFTER_MS + waitsMs, LONGEST_TIMER_MS),
  );
  using _progress = tellWaiting(doing, stderr);
  const [out, err, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (endedBecause) throw new BrokerError(`${doing}: ${endedBecause}`);
  // A broker that echoes what it was sent gets none of it onto a terminal.
  const secrets = secretsOf({}, env);
  secrets.addAuthorization(authorization);
  const output = printableLines(secrets.redact(stripVTControlCharacters(out + err)));
  if (exitCode === 0) return { saysNo: false, output };
  const problem = problemOf(output, baseUrl);
  if (problem) throw new BrokerError(`${doing}: ${printable(problem)}`);
  return { saysNo: true, output };
}

export interface PactCliIo {
  readonly env: Environment;
  readonly realEnv: Environment;
  readonly cwd: string;
  readonly stderr: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

/** What pact-cli says of an answer that is JSON, but none of a broker; it may stop over one. */
const UNREADABLE =
  /valid HAL response|Could not find relation|panicked at|missing field|invalid (type|length|value)/;

/** What `.env` may give to pact-cli: what else stands there could be a program's, and make it load code. */
function ownSettingsIn(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => /^PACT_BROKER_|_proxy$/i.test(name)));
}

function problemOf(output: string, baseUrl: string): string | undefined {
  const status = Number(/failed: (\d{3}) /.exec(output)?.[1]);
  const environment = /Environment (?:with name )?'?([^']+?)'? does not exist/.exec(output)?.[1];
  if (/Computer says no/.test(output)) return undefined;
  if (/Cannot change the content of the pact/.test(output)) {
    return 'the broker already has a different pact for this version, and a version can have only one pact. Commit the change, so that the pact gets a new version.';
  }
  if (status === 401 || status === 403) return unwanted(status, baseUrl);
  if (/error sending request/.test(output)) return notReached(baseUrl);
  if (UNREADABLE.test(output)) return noBroker(baseUrl);
  if (environment) return `the broker has no environment '${environment}'. Record a deployment there first.`;
  if (status) return unwanted(status, baseUrl);
  const said = output.split('\n').findLast((line) => line.includes('❌')) ?? output.trim().split('\n').at(-1);
  return `pact-cli says: ${said?.replaceAll('❌', '').trim().slice(0, 300)}`;
}
