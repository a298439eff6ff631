import { join } from 'node:path';
import { pactFileName } from '../../contracts/session/names.ts';
import { refuseUnlessRequest } from '../bounds.ts';
import { CommandError, InputError } from '../errors.ts';
import type { FlavourName } from '../mock-jira/flavours.ts';
import type { startPactVerifier } from '../pact/pact-verifier.ts';
import type { Recording, ScenarioName } from '../report/recording.ts';
import { catchingUncaught } from '../uncaught-errors.ts';
import { refuseMisfits, type Shape, shapes, wholeNumberWithin } from '../verification/check-options.ts';
import type { GivenToFunction } from './run/run-client.ts';

/** What to record, and where the pact goes. */
export interface RecordContractOptions {
  /** The client's name in the pact: letters, digits, `.`, `_` and `-`. */
  readonly consumer: string;
  /**
   * Logs in, does what the client does, and logs out, at the Jira that it is given. What it returns is its output; the
   * name of an error that it throws is its failure.
   */
  readonly run: (given: GivenToFunction) => unknown;
  /** Where the pact is written. Default: `pacts` in the current folder. */
  readonly pactDir?: string;
  /** For CI: writes nothing, and rejects when the existing pact is out of date. */
  readonly check?: boolean;
  /** Default: all that apply. */
  readonly scenarios?: readonly ScenarioName[];
  /** Which mocked Jira. Default: a Data Center. */
  readonly flavour?: FlavourName;
  /** Such as `/jira`. Default: none. */
  readonly contextPath?: string;
  /** Whether the mocked Jira speaks https; `run` is given its `ca`. It needs the package `@peculiar/x509`. */
  readonly tls?: boolean;
  /** HAR files with answers of a real Jira to other resources than the session. */
  readonly answers?: readonly string[];
  /** Requests whose answers are of no use to the client, such as `GET /api/2/issue/*`. */
  readonly allowMissing?: readonly string[];
  /** Runs at once. Default: 1, since functions of one process share what it holds. */
  readonly jobs?: number;
  /** For one run, in milliseconds. Default: 10,000. */
  readonly runTimeoutMs?: number;
  /** Default: 500. */
  readonly maxRuns?: number;
  /** Ends the recording early; no pact is written then. */
  readonly signal?: AbortSignal;
  /**
   * Starts Pact's process: for who keeps one for several recordings.
   *
   * @internal
   */
  readonly startVerifier?: typeof startPactVerifier;
}

const OPTIONS: Record<keyof RecordContractOptions, Shape> = {
  consumer: shapes.text,
  run: shapes.callback,
  pactDir: shapes.text,
  check: shapes.flag,
  scenarios: shapes.list,
  flavour: shapes.text,
  contextPath: shapes.text,
  tls: shapes.flag,
  answers: shapes.list,
  allowMissing: shapes.list,
  jobs: wholeNumberWithin('jobs'),
  runTimeoutMs: wholeNumberWithin('runTimeoutMs'),
  maxRuns: wholeNumberWithin('maxRuns'),
  signal: shapes.signal,
  startVerifier: shapes.callback,
};

/** The existing pact is out of date: it is not what the client relies on today. */
export class PactChangedError extends CommandError {
  override readonly name = 'PactChangedError';
}

/**
 * Runs a client to find what it relies on, and writes its pact. It does the same as `record`, but the client is a
 * function of this process and not a command.
 *
 * @param options the client, and where its pact goes
 * @returns what was found; its `pact` is null if the client relies on nothing, or if the recording is not complete
 * @throws InputError for a client that cannot be recorded
 * @throws PactChangedError with `check`, when the existing pact is out of date
 */
export async function recordContract(options: RecordContractOptions): Promise<Recording> {
  refuseMisfits('recordContract', options, OPTIONS);
  const { consumer, run, pactDir = 'pacts', check = false, jobs = 1 } = options;
  if (typeof consumer !== 'string' || typeof run !== 'function') {
    throw new InputError(
      "recordContract needs a 'consumer', which is a name, and 'run', which is a function.",
    );
  }
  // A user who only verifies does not load the mocked Jira.
  const { recordPact } = await import('./record.ts');
  const { functionClient } = await import('./run/run-client.ts');
  const { readAnswers } = await import('../answers/har.ts');
  for (const request of options.allowMissing ?? []) refuseUnlessRequest(String(request));
  const { answers } = readAnswers(options.answers ?? [], process.cwd(), process.env);
  const pactFile = join(pactDir, pactFileName(consumer));
  const { recording, pact } = await catchingUncaught(() =>
    recordPact({
      ...options,
      client: { consumer, command: null, run: functionClient(run) },
      answers,
      jobs,
      pactFile,
      check,
      environment: process.env,
    }),
  );
  if (pact.is === 'changed') {
    throw new PactChangedError(
      `${pactFile} is out of date, because what ${consumer} relies on has changed (${pact.changes.join('; ')}). To write a new pact, leave check out.`,
    );
  }
  return recording;
}
