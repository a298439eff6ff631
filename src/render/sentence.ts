import type { StateName } from '../../contracts/session/states.ts';
import { toldOf } from '../report/causes.ts';
import type { ExitCode, Report, TargetReport } from '../report/report.ts';
import { count, listed } from '../text.ts';
import { numberOf } from './words.ts';

/**
 * What a report comes to, in the words of who reads it: whether the log-in works, and on how many Jiras; of versions of clients,
 * as a broker hands them out, whether they can be deployed. What mocked Jiras or one part of a run say is never given as more than that.
 */
export function headlineOf(report: Report): string {
  const { exitCode, targets, shard, summary } = report;
  if (targets.length === 0)
    return `Nothing was verified: there is no Jira in this ${shard ? 'part of the ' : ''}run.`;
  if (exitCode === 0 && summary.verified === 0)
    return 'Nothing was verified: what failed or is unknown does not count.';
  if (exitCode === 0 && targets.every((one) => one.exitCode !== 0))
    return 'The contract holds on no Jira of this run, but what is not as it should be does not count.';
  const part = shard ? ` (in part ${shard.index} of ${shard.total})` : '';
  const asFarAs = isOnlyMocked(report) ? ', as far as mocked Jiras can tell' : '';
  const clients = versionedClients(targets);
  if (clients.length > 0) {
    const who = listed(clients);
    const where = `${onThose(report, exitCode)}${part}`;
    return {
      0: `Yes, ${who} can be deployed${asFarAs}: the contract holds ${where}.`,
      1: `No, do not deploy ${who}${asFarAs}: the contract is broken ${where}.`,
      2: `It is unknown whether ${who} can be deployed: the result is unknown ${where}.`,
    }[exitCode];
  }
  const holding = targets.filter((one) => one.exitCode === 0);
  const works = holding.every(logsIn) ? 'The log-in works' : 'The contract holds';
  const on = ([0, 1, 2] as const).map((code) => numberOf(targets, code) > 0 && onThose(report, code));
  const sentences = [
    on[0] && `${works} ${on[0]}${part}${asFarAs}.`,
    on[1] && `The contract is broken ${on[1]}${on[0] ? '' : part + asFarAs}.`,
    on[2] && `It is unknown whether the contract holds ${on[2]}${on[0] || on[1] ? '' : part}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** How far the sentence goes: a reader who stops after it must not believe more than was verified. */
export function limitsOf(report: Report): string[] {
  const { exitCode, targets, shard, summary } = report;
  const mocked = targets.filter(({ kind }) => kind === 'mocked').length;
  const excused = exitCode === 0 ? targets.length - numberOf(targets, 0) : 0;
  const told = targets.flatMap(({ pacts }) => pacts.flatMap(toldOf));
  const pending = told.filter(({ isPending }) => isPending).length;
  const all = summary.verified + summary.failed + summary.unverifiable;
  const limits = [
    shard && `This is part ${shard.index} of ${shard.total}. The other parts are not in this report.`,
    isOnlyMocked(report) && 'No real Jira was asked.',
    mocked > 0 &&
      mocked < targets.length &&
      `${mocked} of the ${targets.length} Jiras ${mocked === 1 ? 'is mocked: it says' : 'are mocked: they say'} nothing about a real one.`,
    excused > 0 &&
      `The result of ${targets.length === 1 ? 'this Jira' : `${excused} of ${targets.length} Jiras`} is not counted: it is broken or down there.`,
    pending > 0 &&
      `${count(pending, 'failure')} of what is pending ${pending === 1 ? 'does' : 'do'} not count.`,
    summary.unverifiable > 0 && `${summary.unverifiable} of ${all} interactions could not be verified.`,
  ];
  return limits.filter((one) => typeof one === 'string');
}

function isOnlyMocked({ targets }: Pick<Report, 'targets'>): boolean {
  return targets.length > 0 && targets.every(({ kind }) => kind === 'mocked');
}

const LOG_IN: StateName = 'the user can log in';

function logsIn({ pacts }: TargetReport): boolean {
  return pacts.some(({ interactions }) =>
    interactions.some(
      ({ status, method, providerStates }) =>
        status === 'verified' && method === 'POST' && providerStates.includes(LOG_IN),
    ),
  );
}

const MAX_CLIENTS = 3;

function versionedClients(targets: readonly TargetReport[]): string[] {
  const versioned = targets.flatMap(({ pacts }) => pacts).filter(({ consumerVersion }) => consumerVersion);
  const clients = [...new Set(versioned.map((one) => `${one.consumer} ${one.consumerVersion}`))];
  const more = clients.length - MAX_CLIENTS;
  return more > 0 ? [...clients.slice(0, MAX_CLIENTS), `${more} more`] : clients;
}

function onThose({ targets }: Report, exitCode: ExitCode): string {
  const those = numberOf(targets, exitCode);
  if (targets.length === 1)
    return targets[0]?.kind === 'mocked' ? 'on a mocked Jira' : 'on the Jira that was asked';
  if (those === 0) return 'on the Jiras of this run';
  return those === targets.length ? `on all ${those} Jiras` : `on ${those} of ${targets.length} Jiras`;
}
