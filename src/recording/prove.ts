import { InputError } from '../errors.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import { readPact } from '../pact/pact-file.ts';
import { toldOf } from '../report/causes.ts';
import type { TargetReport } from '../report/report.ts';
import type { Environment } from '../settings/environment.ts';
import { contextOf, type RecordOptions } from './record.ts';
import {
  differInNumbersAlone,
  differInWhatTheyShow,
  endInOneWay,
  isSame,
  type Noise,
  type RunOutcome,
} from './run/outcome.ts';
import { NoMoreRunsError, printedBy, Runs, ScenarioRuns } from './run/runs.ts';

export interface Said {
  readonly client: 'works' | 'fails';
  readonly pact: 'holds' | 'is broken' | 'unknown';
}

export interface Proof extends Said {
  readonly flavour: FlavourName;
  readonly is: Comparison;
  /** Why the pact is not known to hold as a whole. */
  readonly why: string | undefined;
}

/** `missed`: the client fails, and the pact holds; `false alarm`: the other way round. */
export type Comparison = 'agree' | 'missed' | 'false alarm' | 'not compared';

/** Whether a client does what it does at a Jira where all is well; numbers differ from Jira to Jira. */
export function worksAsIn(usual: RunOutcome, outcome: RunOutcome, noise: Noise): boolean {
  return isSame(usual, outcome, noise) || differInNumbersAlone(usual, outcome, noise);
}

/** What `verify` says of a pact: it holds only where each of its interactions was verified. */
export function pactSaid({ exitCode, summary }: Pick<TargetReport, 'exitCode' | 'summary'>): Said['pact'] {
  if (exitCode === 1) return 'is broken';
  return exitCode === 0 && summary.unverifiable === 0 ? 'holds' : 'unknown';
}

export function comparisonOf({ client, pact }: Said): Comparison {
  if (pact === 'unknown') return 'not compared';
  if ((client === 'works') === (pact === 'holds')) return 'agree';
  return client === 'works' ? 'false alarm' : 'missed';
}

/** The proof of a recording is the client itself: runs it at every kind of Jira, and verifies its pact there. */
export function proveOnFlavours(
  options: RecordOptions,
  pactFile: string,
  environment: Environment,
): Promise<Proof[]> {
  return proofs(options, pactFile, environment).catch((error) => {
    throw error instanceof NoMoreRunsError
      ? new InputError('Interrupted: the pact was not compared with the client at every kind of Jira.')
      : error;
  });
}

async function proofs(options: RecordOptions, pactFile: string, environment: Environment): Promise<Proof[]> {
  const { verify } = await import('../verification/verify.ts');
  const names = Object.keys(flavours) as FlavourName[];
  let runs = 0;
  const onRun = () => options.onRun?.(++runs, names.length + 2);
  const context = contextOf({ ...options, onRun });
  const pact = await readPact(pactFile);
  const usual = await ScenarioRuns.start('right-credentials', new Runs(context));
  const report = await verify({
    targets: names.map((flavour) => ({ kind: 'mocked', flavour })),
    pacts: [{ pact, source: pactFile }],
    checks: [],
    environment,
    signal: context.signal,
    startVerifier: options.startVerifier,
  });
  const all: Proof[] = [];
  for (const target of report.targets) {
    const flavour = target.flavour as FlavourName;
    const run = await new Runs({ ...context, flavour }).run('right-credentials');
    const [before] = usual.unbroken;
    const pact = pactSaid(target);
    // A name or a value that each Jira has in its own way may be shown, where the pact asks for no more than that it is there.
    const showsItsOwn =
      pact === 'holds' &&
      endInOneWay(before.outcome, run.outcome) &&
      differInWhatTheyShow(printedBy(before), printedBy(run), 'as much');
    const works = showsItsOwn || worksAsIn(before.outcome, run.outcome, usual.noise);
    const said: Said = { client: works ? 'works' : 'fails', pact };
    const why = target.pacts.flatMap(toldOf).find(({ status }) => status === 'unverifiable')?.cause;
    all.push({ ...said, flavour, is: comparisonOf(said), why });
  }
  return all;
}
