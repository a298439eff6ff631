import type { WireResponse } from '../../http/wire.ts';
import type { FlavourName } from '../../mock-jira/flavours.ts';
import type { StoredAnswer } from '../../mock-jira/rest/stored-answers.ts';
import type { Secrets } from '../../redaction/secrets.ts';
import type { ScenarioName } from '../../report/recording.ts';
import { Semaphore } from '../../semaphore.ts';
import { type Breakage, breakageId } from '../search/parts.ts';
import type { Client } from './client.ts';
import type { ObservedRequest } from './observed-request.ts';
import {
  differInNumbersAlone,
  endInOneWay,
  isSame,
  Noise,
  type RunOutcome,
  withoutShown,
} from './outcome.ts';
import { withoutRunNumber } from './run-number.ts';
import { sessionsInBodies, withSessionsFromBody } from './sends-back.ts';
import { startRunServer } from './server.ts';

/** What goes with a recording from its start to its end. */
export interface RecordingContext {
  readonly client: Client;
  readonly flavour: FlavourName;
  /** Such as `/jira`; empty for none. */
  readonly contextPath: string;
  /** `right-credentials` is always one of them; undefined for all that apply. */
  readonly scenarios: readonly ScenarioName[] | undefined;
  /** Whether the mocked Jira speaks https. */
  readonly tls: boolean;
  /** How many runs at once. */
  readonly jobs: number;
  readonly runTimeoutMs: number;
  readonly maxRuns: number;
  readonly signal: AbortSignal;
  /** Told how many runs were begun, and how many it will probably be once that can be guessed. */
  readonly onRun: (runs: number, expected?: number) => void;
  /** Answers of a real Jira to what is not the session's. */
  readonly answers: readonly StoredAnswer[];
  /** Requests that need no answer, such as `GET /api/2/issue/*`. */
  readonly allowMissing: readonly string[];
  /** Changes what Jira responds before it is broken, as an add-on does. */
  readonly alter: (response: WireResponse) => WireResponse;
  /** Those of the settings: nothing of a run is told with one of them in it. */
  readonly secrets: Secrets;
}

/** One run of the client: how it ended, and what the mocked Jira saw of it. */
export interface Run {
  readonly scenario: ScenarioName;
  readonly breakages: readonly Breakage[];
  readonly outcome: RunOutcome;
  readonly observed: readonly ObservedRequest[];
  /** Sessions that were still open at the end. */
  readonly openSessions: number;
  /** Whether the client spoke https to a mocked Jira of plain http, or the other way round. */
  readonly hasOtherScheme: boolean;
}

/** A run that came upon what another run had left: they share something. */
export function sharesWithAnother({ observed }: Run): boolean {
  return observed.some(({ isOfAnotherRun }) => isOfAnotherRun);
}

/** No more runs are possible: all that were allowed were made, or the recording was interrupted. */
export class NoMoreRunsError extends Error {
  override readonly name = 'NoMoreRunsError';
}

/** Runs the client, so many times at once, each with a mocked Jira of its own. */
export class Runs {
  readonly context: RecordingContext;
  /** Those that were begun. */
  count = 0;
  /** How many there will probably be. */
  expected: number | undefined;
  /** All that ended, in no fixed order. */
  readonly ended: Run[] = [];
  readonly #places: Semaphore;
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;
  #isEachAfterUnbroken = false;

  constructor(context: RecordingContext) {
    this.context = context;
    this.#places = new Semaphore(context.jobs);
  }

  /** @throws NoMoreRunsError when no more are possible */
  run(scenario: ScenarioName, breakages: readonly Breakage[] = []): Promise<Run> {
    return this.#places.run(async () => {
      if (this.#isEachAfterUnbroken) await this.#begin('right-credentials', []);
      const run = await this.#begin(scenario, breakages);
      this.ended.push(run);
      return run;
    });
  }

  /** A client that keeps its cookies for the next run then always finds the same ones, whatever was broken before. */
  runEachAfterUnbroken(): void {
    this.#isEachAfterUnbroken = true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #begin(scenario: ScenarioName, breakages: readonly Breakage[]): Promise<Run> {
    const { maxRuns, signal, onRun } = this.context;
    if (this.#isClosed || signal.aborted || this.count >= maxRuns) throw new NoMoreRunsError();
    this.count += 1;
    onRun(this.count, this.expected);
    const running = this.#runOnce(this.count, scenario, breakages);
    this.#underWay.add(running);
    const run = await running.finally(() => this.#underWay.delete(running));
    if (signal.aborted) throw new NoMoreRunsError();
    return run;
  }

  async #runOnce(number: number, scenario: ScenarioName, breakages: readonly Breakage[]): Promise<Run> {
    const { client, signal, runTimeoutMs, secrets } = this.context;
    const tooMany = new AbortController();
    const onTooMany = () => tooMany.abort();
    await using server = await startRunServer(this.context, { number, scenario, breakages, onTooMany });
    const timeOut = new AbortController();
    const timer = setTimeout(() => timeOut.abort(), runTimeoutMs);
    const outcome = await client
      .run(server.given, AbortSignal.any([signal, tooMany.signal, timeOut.signal]))
      .finally(() => clearTimeout(timer));
    const { port } = new URL(server.given.siteUrl);
    const comparable = (text: string) => withoutRunNumber(withoutAddress(secrets.redact(text), port));
    return {
      scenario,
      breakages,
      outcome: {
        ...outcome,
        stdout: comparable(outcome.stdout),
        stderr: comparable(outcome.stderr),
        ...(tooMany.signal.aborted && { ended: 'cut' as const, exitCode: null }),
      },
      observed: JSON.parse(withoutRunNumber(JSON.stringify(server.observed))),
      openSessions: server.openSessions,
      hasOtherScheme: server.hasOtherScheme,
    };
  }
}

/** The text without the mocked Jira's address, which differs from run to run. */
function withoutAddress(text: string, port: string): string {
  return text
    .replaceAll(new RegExp(`(?:127\\.0\\.0\\.1|localhost)(:|%(?:25)*3A)${port}\\b`, 'gi'), 'jira.example.com')
    .replaceAll(new RegExp(`\\b${port}\\b`, 'g'), '80');
}

/** A line that differs from run to run was found late: what was compared with it has to be compared anew. */
export class NoiseFoundError extends Error {
  override readonly name = 'NoiseFoundError';
}

/** The runs of one scenario, held against the unbroken one. */
export class ScenarioRuns {
  readonly name: ScenarioName;
  readonly noise = new Noise();
  readonly errorNoise = new Noise();
  /** Two unbroken runs. */
  readonly unbroken: readonly [Run, Run];
  readonly #runs: Runs;
  /** By what was broken. */
  readonly #broken = new Map<string, Promise<Run>>();

  private constructor(name: ScenarioName, runs: Runs, unbroken: readonly [Run, Run]) {
    this.name = name;
    this.#runs = runs;
    this.unbroken = unbroken;
    const [{ outcome: one }, { outcome: other }] = unbroken;
    this.noise.note(one.stdout, other.stdout);
    this.errorNoise.note(one.stderr, other.stderr);
  }

  static async start(name: ScenarioName, runs: Runs): Promise<ScenarioRuns> {
    return ScenarioRuns.#after(await Promise.all([runs.run(name), runs.run(name)]), runs);
  }

  /** @returns undefined where the first run shows that nothing is to be learned */
  static async startIf(
    isWanted: (observed: readonly ObservedRequest[]) => boolean,
    name: ScenarioName,
    runs: Runs,
  ): Promise<ScenarioRuns | undefined> {
    const one = await runs.run(name);
    return isWanted(one.observed) ? ScenarioRuns.#after([one, await runs.run(name)], runs) : undefined;
  }

  static async #after([one, other]: readonly [Run, Run], runs: Runs): Promise<ScenarioRuns> {
    const name = one.scenario;
    const breakages = sessionsInBodies(one.observed);
    if (breakages.length === 0) return new ScenarioRuns(name, runs, [one, other]);
    const { observed } = await runs.run(name, breakages);
    const told = (run: Run) => ({ ...run, observed: withSessionsFromBody(run.observed, observed) });
    return new ScenarioRuns(name, runs, [told(one), told(other)]);
  }

  /** @throws NoiseFoundError when it turns out that the outcome differs by itself */
  async notices(breakages: readonly Breakage[]): Promise<boolean> {
    if (breakages.length === 0) return false;
    const { outcome: usual } = this.unbroken[0];
    const run = await this.#run(breakages);
    const { outcome } = run;
    if (isSame(usual, outcome, this.noise)) return false;
    const isOfStatus = breakages.some(({ part }) => part.kind === 'status');
    if (this.hasFailed && !isOfStatus && this.#differsInWhatItShows(run)) return false;
    // A number may be a clock's, which was the same in the unbroken runs by chance: what does it show now?
    if (differInNumbersAlone(usual, outcome, this.noise)) await this.control();
    return true;
  }

  /** Whether the client says that it failed. */
  get hasFailed(): boolean {
    const { ended, exitCode } = this.unbroken[0].outcome;
    return ended === 'by itself' && exitCode !== 0;
  }

  /** A client that fails anyway may show the response: what it shows it does not use. */
  #differsInWhatItShows(run: Run): boolean {
    const unshown = ({ outcome: { stdout }, observed }: Run) =>
      withoutShown(
        this.noise.masked(stdout),
        observed.flatMap(({ response: { headers, body } }) => [body, ...headers.flat()]),
      );
    const [usual] = this.unbroken;
    return endInOneWay(usual.outcome, run.outcome) && unshown(usual) === unshown(run);
  }

  /** @throws NoiseFoundError when a run with nothing broken ends otherwise than before */
  async control(): Promise<void> {
    const { outcome: usual } = this.unbroken[0];
    const { outcome: now } = await this.#runs.run(this.name);
    if (isSame(usual, now, this.noise)) return;
    this.noise.note(usual.stdout, now.stdout);
    throw new NoiseFoundError();
  }

  #run(breakages: readonly Breakage[]): Promise<Run> {
    const id = breakages.map(breakageId).toSorted().join('\n');
    const run = this.#broken.get(id) ?? this.#runs.run(this.name, breakages);
    this.#broken.set(id, run);
    return run;
  }
}
