import { fileURLToPath } from 'node:url';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import type { FlavourName } from '../jira/mocked-jira/flavours.ts';
import { refuseUnlessWritable, writeReport } from '../reports/file.ts';
import type { Report } from '../reports/report.ts';
import { TerminalReport, wantsColors } from '../reports/terminal.ts';
import { secretsOf } from '../secrets.ts';
import { type Credentials, credentialsFrom, parseBaseUrl, refusePlainHttp } from '../settings/jira.ts';
import type { PactFile, PactInteraction } from '../verification/pact-file.ts';
import { PactVerifier } from '../verification/pact-verifier.ts';

/** The options of `verify`, as the command line hands them in. */
export interface VerifyCommandOptions {
  readonly baseUrl?: string;
  readonly flavour?: FlavourName;
  readonly pact?: string;
  readonly filter?: string;
  readonly json?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
  readonly allowHttp?: boolean;
  /** For one answer, in milliseconds. */
  readonly timeout: number;
  readonly verbose?: boolean;
}

/** Where a command writes, and where its settings come from. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Replays the pact against a live Jira, or the embedded mocked one where no base URL is set.
 *
 * @returns the report, which has the exit code
 * @throws InputError for input that makes no sense
 */
export async function verifyCommand(options: VerifyCommandOptions, around: Surroundings): Promise<Report> {
  const { readPact } = await import('../verification/pact-file.ts');
  const target = targetFrom(options, around.env);
  const pact = readPact(options.pact ?? fileURLToPath(new URL(`../../${PACT_FILE}`, import.meta.url)));
  const filter = options.filter?.toLowerCase() ?? '';
  const interactions = pact.interactions.filter(({ description }) =>
    description.toLowerCase().includes(filter),
  );
  if (interactions.length === 0) {
    throw new InputError(
      `No interaction has '${options.filter ?? ''}' in its description: leave --filter out to see all ${pact.interactions.length}.`,
    );
  }
  // Before the run: a report that cannot be written afterwards would be lost.
  if (options.json) refuseUnlessWritable(options.json, '--json');
  await using run = await startRun(target, options, around);
  const report = await run.verify(pact, interactions);
  if (options.json) writeReport(options.json, '--json', `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

/** Which Jira is meant, and how one logs in there. */
interface TargetSettings {
  /** Undefined for the embedded mocked Jira. */
  readonly baseUrl: string | undefined;
  readonly credentials: Credentials;
}

/** @throws InputError for settings that make no sense */
export function targetFrom(options: VerifyCommandOptions, env: NodeJS.ProcessEnv): TargetSettings {
  const givenUrl = options.baseUrl ?? (env.JIRA_BASE_URL || undefined);
  if (givenUrl !== undefined && options.flavour) {
    throw new InputError('--flavour is for the mocked Jira, and a base URL is set: leave one of them out.');
  }
  const baseUrl = givenUrl === undefined ? undefined : parseBaseUrl(givenUrl);
  const credentials = credentialsFrom(env);
  if (baseUrl && !options.allowHttp) refusePlainHttp(baseUrl, credentials);
  return { baseUrl, credentials };
}

/** A Jira and Pact's process, ready for one pact after another. */
export interface Run extends AsyncDisposable {
  readonly kind: 'live' | 'mocked';
  readonly flavour: string;
  readonly version: string | undefined;
  /** The site's address as the Jira itself reports it. */
  readonly siteUrl: string | undefined;
  /** Replays interactions of a pact, and shows what becomes of them. */
  verify(pact: PactFile, interactions: readonly PactInteraction[]): Promise<Report>;
}

/** @throws InputError for settings of the way to the Jira that make no sense */
export async function startRun(
  { baseUrl, credentials }: TargetSettings,
  options: VerifyCommandOptions,
  around: Surroundings,
): Promise<Run> {
  const secrets = secretsOf(credentials, around.env);
  if (options.insecure) {
    around.stderr.write(
      'warning: --insecure takes any certificate: whoever stands in between can read the password.\n',
    );
  }
  const verifier = new PactVerifier(
    options.verbose ? (text) => around.stderr.write(secrets.redact(text)) : undefined,
  );
  try {
    const timeoutMs = options.timeout;
    const onWait = (milliseconds: number, status: number) =>
      around.stderr.write(`Jira asks to wait (${status}): ${Math.ceil(milliseconds / 1000)} s ...\n`);
    // Everything below loads while Pact's process starts.
    const { prepareLive, prepareMocked } = await import('../jira/prepare-target.ts');
    const { verify } = await import('../verification/verify.ts');
    const prepared =
      baseUrl === undefined
        ? await prepareMocked(options.flavour ?? 'datacenter', timeoutMs)
        : await prepareLive({ ...options, baseUrl, timeoutMs, onWait }, credentials);
    const { target, http, flavour, version, siteUrl, username, unreachable } = prepared;
    const terminal = new TerminalReport(wantsColors(around.stdout, around.env));
    around.stdout.write(`${titleOf(target.kind, target.baseUrl, flavour, version)}\n\n`);
    return {
      kind: target.kind,
      flavour,
      version,
      siteUrl,
      verify: async (pact, interactions) => {
        const report = await verify({
          pact,
          interactions,
          target,
          http,
          username,
          unreachable,
          flavour,
          version,
          verifier,
          secrets,
          ...(around.signal && { signal: around.signal }),
          onResult: (result) => around.stdout.write(`${terminal.interaction(result)}\n`),
        });
        around.stdout.write(`${terminal.closing(report)}\n`);
        return report;
      },
      [Symbol.asyncDispose]: async () => {
        verifier.stop();
        await prepared[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    verifier.stop();
    throw error;
  }
}

function titleOf(
  kind: 'live' | 'mocked',
  baseUrl: string,
  flavour: string,
  version: string | undefined,
): string {
  return kind === 'mocked'
    ? `The embedded mocked Jira (${flavour}). Set JIRA_BASE_URL to verify a real one.`
    : `The Jira at ${baseUrl} (${flavour}${version ? ` ${version}` : ''})`;
}
