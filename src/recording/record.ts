import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { FlavourName } from '../mock-jira/flavours.ts';
import type { Recording, ScenarioName } from '../report/recording.ts';
import type { Client } from './client-run.ts';
import { findReliance } from './find-reliance.ts';
import { hazardsIn } from './hazards.ts';
import { refuseUnlessRecordable } from './recordable.ts';
import { interactionsOf, type RecordedInteraction } from './recorded-interactions.ts';
import { firstOfEachAnswer, scenarioOf } from './recorded-scenarios.ts';
import { breakagesOf, emptyUsage, type ResponseReliance } from './reliance.ts';
import { NoMoreRunsError, type Run, Runs, type RunsOptions, sharesWithAnother } from './runs.ts';
import { NoiseFoundError, ScenarioRuns } from './scenario-runs.ts';
import { type SentBefore, scenarioNamed, scenarioNames } from './scenarios.ts';
import { hasRateLimit, type ObservedRequest } from './stage.ts';
import { filesWrittenIn } from './written-files.ts';

export interface RecordOptions {
  readonly client: Client;
  /** A Data Center if left out. */
  readonly flavour?: FlavourName | undefined;
  /** Such as `/jira`; none if left out. */
  readonly contextPath?: string | undefined;
  /** All that apply if left out; `right-credentials` is always one of them. */
  readonly scenarios?: readonly ScenarioName[] | undefined;
  /** Runs at once; as many as there are cores if left out. */
  readonly jobs?: number | undefined;
  /** For one run, in milliseconds; 10,000 if left out. */
  readonly runTimeoutMs?: number | undefined;
  /** 500 if left out. */
  readonly maxRuns?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Changes what Jira answers before it is broken, as an add-on does. */
  readonly alter?: RunsOptions['alter'];
  /** Told how many runs were begun. */
  readonly onRun?: ((runs: number) => void) | undefined;
}

/** What was found by running a client. */
export interface Recorded {
  readonly recording: Recording;
  /** What the pact is made of; none where the client relies on nothing. */
  readonly interactions: readonly RecordedInteraction[];
  /** Lines of the output that differ from run to run, and were left out of the comparison. */
  readonly noise: readonly string[];
  /** Requests that are not of the session resource, such as `GET /api/2/serverInfo`. */
  readonly beside: readonly string[];
  /** Whether the client used its token, and never its password. */
  readonly usesTokenAlone: boolean;
  /** Why the runs were made one after another, although they were to be made at once. */
  readonly shared?: string;
  /** How many runs it would have taken to break each part alone, in each way. */
  readonly oneByOne: number;
}

/**
 * Runs a client again and again against a mocked Jira, breaks parts of the answers, and sees what it notices: that it
 * relies on. Runs that share something are made again, one after another.
 *
 * @throws InputError for a client that cannot be recorded: it fails unbroken, sends nothing, never ends, or answers
 *   differently each time
 */
export async function record(options: RecordOptions): Promise<Recorded> {
  const { jobs = availableParallelism() } = options;
  try {
    return await recordWith(options, jobs);
  } catch (error) {
    if (!(error instanceof SharedError)) throw error;
    return { ...(await recordWith(options, 1)), shared: error.message };
  }
}

/** Runs that were made at once share something, so that nothing they did says anything. */
class SharedError extends Error {
  override readonly name = 'SharedError';
}

async function recordWith(options: RecordOptions, jobs: number): Promise<Recorded> {
  const startedAt = performance.now();
  const { client, flavour = 'datacenter', contextPath = '' } = options;
  const { runTimeoutMs = 10_000, maxRuns = 500 } = options;
  const { signal = new AbortController().signal, onRun = () => {} } = options;
  const { alter } = options;
  const runs = new Runs({ client, flavour, contextPath, jobs, runTimeoutMs, maxRuns, signal, alter, onRun });
  const scenarioRuns = new Map<ScenarioName, ScenarioRuns>();
  const answers = new Map<ScenarioName, readonly ResponseReliance[]>();
  const complete = await untilNoMoreRuns(async () => {
    const usual = await startUsual(runs, client.folder, jobs > 1);
    refuseUnlessRecordable(usual, runTimeoutMs);
    scenarioRuns.set(usual.name, usual);
    const others = wanted(options.scenarios, usual.unbroken[0]);
    const started = await Promise.all(others.map((name) => ScenarioRuns.start(name, runs)));
    for (const one of started) {
      if (isOfUse(one, options.scenarios)) scenarioRuns.set(one.name, one);
    }
    const known = new Set<string>();
    const work = [...scenarioRuns.values()].map((one) => {
      const sightings = newResponsesIn(one, known);
      for (const { responseId } of sightings) known.add(responseId);
      return () => findRelianceIn(one, sightings, (attempt) => answers.set(one.name, attempt));
    });
    await Promise.all(work.map((find) => find()));
  }).finally(async () => {
    await runs.close();
    if (jobs > 1 && runs.ended.some(sharesWithAnother)) throw new SharedError(SHARED);
  });

  const found = [...answers.values()].flat();
  const unbroken = [...scenarioRuns.values()].flatMap((one) => one.unbroken[0].sightings);
  const evidence = { runs: runs.ended, scenarios: scenarioRuns, answers: found };
  const sent = sentIn(scenarioRuns.get('right-credentials')?.unbroken[0]);
  return {
    recording: {
      formatVersion: 1,
      consumer: client.consumer,
      command: client.command,
      complete,
      scenarios: [...scenarioRuns.values()].map((one) => scenarioOf(one, found)),
      hazards: hazardsIn(evidence),
      runs: runs.count,
      durationMs: Math.round(performance.now() - startedAt),
      pact: null,
    },
    interactions: interactionsOf(
      found,
      [...scenarioRuns.values()].map(({ unbroken: [one, other] }) => [one.sightings, other.sightings]),
    ),
    noise: [...new Set([...scenarioRuns.values()].flatMap(({ noise }) => noise.lines))],
    beside: [
      ...new Set(
        unbroken.filter(({ isOfSession }) => !isOfSession).map(({ method, path }) => `${method} ${path}`),
      ),
    ].toSorted(),
    usesTokenAlone: !sent.password && unbroken.some(({ known }) => known.token !== undefined),
    oneByOne: 2 * scenarioRuns.size + found.reduce((sum, answer) => sum + breakagesOf(answer), 0),
  };
}

const SHARED =
  'The runs shared a file, such as a cookie jar with a fixed name, so they were made one after another.';

/**
 * The first runs, which show whether runs can be made at once.
 *
 * @throws SharedError when they cannot
 */
async function startUsual(runs: Runs, folder: string | undefined, isAtOnce: boolean): Promise<ScenarioRuns> {
  const start = () => ScenarioRuns.start('right-credentials', runs);
  if (!isAtOnce) {
    const usual = await start();
    const [one, other] = usual.unbroken;
    const isSameAgain = isDeepStrictEqual(responsesIn(one), responsesIn(other));
    if (isSameAgain && !usual.unbroken.some(sharesWithAnother)) return usual;
    runs.runEachAfterUnbroken();
    return start();
  }
  using written = folder === undefined ? undefined : filesWrittenIn(folder);
  const usual = await start();
  const [file] = (await written?.names()) ?? [];
  if (file !== undefined) {
    throw new SharedError(
      `The client writes ${file} in the current folder, which all runs share, so they were made one after another.`,
    );
  }
  const failsByItself = ({ outcome }: Run) => outcome.ended === 'by itself' && outcome.exitCode !== 0;
  if (usual.unbroken.some(failsByItself)) throw new SharedError(SHARED);
  return usual;
}

const responsesIn = ({ sightings }: Run) => sightings.map(({ responseId }) => responseId);

/** @returns false when no more runs were possible */
async function untilNoMoreRuns(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof NoMoreRunsError) return false;
    throw error;
  }
}

/** Lines that differ are found late at times; each time, what was compared is compared anew. */
const MAX_ATTEMPTS = 10;

/** @param onAttempt is told what is being found out: it fills up while that goes on */
async function findRelianceIn(
  scenario: ScenarioRuns,
  sightings: readonly ObservedRequest[],
  onAttempt: (answers: readonly ResponseReliance[]) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    // What is left of an attempt that was given up may still write to its own.
    const answers = sightings.map(emptyUsage);
    onAttempt(answers);
    try {
      await findReliance(answers, (breakages) => scenario.notices(breakages));
      if (answers.length > 0) await scenario.control();
      return;
    } catch (error) {
      if (!(error instanceof NoiseFoundError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** The answers of a scenario that no other one has had: what is relied on of them is found once. */
function newResponsesIn({ unbroken }: ScenarioRuns, known: ReadonlySet<string>): ObservedRequest[] {
  const isNew = ({ states, responseId }: ObservedRequest) => states && !known.has(responseId);
  return firstOfEachAnswer(unbroken[0].sightings).filter(isNew);
}

function sentIn(run: Run | undefined): SentBefore {
  const known = run?.sightings.map((sighting) => sighting.known) ?? [];
  return {
    password: known.some(({ password }) => password),
    basic: known.some(({ password }) => password?.in === 'basic'),
    sessionUses: known.filter(({ session }) => session?.is === 'open').length,
    limited: run?.sightings.some((one) => one.unbroken.status < 300 && hasRateLimit(one)) ?? false,
  };
}

function wanted(asked: readonly ScenarioName[] | undefined, usual: Run): ScenarioName[] {
  const sent = sentIn(usual);
  const others = scenarioNames.filter((name) => name !== usual.scenario);
  return others.filter((name) => (asked ? asked.includes(name) : scenarioNamed(name).applies(sent)));
}

/** Whether a scenario that nobody asked for says anything: that of the token needs a client that uses one. */
function isOfUse({ name, unbroken }: ScenarioRuns, asked: readonly ScenarioName[] | undefined): boolean {
  const { saysSomething = () => true } = scenarioNamed(name);
  return asked !== undefined || saysSomething(unbroken[0].sightings.map(({ known }) => known));
}
