import { InputError } from '../errors.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import { readPact } from '../pact/pact-file.ts';
import type { Environment } from '../settings/environment.ts';
import { contextOf, type RecordOptions } from './record.ts';
import { differInNumbersAlone, isSame, type Noise, type RunOutcome } from './run/outcome.ts';
import { NoMoreRunsError, Runs, ScenarioRuns } from './run/runs.ts';

export interface Proof {
  readonly flavour: FlavourName;
  readonly client: 'works' | 'fails';
  readonly pact: 'holds' | 'is broken' | 'unknown';
}

/** Whether a client does what it does at a Jira where all is well; numbers differ from Jira to Jira. */
export function worksAsIn(usual: RunOutcome, outcome: RunOutcome, noise: Noise): boolean {
  return isSame(usual, outcome, noise) || differInNumbersAlone(usual, outcome, noise);
}

export function disagreementIn({
  client,
  pact,
}: Omit<Proof, 'flavour'>): 'missed' | 'false alarm' | undefined {
  if (client === 'fails' && pact === 'holds') return 'missed';
  return client === 'works' && pact === 'is broken' ? 'false alarm' : undefined;
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
  });
  const all: Proof[] = [];
  for (const [index, flavour] of names.entries()) {
    const { outcome } = await new Runs({ ...context, flavour }).run('right-credentials');
    const exitCode = report.targets[index]?.exitCode;
    all.push({
      flavour,
      client: worksAsIn(usual.unbroken[0].outcome, outcome, usual.noise) ? 'works' : 'fails',
      pact: exitCode === 0 ? 'holds' : exitCode === 1 ? 'is broken' : 'unknown',
    });
  }
  return all;
}
