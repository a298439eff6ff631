import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { MYSELF_PATH, usualPath } from '../../contracts/session/names.ts';
import type { Heeding } from '../../contracts/session/states.ts';
import { recordingDefaults } from '../bounds.ts';
import { InputError } from '../errors.ts';
import { emptyFoldersGo, outputFile, refuseUnlessFileName } from '../files/output-file.ts';
import { flavours } from '../mock-jira/flavours.ts';
import { changedInteractions } from '../pact/pact-text.ts';
import type { startPactVerifier } from '../pact/pact-verifier.ts';
import { secretsIn } from '../redaction/from-settings.ts';
import {
  type Recording,
  type RecordingNotes,
  type ScenarioName,
  scenarioNames,
} from '../report/recording.ts';
import type { Environment } from '../settings/environment.ts';
import { hazardsIn } from './result/hazards.ts';
import { committedPact, comparable, pactText } from './result/pact.ts';
import { interactionsOf, type RecordedInteraction } from './result/recorded-interactions.ts';
import { notesOn, recordedScenario } from './result/recording.ts';
import { firstRuns, refuseMissingResponses, SharedError } from './run/first-runs.ts';
import { firstOfEachResponse, needsItsUser, type ObservedRequest } from './run/observed-request.ts';
import { type Breakage, type Part, partName } from './run/parts.ts';
import { scenarioNamed } from './run/run-server.ts';
import {
  comparedAnew,
  type RecordingContext,
  type Run,
  Runs,
  ScenarioRuns,
  sharesWithAnother,
  untilNoMoreRuns,
} from './run/runs.ts';
import { findExact, findReliance } from './search/find-reliance.ts';
import { type Evidence, observedIn, ResponseReliance, STATUS } from './search/reliance.ts';

type Choices = Omit<RecordingContext, 'client' | 'secrets'>;

/** What to record. By default: all scenarios that apply, at a Data Center, with as many runs at once as there are cores. */
export type RecordOptions = Pick<RecordingContext, 'client'> & {
  readonly [Name in keyof Choices]?: Choices[Name] | undefined;
} & {
  /** The settings: their secrets are in nothing that is told, and Pact's process gets them. */
  readonly environment?: Environment;
  readonly startVerifier?: typeof startPactVerifier | undefined;
};

export interface Recorded extends RecordingNotes {
  readonly recording: Recording;
  readonly interactions: readonly RecordedInteraction[];
  readonly evidence: Evidence;
}

/**
 * Runs a client again and again against a mocked Jira, breaks parts of the responses, and sees what it notices: that it
 * relies on.
 */
export function record(options: RecordOptions): Promise<Recorded> {
  return recordIn(contextOf(options));
}

export function contextOf(options: RecordOptions): RecordingContext {
  return {
    client: options.client,
    flavour: options.flavour ?? 'datacenter',
    contextPath: options.contextPath ?? '',
    tls: options.tls ?? false,
    scenarios: options.scenarios,
    jobs: options.jobs ?? availableParallelism(),
    runTimeoutMs: options.runTimeoutMs ?? recordingDefaults.runTimeoutMs,
    maxRuns: options.maxRuns ?? recordingDefaults.maxRuns,
    signal: options.signal ?? new AbortController().signal,
    onRun: options.onRun ?? (() => {}),
    answers: options.answers ?? [],
    allowMissing: options.allowMissing ?? [],
    alter: options.alter ?? ((response) => response),
    secrets: secretsIn(options.environment ?? {}),
  };
}

async function recordIn(context: RecordingContext): Promise<Recorded> {
  try {
    return await recordOnce(context);
  } catch (error) {
    if (!(error instanceof SharedError)) throw error;
    const recorded = await recordOnce({ ...context, jobs: 1 });
    return { ...recorded, remarks: [...recorded.remarks, error.message] };
  }
}

/** About as many runs it takes to find what is relied on of one response, and of one in a later scenario. Measured with the examples. */
const RUNS_FOR_A_RESPONSE = 9;
const RUNS_FOR_A_LATER_ONE = 7;

async function recordOnce(context: RecordingContext): Promise<Recorded> {
  const startedAt = performance.now();
  const runs = new Runs(context);
  const scenarios = new Map<ScenarioName, ScenarioRuns>();
  const relianceIn = new Map<ScenarioName, readonly ResponseReliance[]>();
  const refusedBeside: ResponseReliance[] = [];
  let emptyForUser: Run | undefined;
  let heeds: Heeding = 'every attribute';
  const complete = await untilNoMoreRuns(async () => {
    const usual = await firstRuns(runs);
    scenarios.set(usual.name, usual);
    const others = scenariosAfter(usual, context);
    const ofUsual = newResponsesIn(usual, new Set()).length;
    const forUsual = runs.count + ofUsual * RUNS_FOR_A_RESPONSE;
    runs.expected = forUsual + others.length * (2 + RUNS_FOR_A_LATER_ONE);
    heeds = await usual.heeds();
    for (const one of await startOthers(runs, others)) scenarios.set(one.name, one);
    if (scenarios.has('not-logged-in')) emptyForUser = await runs.run('not-logged-in', [], true);
    refuseMissingResponses(observedIn(scenarios), context);
    const searched = [...scenarios.values()].filter(({ name }) => !scenarioNamed(name).isForHazardsAlone);
    const known = new Set<string>();
    const responses = new Map(searched.map((one) => [one, newResponsesIn(one, known)]));
    const later = [...responses.values()].flat().length - ofUsual;
    runs.expected = forUsual + 2 * (scenarios.size - 1) + later * RUNS_FOR_A_LATER_ONE;
    // What one scenario has shown spares the next one most of its runs.
    for (const [one, requests] of responses) await findRelianceIn(one, requests, relianceIn);
    refusedBeside.push(...(await findRefusedBeside(usual)));
  }).finally(async () => {
    await runs.close();
    if (context.jobs > 1 && runs.ended.some(sharesWithAnother)) throw new SharedError();
  });

  const found = [...relianceIn.values()].flat();
  const evidence = { runs: runs.ended, scenarios, emptyForUser, found, refusedBeside, heeds };
  const interactions = interactionsOf(evidence);
  return {
    recording: {
      formatVersion: 1,
      consumer: context.client.consumer,
      command: context.client.command,
      complete,
      scenarios: [...scenarios.values()].map((one) => recordedScenario(one, evidence)),
      hazards: hazardsIn(evidence),
      runs: runs.count,
      durationMs: Math.round(performance.now() - startedAt),
      pact: null,
    },
    interactions,
    evidence,
    ...notesOn(evidence, interactions),
  };
}

function scenariosAfter(usual: ScenarioRuns, { scenarios: asked }: RecordingContext): ScenarioName[] {
  return scenarioNames.filter(
    (name) =>
      name !== usual.name &&
      (asked?.includes(name) ?? scenarioNamed(name).applies(usual.unbroken[0].observed)),
  );
}

async function startOthers(runs: Runs, names: readonly ScenarioName[]): Promise<ScenarioRuns[]> {
  const { scenarios: asked } = runs.context;
  const started = names.map((name) =>
    ScenarioRuns.start(name, runs, asked ? undefined : scenarioNamed(name).saysSomething),
  );
  return (await Promise.all(started)).filter((one) => one !== undefined);
}

/** The responses of a scenario that none before it has had: what is relied on of them is found once. */
function newResponsesIn({ unbroken }: ScenarioRuns, known: Set<string>): ObservedRequest[] {
  const found = firstOfEachResponse(unbroken[0].observed).filter(
    ({ states, responseId }) => states && !known.has(responseId),
  );
  for (const { responseId } of found) known.add(responseId);
  return found;
}

/** @param found fills up while that goes on */
async function findRelianceIn(
  scenario: ScenarioRuns,
  requests: readonly ObservedRequest[],
  found: Map<ScenarioName, readonly ResponseReliance[]>,
): Promise<void> {
  const earlier = [...found.values()].flat();
  await comparedAnew(async () => {
    // What is left of an attempt that was given up may still write to its own.
    const responses = requests.map((one) => new ResponseReliance(one));
    found.set(scenario.name, responses);
    await findReliance(responses, earlier, (breakages) => scenario.notices(breakages));
    if (scenario.name !== 'right-credentials' || responses.length === 0) return;
    await findExact(responses, (breakages) => scenario.fails(breakages));
    // For the others, `notices` makes one if a difference may be a clock's.
    await scenario.control();
  });
}

/**
 * Whether the client notices that its credentials are refused beside the session resource. Nothing else is broken there, but
 * that a sign-on page comes in place of JSON; and in `myself`, that the user has no name, as at Cloud.
 */
async function findRefusedBeside(usual: ScenarioRuns): Promise<ResponseReliance[]> {
  const status = 401;
  const notices = (all: readonly ResponseReliance[], part: Part, kind: Breakage['kind']) =>
    comparedAnew(() =>
      usual.notices(all.map(({ observed: { responseId } }) => ({ responseId, part, kind }))),
    );
  const refused = usual.unbroken[0].observed.filter(needsItsUser).map((one) => {
    const isWhoAmI = one.method === 'GET' && usualPath(one.path) === MYSELF_PATH;
    const unbroken = { ...one.unbroken, status: 200, body: isWhoAmI ? one.unbroken.body : '{}' };
    const reliance = new ResponseReliance({ ...one, unbroken });
    reliance.note(STATUS, status, true);
    return reliance;
  });
  if (!(await notices(refused, { kind: 'status' }, status))) return [];
  const body = { kind: 'body', path: [] } as const;
  if (!(await notices(refused, body, 'type'))) return refused;
  const name = { kind: 'body', path: ['name'] } as const;
  const whoAmI = refused.filter(({ parts }) => parts.some((part) => partName(part) === partName(name)));
  const isNameRead = await notices(whoAmI, name, 'gone');
  for (const one of refused) for (const kind of ['gone', 'type'] as const) one.note(body, kind, true);
  for (const one of isNameRead ? whoAmI : []) one.note(name, 'gone', true);
  return refused;
}

interface PactOptions extends Pick<RecordOptions, 'startVerifier'> {
  readonly pactFile: string;
  readonly pactName?: string;
  readonly check: boolean;
  readonly environment: Environment;
}

export type PactOutcome =
  | { readonly is: 'written' | 'same'; readonly interactions: number }
  | { readonly is: 'changed'; readonly changes: readonly string[] }
  /** The client relies on nothing, or not all is known of it. */
  | { readonly is: 'none' };

export interface RecordedPact extends Recorded {
  readonly pact: PactOutcome;
}

/** Records a client, and writes its pact once that holds at the mocked Jira that it was recorded on. */
export async function recordPact(options: RecordOptions & PactOptions): Promise<RecordedPact> {
  const { pactFile, pactName = pactFile, check } = options;
  const { consumer } = options.client;
  refuseUnlessFileName(consumer);
  using _ = emptyFoldersGo(dirname(pactFile));
  const committed = committedPact(pactFile, consumer, check);
  const writePact = check ? undefined : outputFile(pactFile, '--pact-dir');
  const context = contextOf(options);
  const recorded = await recordIn(context);
  const { recording, interactions, evidence } = recorded;
  if (!recording.complete || (interactions.length === 0 && !check))
    return { ...recorded, pact: { is: 'none' } };
  const text = await pactText(consumer, interactions, evidence);
  if (context.secrets.redact(text) !== text) {
    throw new InputError(
      'No pact was written, because it would contain a secret of your settings, which the client sent. Make the client read its credentials only from the environment.',
    );
  }
  const withOutcome = (pact: PactOutcome) => ({
    ...recorded,
    recording: { ...recording, pact: pactName },
    pact,
  });
  if (committed !== undefined && comparable(committed) === comparable(text)) {
    return withOutcome({ is: 'same', interactions: interactions.length });
  }
  if (!writePact) {
    return withOutcome({
      is: 'changed',
      changes: changedInteractions(comparable(committed ?? '{}'), comparable(text)),
    });
  }
  await refuseUnlessItHolds(text, context, { ...options, pactName });
  writePact(text);
  return withOutcome({ is: 'written', interactions: interactions.length });
}

async function refuseUnlessItHolds(
  text: string,
  { flavour, signal }: RecordingContext,
  { pactFile, pactName, environment, startVerifier }: PactOptions,
): Promise<void> {
  const { parsePact } = await import('../pact/read-pact.ts');
  const { verify } = await import('../verification/verify.ts');
  const report = await verify({
    target: { kind: 'mocked', flavour },
    pacts: [{ pact: parsePact(text, pactFile), source: pactFile }],
    environment,
    signal,
    startVerifier,
  });
  if (report.exitCode === 0) return;
  if (signal.aborted) throw new InputError('Interrupted: no pact was written.');
  const interactions = report.targets.flatMap(({ pacts }) => pacts).flatMap((pact) => pact.interactions);
  const first = interactions.find(({ status }) => status !== 'verified');
  const mismatches = first?.mismatches.map((mismatch) => mismatch.text).join('; ');
  throw new InputError(
    `${pactName} was not written: the pact does not hold at the mocked Jira (${flavour}) that it was recorded on. '${first?.description}': ${first?.cause}${mismatches && ` (${mismatches})`}. ${flavours[flavour].logIn === 'session' ? 'Please report it, with the client.' : 'Record the client on a flavour that accepts the log-in.'}`,
  );
}
