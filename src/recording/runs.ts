import type { FlavourName } from '../mock-jira/flavours.ts';
import type { ScenarioName } from '../report/recording.ts';
import { Semaphore } from '../semaphore.ts';
import type { Client } from './client-run.ts';
import type { RunOutcome } from './outcome.ts';
import type { Breakage } from './parts.ts';
import { withoutRunNumber } from './run-number.ts';
import { type ObservedRequest, type StageOptions, startStage } from './stage.ts';

/** One run of the client: how it ended, and what the mocked Jira saw of it. */
export interface Run {
  readonly scenario: ScenarioName;
  readonly outcome: RunOutcome;
  readonly sightings: readonly ObservedRequest[];
  /** Sessions that were still open at the end. */
  readonly openSessions: number;
}

/** A run that came upon what another run had left: they share something. */
export function sharesWithAnother({ sightings }: Run): boolean {
  return sightings.some(({ isOfAnotherRun }) => isOfAnotherRun);
}

/** No more runs are possible: all that were allowed were made, or the recording was interrupted. */
export class NoMoreRunsError extends Error {
  override readonly name = 'NoMoreRunsError';
}

export interface RunsOptions {
  readonly client: Client;
  readonly flavour: FlavourName;
  readonly contextPath: string;
  /** How many runs at once. */
  readonly jobs: number;
  readonly runTimeoutMs: number;
  readonly maxRuns: number;
  readonly signal: AbortSignal;
  /** Changes what Jira answers before it is broken, as an add-on does. */
  readonly alter: StageOptions['alter'];
  /** Told how many runs were begun. */
  readonly onRun: (runs: number) => void;
}

/** Runs the client, so many times at once, each with a mocked Jira of its own. */
export class Runs {
  /** How many were begun. */
  count = 0;
  /** All that ended, in no fixed order. */
  readonly ended: Run[] = [];
  readonly #options: RunsOptions;
  readonly #places: Semaphore;
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;
  #isEachAfterUnbroken = false;

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#places = new Semaphore(options.jobs);
  }

  /**
   * @throws NoMoreRunsError when no more are possible
   * @throws InputError when the client's command does not start
   */
  run(scenario: ScenarioName, breakages: readonly Breakage[] = []): Promise<Run> {
    return this.#places.run(async () => {
      const { maxRuns, signal, onRun } = this.#options;
      if (this.#isClosed || signal.aborted || this.count >= maxRuns) throw new NoMoreRunsError();
      const begin = async (...what: Parameters<Runs['run']>) => {
        this.count += 1;
        onRun(this.count);
        const running = this.#runOnce(this.count, ...what);
        this.#underWay.add(running);
        const ended = await running.finally(() => this.#underWay.delete(running));
        if (signal.aborted) throw new NoMoreRunsError();
        return ended;
      };
      if (this.#isEachAfterUnbroken) await begin('right-credentials');
      const run = await begin(scenario, breakages);
      this.ended.push(run);
      return run;
    });
  }

  /**
   * Lets the client run once with nothing broken before each run from now on. One that keeps its cookies for the next run
   * then always finds the same ones, whatever was broken before.
   */
  runEachAfterUnbroken(): void {
    this.#isEachAfterUnbroken = true;
  }

  /** Begins no more, and waits for those that are under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #runOnce(number: number, scenario: ScenarioName, breakages: readonly Breakage[] = []): Promise<Run> {
    const { client, flavour, contextPath, signal, alter, runTimeoutMs } = this.#options;
    const tooMany = new AbortController();
    const onTooMany = () => tooMany.abort();
    const setUp = { flavour, contextPath, scenario, breakages, alter, onTooMany };
    await using stage = await startStage({ ...setUp, run: number });
    const outcome = await client.run(stage.given, {
      timeoutMs: runTimeoutMs,
      signal: AbortSignal.any([signal, tooMany.signal]),
    });
    const port = new URL(stage.given.siteUrl).port;
    return {
      scenario,
      outcome: {
        ...outcome,
        stdout: withoutRunNumber(withoutAddress(outcome.stdout, port)),
        ...(tooMany.signal.aborted && { ended: 'cut' as const, exitCode: null }),
      },
      sightings: JSON.parse(withoutRunNumber(JSON.stringify(stage.sightings))),
      openSessions: stage.openSessions,
    };
  }
}

/** The text without the mocked Jira's address, which differs from run to run. */
function withoutAddress(text: string, port: string): string {
  return text
    .replaceAll(new RegExp(`(?:127\\.0\\.0\\.1|localhost)(:|%(?:25)*3A)${port}\\b`, 'gi'), 'jira.example.com')
    .replaceAll(new RegExp(`\\b${port}\\b`, 'g'), '80');
}
