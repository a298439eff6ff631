import { availableParallelism } from 'node:os';
import { JiraHttp } from '../http/http-client.ts';
import { flavours } from '../jira/mocked-jira/flavours.ts';
import { startMockedJira } from '../jira/mocked-jira/server.ts';
import { mockedTarget } from '../jira/prepare-target.ts';
import type { Report } from '../reports/report.ts';
import { Secrets } from '../secrets.ts';
import type { TranscriptCheck } from '../verification/checks.ts';
import type { PactFile } from '../verification/pact-file.ts';
import { PactVerifier } from '../verification/pact-verifier.ts';
import { verify } from '../verification/verify.ts';
import type { ChangedJira } from './changed-jira.ts';
import { startFront } from './front.ts';

/** What stands before the name of a check that saw something. */
export const CHECK = 'check: ';

/** What became of a changed Jira in the verification. */
export interface Outcome {
  readonly name: string;
  /** `broken`: the contract does not hold; `no answer`: it could not be found out; `warned`: it holds, but. */
  readonly verdict: 'broken' | 'no answer' | 'warned' | 'passed';
  /** The interaction or the check that saw it first, and what it said. */
  readonly seenBy?: string;
  readonly detail?: string;
  /** False where the change met no answer: the verdict then says nothing. */
  readonly changed: boolean;
  readonly durationMs: number;
}

/** A changed Jira, and the contract that it is held against. */
export interface Trial {
  readonly jira: ChangedJira;
  readonly pact: PactFile;
  /** The checks on the transcript; all if left out. */
  readonly checks?: readonly TranscriptCheck[];
}

/**
 * Verifies changed Jiras, several at once, each on the way that every Jira goes: Pact, gateway, checks.
 *
 * @param onOutcome told each outcome as it comes to be known
 * @param signal when aborted, no more are begun
 * @returns their outcomes, in the order of the trials
 */
export async function runTrials(
  trials: readonly Trial[],
  onOutcome?: (outcome: Outcome) => void,
  signal?: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = trials.entries();
  const work = async () => {
    const verifier = new PactVerifier();
    try {
      for (const [index, trial] of queue) {
        if (signal?.aborted) return;
        const outcome = await runTrial(trial, verifier);
        outcomes[index] = outcome;
        onOutcome?.(outcome);
      }
    } finally {
      verifier.stop();
    }
  };
  // Pact's processes and this one take turns: one more than the machine has keeps it busy.
  const workers = Math.min(trials.length, availableParallelism() + 1);
  await Promise.all(Array.from({ length: workers }, work));
  return outcomes;
}

async function runTrial({ jira: changed, pact, checks }: Trial, verifier: PactVerifier): Promise<Outcome> {
  const { name, change, whole, settings } = changed;
  await using jira = await startMockedJira(settings);
  await using front = await startFront(jira, change);
  const http = new JiraHttp({ baseUrl: front.baseUrl, timeoutMs: 5000 });
  const setUps = new JiraHttp({ baseUrl: whole ? front.baseUrl : jira.baseUrl, timeoutMs: 5000 });
  const seen = new AbortController();
  try {
    const report = await verify({
      pact,
      interactions: pact.interactions,
      target: mockedTarget(jira, setUps),
      http,
      flavour: jira.flavour,
      version: flavours[jira.flavour].version,
      username: jira.accounts[0]?.username,
      verifier,
      secrets: new Secrets(),
      ...(checks && { checks }),
      signal: seen.signal,
      // One interaction that fails is enough.
      onResult: ({ status }) => status === 'failed' && seen.abort(),
    });
    const changed = front.changed || settings !== undefined;
    return { name, ...verdictOf(report), changed, durationMs: report.durationMs };
  } finally {
    await Promise.all([http.close(), setUps.close()]);
  }
}

function verdictOf({
  exitCode,
  interactions,
  checks,
}: Report): Omit<Outcome, 'name' | 'changed' | 'durationMs'> {
  switch (exitCode) {
    case 1: {
      const interaction = interactions.find(({ status }) => status === 'failed');
      if (interaction) {
        const { description, mismatches, reason } = interaction;
        return { verdict: 'broken', seenBy: description, detail: mismatches[0] ?? reason ?? '' };
      }
      const check = checks.find(({ status }) => status === 'failed');
      return { verdict: 'broken', seenBy: `${CHECK}${check?.name}`, detail: check?.detail ?? '' };
    }
    case 2: {
      const stopped = interactions.find(({ reason }) => reason && !reason.startsWith('Not sent'));
      return { verdict: 'no answer', seenBy: stopped?.description ?? '', detail: stopped?.reason ?? '' };
    }
    case 0: {
      const warned = checks.find(({ status, detail }) => status === 'verified' && detail !== undefined);
      return warned
        ? { verdict: 'warned', seenBy: `${CHECK}${warned.name}`, detail: warned.detail ?? '' }
        : { verdict: 'passed' };
    }
    default:
      return exitCode satisfies never;
  }
}
