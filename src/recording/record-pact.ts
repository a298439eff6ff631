import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PROVIDER } from '../../contracts/session/names.ts';
import { jsonObject } from '../../contracts/session/response.ts';
import { InputError } from '../errors.ts';
import { readInput } from '../files/input-file.ts';
import { makeFolder, outputFile, refuseUnlessFileName } from '../files/output-file.ts';
import { flavours } from '../mock-jira/flavours.ts';
import { changedInteractions } from '../pact/pact-text.ts';
import { secretsIn } from '../redaction/from-settings.ts';
import type { Secrets } from '../redaction/secrets.ts';
import type { Recording } from '../report/recording.ts';
import type { Environment } from '../settings/environment.ts';
import type { RunClient } from './client-run.ts';
import { type Recorded, type RecordOptions, record } from './record.ts';
import { pactText, RECORDED } from './recorded-pact.ts';

export interface RecordPactOptions extends RecordOptions {
  /** Where the pact is, or is to be: a path. */
  readonly pactFile: string;
  /** As the recording names it; the path if left out. */
  readonly pactName?: string;
  /** Compares the committed pact with what the client relies on today, and writes nothing. */
  readonly check: boolean;
  /** For Pact's process. */
  readonly environment: Environment;
}

/** What became of the pact. */
export type PactOutcome =
  | { readonly is: 'written' | 'same'; readonly interactions: number }
  /** With `check`: what differs between the committed pact and the client of today. */
  | { readonly is: 'changed'; readonly changes: readonly string[] }
  /** The client relies on nothing, or not all is known of it. */
  | { readonly is: 'none' };

export interface RecordedPact extends Recorded {
  readonly pact: PactOutcome;
}

/**
 * Records a client, and writes its pact once that holds at the mocked Jira that it was recorded on.
 *
 * @throws InputError for a client that cannot be recorded, and a pact that is somebody else's
 */
export async function recordPact(options: RecordPactOptions): Promise<RecordedPact> {
  const { client, pactFile, pactName = pactFile, check } = options;
  refuseUnlessFileName(client.consumer);
  const committed = committedPact(pactFile, client.consumer, check);
  const writePact = check ? undefined : outputFile(pactFile, '--pact-dir');
  const secrets = secretsIn(options.environment);
  const recorded = await record({
    ...options,
    client: { ...client, run: withoutSecrets(client.run, secrets) },
  });
  const { recording, interactions } = recorded;
  if (!recording.complete || (interactions.length === 0 && !check))
    return { ...recorded, pact: { is: 'none' } };
  const text = await pactText(client.consumer, interactions);
  refuseSecrets(text, secrets);
  const named: Recording = { ...recording, pact: pactName };
  const of = { ...recorded, recording: named };
  if (committed !== undefined && comparable(committed) === comparable(text)) {
    return { ...of, pact: { is: 'same', interactions: interactions.length } };
  }
  if (!writePact) {
    return { ...of, pact: { is: 'changed', changes: changedInteractions(committed ?? '', text) } };
  }
  await refuseUnlessItHolds(text, options);
  writePact(text);
  return { ...of, pact: { is: 'written', interactions: interactions.length } };
}

/** What a client prints is not told with a secret of the settings in it, and not cut in the middle of one. */
function withoutSecrets(run: RunClient, secrets: Secrets): RunClient {
  return async (...given) => {
    const outcome = await run(...given);
    return {
      ...outcome,
      stdout: secrets.redact(outcome.stdout),
      stderr: secrets.redact(outcome.stderr),
    };
  };
}

/** @throws InputError for a pact with a secret of the settings in it: the client has it from somewhere else */
function refuseSecrets(text: string, secrets: Secrets): void {
  if (secrets.redact(text) === text) return;
  throw new InputError(
    'No pact was written, because it would contain a secret of your settings, which the client sent. Make the client read its credentials only from the environment.',
  );
}

/** The pact without the versions of Pact's core: they say nothing of the client. */
function comparable(text: string): string {
  const { metadata: _, ...pact } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(pact);
}

/**
 * The pact that is there already.
 *
 * @throws InputError for one that was not recorded of this consumer, and where it is not there and has to be
 */
function committedPact(file: string, consumer: string, check: boolean): string | undefined {
  if (!existsSync(file)) {
    if (check)
      throw new InputError(`There is no pact at ${file} to compare with: leave --check out to write it.`);
    makeFolder(dirname(file), 'choose another folder with --pact-dir');
    return undefined;
  }
  const text = statSync(file).isFile() ? readInput(file).toString() : '';
  const other = 'it would be overwritten. Choose another --consumer, or another --pact-dir.';
  const pact: NamedPact | undefined = jsonObject(text);
  if (!pact) throw new InputError(`${file} already exists, and it is not a pact: ${other}`);
  if (pact.consumer?.name !== consumer || pact.provider?.name !== PROVIDER) {
    throw new InputError(
      `${file} is the pact of '${pact.consumer?.name}' for '${pact.provider?.name}', not of '${consumer}': ${other}`,
    );
  }
  if (pact.metadata?.[RECORDED.namespace]?.[RECORDED.name] === undefined) {
    throw new InputError(`${file} was not recorded: consumer tests wrote it, and ${other}`);
  }
  return text;
}

interface NamedPact {
  readonly consumer?: { readonly name?: string };
  readonly provider?: { readonly name?: string };
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/** @throws InputError when a pact does not hold where it was recorded */
async function refuseUnlessItHolds(text: string, options: RecordPactOptions): Promise<void> {
  const { parsePact } = await import('../pact/pact-file.ts');
  const { verify } = await import('../verification/verify.ts');
  const { flavour = 'datacenter', environment, signal, pactFile, pactName = pactFile } = options;
  const report = await verify({
    target: { kind: 'mocked', flavour },
    pacts: [{ pact: await parsePact(text, pactFile), source: pactFile }],
    // What is right between the parts of an answer is a matter of our own contract.
    checks: [],
    environment,
    signal,
  });
  if (report.exitCode === 0) return;
  const interactions = report.targets.flatMap(({ pacts }) => pacts).flatMap((pact) => pact.interactions);
  const first = interactions.find(({ status }) => status !== 'verified');
  if (signal?.aborted) throw new InputError('Interrupted: no pact was written.');
  const mismatches = first?.mismatches.map(({ text: one }) => one).join('; ');
  throw new InputError(
    `${pactName} was not written: the pact does not hold at the mocked Jira (${flavour}) that it was recorded on. '${first?.description}': ${first?.cause}${mismatches && ` (${mismatches})`}. ${flavours[flavour].logIn === 'session' ? 'Please report it, with the client.' : 'Record the client on a flavour that accepts the log-in.'}`,
  );
}
