import type { ScenarioName } from '../../report/recording.ts';
import type { ObservedRequest } from '../run/observed-request.ts';
import { saysNothingNew, withoutClocks } from '../run/outcome.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import { scenarioNamed } from '../run/scenarios.ts';

export interface UnbrokenRuns {
  readonly scenarios: ReadonlyMap<ScenarioName, ScenarioRuns>;
  /** One in which the user, and not nobody, gets answers with nothing in them. */
  readonly emptyForUser: Run | undefined;
}

/**
 * Whether a client that does not get what it wants ends well all the same, and says nothing that it does not say where it gets
 * it, or where there is nothing to get.
 */
export function endsAsIfWell(
  name: ScenarioName,
  { scenarios, emptyForUser }: UnbrokenRuns,
): 'in the same way' | 'with less' | undefined {
  const [usual, one] = [scenarios.get('right-credentials'), scenarios.get(name)];
  if (!usual || !one) return undefined;
  if (looksTheSame(usual, one)) return 'in the same way';
  const noises = [usual, one, scenarios.get('not-logged-in') ?? one];
  const [good, run] = [usual.unbroken[0], one.unbroken[0]];
  const [usually, now] = [toldBy(good, noises), toldBy(run, noises)];
  const ofNothing = emptyForUser && isWell(emptyForUser) ? toldBy(emptyForUser, noises) : '';
  // A client may call it a failure, as all others.
  const isOfFailure = /fail|error|refuse|denied|wrong|invalid/i.test(ofNothing);
  const known = [usually, isOfFailure ? '' : ofNothing, ...shownUnread(run, good)];
  if (!isWell(run) || !saysNothingNew(now, known)) return undefined;
  const isLess = now.length < usually.length || !saysNothingNew(usually, [now]);
  return isLess ? 'with less' : 'in the same way';
}

const isWell = ({ outcome: { ended, exitCode } }: Run) => ended === 'by itself' && exitCode === 0;

/** The refusals that a client prints as it prints a success: it has not read them. */
function shownUnread({ observed }: Run, usual: Run): string[] {
  const isShownWhole = ({ response: { body } }: ObservedRequest) =>
    saysNothingNew(body.replaceAll(/https?:[^\s"]*/g, ''), [usual.outcome.stdout]);
  const isUnread = ({ method, path, status }: ObservedRequest) =>
    status >= 400 &&
    usual.observed.some((one) => one.method === method && one.path === path && isShownWhole(one));
  return observed.filter(isUnread).map(({ response }) => response.body);
}

/** Whether two scenarios end in the same way, but for the user's name and the words that differ from run to run. */
export function looksTheSame(one: ScenarioRuns, other: ScenarioRuns): boolean {
  const noises = [one, other];
  return toldBy(one.unbroken[0], noises) === toldBy(other.unbroken[0], noises);
}

/** All that a run tells whoever looks at it, and at nothing that differs from run to run. */
export function toldBy({ scenario, outcome }: Run, noises: readonly ScenarioRuns[]): string {
  const { username } = scenarioNamed(scenario).user;
  const masked = (text: string, which: 'noise' | 'errorNoise') =>
    withoutClocks(noises.reduce((rest, scenarioRuns) => scenarioRuns[which].masked(rest), text)).replaceAll(
      username,
      'USER',
    );
  // A line that overwrites itself is a progress bar.
  const errors = outcome.stderr.split('\n').filter((line) => !/\r./.test(line));
  const texts = [masked(outcome.stdout, 'noise'), masked(errors.join('\n'), 'errorNoise')];
  return [outcome.ended, outcome.exitCode, ...texts].join('\n');
}
