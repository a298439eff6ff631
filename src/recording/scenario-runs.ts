import type { ScenarioName } from '../report/recording.ts';
import { differInNumbersAlone, isSame, Noise } from './outcome.ts';
import { type Breakage, breakageId } from './parts.ts';
import type { Run, Runs } from './runs.ts';

/** A line that differs from run to run was found late: what was compared with it has to be compared anew. */
export class NoiseFoundError extends Error {
  override readonly name = 'NoiseFoundError';
}

/** The runs of one scenario, held against the unbroken one. */
export class ScenarioRuns {
  readonly name: ScenarioName;
  readonly noise = new Noise();
  /** Two unbroken runs. */
  readonly unbroken: readonly [Run, Run];
  readonly #runs: Runs;
  /** By what was broken. */
  readonly #broken = new Map<string, Promise<Run>>();

  private constructor(name: ScenarioName, runs: Runs, unbroken: readonly [Run, Run]) {
    this.name = name;
    this.#runs = runs;
    this.unbroken = unbroken;
    this.noise.note(unbroken[0].outcome.stdout, unbroken[1].outcome.stdout);
  }

  /** Runs the client twice, with nothing broken. */
  static async start(name: ScenarioName, runs: Runs): Promise<ScenarioRuns> {
    const [one, other] = await Promise.all([runs.run(name), runs.run(name)]);
    return new ScenarioRuns(name, runs, [one, other]);
  }

  /**
   * Whether the outcome changes when all of these are broken at once.
   *
   * @throws NoiseFoundError when it turns out that the outcome differs by itself
   */
  async notices(breakages: readonly Breakage[]): Promise<boolean> {
    if (breakages.length === 0) return false;
    const { outcome: usual } = this.unbroken[0];
    const { outcome } = await this.#run(breakages);
    if (isSame(usual, outcome, this.noise)) return false;
    if (!differInNumbersAlone(usual, outcome, this.noise)) return true;
    // The number may be a clock's, which was the same in the unbroken runs by chance: what does it show now?
    const { outcome: now } = await this.#runs.run(this.name);
    if (isSame(usual, now, this.noise)) return true;
    this.noise.note(usual.stdout, now.stdout);
    throw new NoiseFoundError();
  }

  /**
   * Runs the client once more with nothing broken, after all others.
   *
   * @throws NoiseFoundError when that ends otherwise than before
   */
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
