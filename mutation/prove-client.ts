import { type FlavourName, flavours } from '../src/mock-jira/flavours.ts';
import { defaultAccounts, withAPast } from '../src/mock-jira/mocked-accounts.ts';
import { startMockedJira } from '../src/mock-jira/server.ts';
import type { PactFile } from '../src/pact/pact-file.ts';
import { type Comparison, comparisonOf } from '../src/recording/prove.ts';
import { chanceOf, withoutRunNumber } from '../src/recording/run/observed-request.ts';
import { isSame, Noise, type RunOutcome } from '../src/recording/run/outcome.ts';
import type { RunClient } from '../src/recording/run/run-client.ts';
import { givenAt } from '../src/recording/run/run-server.ts';
import type { ChangedJira } from './changed-jira.ts';
import { startFront } from './front.ts';
import { runTrials } from './run-trial.ts';

/** A client, and the pact that was recorded of it. */
export interface ClientWithPact {
  readonly name: string;
  readonly run: RunClient;
  readonly pact: PactFile;
}

/** A changed Jira of which the pact says something else than the client does. */
export interface Disagreement {
  readonly client: string;
  readonly jira: string;
  readonly is: Comparison;
  readonly reason: string;
}

export interface Proven {
  /** In how many Jiras the client met the change, and all of the pact could be verified or it is broken. */
  readonly tried: number;
  readonly disagreements: readonly Disagreement[];
}

/** Every kind of the mocked Jira, as one that is changed as a whole. */
export const jirasOfAllFlavours: readonly ChangedJira[] = (Object.keys(flavours) as FlavourName[]).map(
  (flavour) => ({
    name: `flavour ${flavour}`,
    change: (request, ask) => ask(request),
    settings: { flavour },
  }),
);

/** Runs a client at each changed Jira, and holds what it does against the verification of its pact there. */
export async function prove(
  { name: client, run, pact }: ClientWithPact,
  jiras: readonly ChangedJira[],
): Promise<Proven> {
  const unchanged: ChangedJira = { name: 'unchanged', change: (request, ask) => ask(request) };
  const usual = await runAt(run, unchanged);
  const noise = new Noise();
  noise.note(usual.outcome.stdout, (await runAt(run, unchanged)).outcome.stdout);
  const met: { readonly jira: ChangedJira; readonly outcome: RunOutcome }[] = [];
  for (const jira of jiras) {
    const { outcome, changed } = await runAt(run, jira);
    if (changed || jira.settings !== undefined) met.push({ jira, outcome });
  }
  // All at once: one process of Pact's serves many.
  const trials = await runTrials(
    met.map(({ jira }) => ({ jira, pact })),
    {},
  );
  const compared = met.flatMap(({ jira, outcome }, index): Disagreement[] => {
    const trial = trials[index];
    if (!trial) return [];
    const works = isSame(usual.outcome, outcome, noise) ? 'works' : 'fails';
    const is = comparisonOf({ client: works, pact: trial.said });
    return is === 'not compared'
      ? []
      : [{ client, jira: jira.name, is, reason: reasonOf(outcome, trial.detail) }];
  });
  return { tried: compared.length, disagreements: compared.filter(({ is }) => is !== 'agree') };
}

const reasonOf = ({ exitCode, stdout }: RunOutcome, detail: string | undefined) =>
  `${detail ?? 'nothing differs from the pact'}; the client ends with ${exitCode}, and prints '${stdout.trim().slice(0, 80)}'`;

let runs = 0;

async function runAt(run: RunClient, { change, settings }: ChangedJira) {
  await using jira = await startMockedJira({
    accounts: withAPast(defaultAccounts),
    // A broken Jira may remember the sessions that it has seen.
    chance: chanceOf(++runs),
    ...settings,
  });
  await using front = await startFront(jira, change);
  const given = givenAt(front, 'right-credentials');
  const outcome = await run(given, AbortSignal.timeout(20_000));
  const { port } = new URL(given.siteUrl);
  const stdout = outcome.stdout.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), '80');
  return { outcome: { ...outcome, stdout: withoutRunNumber(stdout) }, changed: front.changed };
}
