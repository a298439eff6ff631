import { InputError } from '../errors.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import { defaultAccounts } from '../mock-jira/mocked-accounts.ts';
import { readPact } from '../pact/read-pact.ts';
import { toldOf } from '../report/causes.ts';
import type { TargetReport } from '../report/report.ts';
import type { Environment } from '../settings/environment.ts';
import { contextOf, type RecordOptions } from './record.ts';
import { differInWhatTheyShow, endInOneWay, withoutClocks } from './run/outcome.ts';
import type { Client } from './run/run-client.ts';
import { comparedAnew, printedBy, type Run, Runs, ScenarioRuns, untilNoMoreRuns } from './run/runs.ts';

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

/** As who moved to Cloud gives them: an e-mail address, and an API token in place of the password. */
function withApiToken({ run, ...client }: Client): Client {
  const [{ email = '', apiToken = '' }] = defaultAccounts;
  return {
    ...client,
    run: (given, signal) => run({ ...given, username: email, password: apiToken }, signal),
  };
}

async function worksIn(run: Run, usual: ScenarioRuns, pact: Said['pact']): Promise<boolean> {
  if (await comparedAnew(() => usual.endsAsUsual(run))) return true;
  const [before] = usual.unbroken;
  const masked = (text: string) => withoutClocks(usual.noise.masked(text));
  // A name or a value that each Jira has in its own way may be shown, where the pact asks for no more than that it is there.
  return (
    pact === 'holds' &&
    endInOneWay(before.outcome, run.outcome) &&
    differInWhatTheyShow(printedBy(before, masked), printedBy(run, masked), 'as much')
  );
}

/** The proof of a recording is the client itself: runs it at every kind of Jira, and verifies its pact there. */
export async function proveOnFlavours(
  options: RecordOptions,
  pactFile: string,
  environment: Environment,
): Promise<Proof[]> {
  const { verify } = await import('../verification/verify.ts');
  const names = Object.keys(flavours) as FlavourName[];
  let count = 0;
  const onRun = () => options.onRun?.(++count, names.length + 2);
  const context = contextOf({ ...options, onRun });
  const pact = readPact(pactFile);
  const all: Proof[] = [];
  const isComplete = await untilNoMoreRuns(async () => {
    const usual = await ScenarioRuns.start('right-credentials', new Runs(context));
    const report = await verify({
      targets: names.map((flavour) => ({ kind: 'mocked', flavour })),
      pacts: [{ pact, source: pactFile }],
      environment,
      signal: context.signal,
      startVerifier: options.startVerifier,
    });
    for (const target of report.targets) {
      const flavour = target.flavour as FlavourName;
      const said = pactSaid(target);
      const isCloud = flavours[flavour].deploymentType === 'Cloud';
      const clients = isCloud ? [context.client, withApiToken(context.client)] : [context.client];
      const runs = clients.map((client) =>
        new Runs({ ...context, client, flavour }).run('right-credentials'),
      );
      let works = false;
      for (const run of await Promise.all(runs)) works ||= await worksIn(run, usual, said);
      const both: Said = { client: works ? 'works' : 'fails', pact: said };
      const why = target.pacts.flatMap(toldOf).find(({ status }) => status === 'unverifiable')?.cause;
      all.push({ ...both, flavour, is: comparisonOf(both), why });
    }
  });
  if (isComplete) return all;
  throw new InputError('Interrupted: the pact was not compared with the client at every kind of Jira.');
}
