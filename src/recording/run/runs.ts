import { STATUS_CODES } from 'node:http';
import type { Heeding } from '../../../contracts/session/states.ts';
import { InputError } from '../../errors.ts';
import type { Secrets } from '../../redaction/secrets.ts';
import type { ScenarioName } from '../../report/recording.ts';
import { Semaphore } from '../../semaphore.ts';
import { literal } from '../../text.ts';
import {
  cookiesToBreak,
  type ObservedRequest,
  sendsCookies,
  sessionsInBodies,
  withoutRunNumber,
  withSessionsFromBody,
} from './observed-request.ts';
import {
  differInNumbersAlone,
  differInWhatTheyShow,
  endInOneWay,
  hasFailed,
  isSame,
  LENGTH,
  Noise,
  type Printed,
  type RunOutcome,
  withoutClocks,
} from './outcome.ts';
import { type Breakage, breakageId, type NotKept } from './parts.ts';
import type { Client } from './run-client.ts';
import { type JiraOfRuns, type RunSetUp, startRunServer } from './run-server.ts';

export interface RecordingContext extends JiraOfRuns {
  readonly client: Client;
  /** `right-credentials` is always one of them; undefined for all that apply. */
  readonly scenarios: readonly ScenarioName[] | undefined;
  readonly jobs: number;
  readonly runTimeoutMs: number;
  readonly maxRuns: number;
  readonly signal: AbortSignal;
  readonly onRun: (runs: number, expected?: number) => void;
  readonly allowMissing: readonly string[];
  /** Those of the settings: nothing is told of a run that contains one of them. */
  readonly secrets: Secrets;
}

export interface Run {
  readonly scenario: ScenarioName;
  readonly breakages: readonly Breakage[];
  readonly outcome: RunOutcome;
  readonly observed: readonly ObservedRequest[];
  readonly openSessions: number;
  readonly hasOtherScheme: boolean;
}

export function printedBy({ outcome: { stdout }, observed }: Run, masked = (text: string) => text): Printed {
  const responses = observed.flatMap(({ response: { headers, body } }) => [body, ...headers.flat()]);
  return { output: masked(stdout), responses: [HOST, ...responses] };
}

export function sharesWithAnother({ observed }: Run): boolean {
  return observed.some(({ isOfAnotherRun }) => isOfAnotherRun);
}

/** No more runs are possible: all that were allowed were made, or the recording was interrupted. */
class NoMoreRunsError extends Error {
  override readonly name = 'NoMoreRunsError';
}

export async function untilNoMoreRuns(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof NoMoreRunsError) return false;
    throw error;
  }
}

export class Runs {
  readonly context: RecordingContext;
  count = 0;
  expected: number | undefined;
  /** A client that keeps its cookies for the next run then always finds the same ones, whatever was broken before. */
  isEachAfterUnbroken = false;
  /** All that ended, in no fixed order. */
  readonly ended: Run[] = [];
  readonly #places: Semaphore;
  readonly #begun: Promise<unknown>[] = [];
  #isClosed = false;

  constructor(context: RecordingContext) {
    this.context = context;
    this.#places = new Semaphore(context.jobs);
  }

  run(scenario: ScenarioName, breakages: readonly Breakage[] = [], isEmptyForUser?: boolean): Promise<Run> {
    const running = this.#places.run(async () => {
      if (this.isEachAfterUnbroken) await this.#runOnce({ scenario: 'right-credentials', breakages: [] });
      const run = await this.#runOnce({ scenario, breakages, isEmptyForUser });
      this.ended.push(run);
      return run;
    });
    this.#begun.push(running);
    return running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#begun);
  }

  async #runOnce(wanted: Omit<RunSetUp, 'number' | 'onTooMany'>): Promise<Run> {
    const { client, maxRuns, signal, onRun, runTimeoutMs, secrets } = this.context;
    if (this.#isClosed || signal.aborted || this.count >= maxRuns) throw new NoMoreRunsError();
    this.count += 1;
    onRun(this.count, this.expected);
    const [tooMany, timeOut] = [new AbortController(), new AbortController()];
    const onTooMany = () => tooMany.abort();
    await using server = await startRunServer(this.context, { ...wanted, number: this.count, onTooMany });
    const timer = setTimeout(() => timeOut.abort(), runTimeoutMs);
    const outcome = await client
      .run(server.given, AbortSignal.any([signal, tooMany.signal, timeOut.signal]))
      .finally(() => clearTimeout(timer));
    if (signal.aborted) throw new NoMoreRunsError();
    const { port } = new URL(server.given.siteUrl);
    const seen = server.seen();
    const comparable = (text: string) =>
      withoutLengths(withoutRunNumber(withoutAddress(secrets.redact(text), port)), seen);
    return {
      ...{ scenario: wanted.scenario, breakages: wanted.breakages },
      outcome: {
        ...outcome,
        stdout: comparable(outcome.stdout),
        stderr: comparable(outcome.stderr),
        ...(tooMany.signal.aborted && { ended: 'cut', exitCode: null }),
      },
      ...(JSON.parse(withoutRunNumber(JSON.stringify(seen))) as typeof seen),
    };
  }
}

const HOST = 'jira.example.com';

function withoutAddress(text: string, port: string): string {
  // Each run has another port, and most print none: to compile a pattern takes longer than to look.
  if (!text.includes(port)) return text;
  return text
    .replaceAll(new RegExp(`(?:127\\.0\\.0\\.1|localhost)(:|%(?:25)*3A)${port}\\b`, 'gi'), HOST)
    .replaceAll(new RegExp(`\\b${port}\\b`, 'g'), '80');
}

/** Logs tell how long each body is. A number that may be a status stays, and a short one too, where it may be a count. */
function withoutLengths(text: string, { observed }: Pick<Run, 'observed'>, isShortToo = false): string {
  const lengths = new Set(observed.map(({ response: { body } }) => String(Buffer.byteLength(body))));
  for (const { status } of observed) lengths.delete(String(status));
  return text.replaceAll(/(?<![^\s[({"'=])\d+(?![^\s\])}"',;])/g, (number) =>
    lengths.has(number) && (number.length > 1 || isShortToo) ? LENGTH : number,
  );
}

/** The same run, without the statuses of refusals, and their names, in what it prints. */
function withoutRefusals(run: Run): Run {
  const refused = new Set(run.observed.map(({ status }) => status).filter((status) => status >= 400));
  const texts = [...refused].flatMap((status) => [String(status), STATUS_CODES[status] ?? []].flat());
  if (texts.length === 0) return run;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${texts.map(literal).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return { ...run, outcome: { ...run.outcome, stdout: run.outcome.stdout.replaceAll(pattern, '') } };
}

/** A line that differs from run to run was found late: what was compared with it has to be compared anew. */
class NoiseFoundError extends Error {
  override readonly name = 'NoiseFoundError';
}

export const PRINTS_OTHER =
  'The client prints something different each time. Make it print the same text each time.';

/** Lines that differ are found late at times; each time, what was compared is compared anew. */
const MAX_ATTEMPTS = 10;

/** @param compare is done anew where lines that differ from run to run were found late */
export async function comparedAnew<Found>(compare: () => Promise<Found>): Promise<Found> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await compare();
    } catch (error) {
      if (!(error instanceof NoiseFoundError)) throw error;
      if (attempt === MAX_ATTEMPTS) throw new InputError(PRINTS_OTHER);
    }
  }
}

type IsWanted = (observed: readonly ObservedRequest[]) => boolean;

export class ScenarioRuns {
  readonly name: ScenarioName;
  readonly noise = new Noise();
  readonly errorNoise = new Noise();
  readonly unbroken: readonly [Run, Run];
  readonly #runs: Runs;
  #isLastSame = false;
  readonly #broken = new Map<string, Promise<Run>>();

  private constructor(name: ScenarioName, runs: Runs, unbroken: readonly [Run, Run]) {
    this.name = name;
    this.#runs = runs;
    this.unbroken = unbroken;
    const [{ outcome: one }, { outcome: other }] = unbroken;
    this.noise.note(one.stdout, other.stdout);
    this.errorNoise.note(one.stderr, other.stderr);
  }

  static start(name: ScenarioName, runs: Runs): Promise<ScenarioRuns>;
  static start(name: ScenarioName, runs: Runs, isWanted?: IsWanted): Promise<ScenarioRuns | undefined>;
  static async start(name: ScenarioName, runs: Runs, isWanted?: IsWanted) {
    const first = runs.run(name);
    if (isWanted && !isWanted((await first).observed)) return undefined;
    const [one, other] = await Promise.all([first, runs.run(name)]);
    const breakages = sessionsInBodies(one.observed);
    const broken = breakages.length > 0 ? (await runs.run(name, breakages)).observed : [];
    const told = (run: Run) => ({ ...run, observed: withSessionsFromBody(run.observed, broken) });
    return new ScenarioRuns(name, runs, [told(one), told(other)]);
  }

  async notices(breakages: readonly Breakage[]): Promise<boolean> {
    if (breakages.length === 0) return false;
    const run = await this.#run(breakages);
    if (this.hasFailed && this.#differsInWhatItShows(run)) return false;
    return !(await this.endsAsUsual(run));
  }

  async endsAsUsual(run: Run): Promise<boolean> {
    const { outcome: usual } = this.unbroken[0];
    const usualLines = usual.stdout.split('\n');
    const lines = run.outcome.stdout
      .split('\n')
      .map((line, at) => (usualLines[at]?.includes(LENGTH) ? withoutLengths(line, run, true) : line));
    const isAsUsual = isSame(usual, { ...run.outcome, stdout: lines.join('\n') }, this.noise);
    this.#isLastSame = isAsUsual;
    // A number may be a clock's, which was the same in the unbroken runs by chance: what does it show now?
    if (!isAsUsual && differInNumbersAlone(usual, run.outcome, this.noise)) await this.control();
    return isAsUsual;
  }

  /** What the client heeds of its session cookie's attributes: where no jar sends the cookie back, it does, or does not. */
  async heeds(): Promise<Heeding> {
    const [{ observed }] = this.unbroken;
    const isKept = observed.some(
      ({ sendsBack }) => sendsBack === 'all cookies' || sendsBack === 'session cookie',
    );
    const comesBack = async (kind: NotKept) => {
      const run = await this.#run(cookiesToBreak(observed, kind));
      return sendsCookies(run.observed, kind);
    };
    // Who heeds a path is a jar: of Secure, some make an exception for this machine, which says nothing of a Jira.
    if (!isKept || !(await comesBack('of another path'))) return 'every attribute';
    return (await comesBack('of another host')) ? 'no attribute' : 'Domain and expiry';
  }

  async fails(breakages: readonly Breakage[]): Promise<boolean> {
    if (breakages.length === 0) return false;
    return !endInOneWay(this.unbroken[0].outcome, (await this.#run(breakages)).outcome);
  }

  get hasFailed(): boolean {
    return hasFailed(this.unbroken[0].outcome);
  }

  /** A client that fails anyway may show the response: what it shows it does not use. */
  #differsInWhatItShows(run: Run): boolean {
    if (!endInOneWay(this.unbroken[0].outcome, run.outcome)) return false;
    const [usual, now] = [withoutRefusals(this.unbroken[0]), withoutRefusals(run)];
    // An encoded text may differ as a whole from run to run: then nothing of it is left to compare.
    const ways = [(text: string) => this.noise.masked(text), (text: string) => text];
    // One that shows the body with one status, and not with another, uses the status.
    if (run.breakages.every(({ part }) => part.kind === 'status'))
      return ways.some(
        (way) => withoutClocks(way(usual.outcome.stdout)) === withoutClocks(way(now.outcome.stdout)),
      );
    return ways.some((way) => differInWhatTheyShow(printedBy(usual, way), printedBy(now, way)));
  }

  /** Finds what differs from run to run, and did not in those that were compared. A run that has just ended as usual shows it too. */
  async control(): Promise<void> {
    if (this.#isLastSame) return;
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
