import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { credentialsFrom, parseBaseUrl } from '../config.ts';
import { InputError } from '../errors.ts';
import type { FlavourName } from '../provider/mocked-jira/flavours.ts';
import type { Report } from '../reports/report.ts';
import { TerminalReport, wantsColors } from '../reports/terminal.ts';
import { PACT_FILE } from '../session/names.ts';
import { PactVerifier } from './pact-verifier.ts';
import { Secrets } from './secrets.ts';

/** The options of `verify`, as the command line hands them in. */
export interface VerifyCommandOptions {
  readonly baseUrl?: string;
  readonly flavour?: FlavourName;
  readonly pact?: string;
  readonly filter?: string;
  readonly json?: string;
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
  const { readPact } = await import('./pact-file.ts');
  const givenUrl = options.baseUrl ?? (around.env.JIRA_BASE_URL || undefined);
  if (givenUrl !== undefined && options.flavour) {
    throw new InputError('--flavour is for the mocked Jira, and a base URL is set: leave one of them out.');
  }
  const baseUrl = givenUrl === undefined ? undefined : parseBaseUrl(givenUrl);
  const credentials = credentialsFrom(around.env);
  const file = options.pact ?? fileURLToPath(new URL(`../../${PACT_FILE}`, import.meta.url));
  const pact = readPact(file);
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
  if (options.json) refuseUnlessWritable(options.json);

  const secrets = new Secrets();
  for (const secret of [
    credentials.user?.password,
    credentials.captchaUser?.password,
    credentials.personalAccessToken,
  ]) {
    secrets.add(secret);
  }
  const verifier = new PactVerifier(
    options.verbose ? (text) => around.stderr.write(secrets.redact(text)) : undefined,
  );
  try {
    const timeoutMs = options.timeout;
    // Everything below loads while Pact's process starts.
    const { prepareLive, prepareMocked } = await import('./prepare-target.ts');
    const { verify } = await import('./verify.ts');
    await using prepared =
      baseUrl === undefined
        ? await prepareMocked(options.flavour ?? 'datacenter', timeoutMs)
        : await prepareLive(baseUrl, credentials, timeoutMs);

    const terminal = new TerminalReport(wantsColors(around.stdout, around.env));
    const { target, flavour, version } = prepared;
    around.stdout.write(`${titleOf(target.kind, target.baseUrl, flavour, version)}\n\n`);
    const report = await verify({
      pact,
      interactions,
      target,
      flavour,
      version,
      verifier,
      secrets,
      timeoutMs,
      ...(around.signal && { signal: around.signal }),
      onResult: (result) => around.stdout.write(`${terminal.interaction(result)}\n`),
    });
    around.stdout.write(`${terminal.closing(report)}\n`);
    if (options.json) writeReport(options.json, report);
    return report;
  } finally {
    verifier.stop();
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

function refuseUnlessWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new InputError(cannotWrite(file, error));
  }
}

function writeReport(file: string, report: Report): void {
  try {
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new InputError(cannotWrite(file, error));
  }
}

function cannotWrite(file: string, error: unknown): string {
  return `The report cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}): name another file with --json.`;
}
