import type { RecordedRequest, RecordedScenario } from '../../report/recording.ts';
import { firstOfEachResponse } from '../run/observed-request.ts';
import type { ScenarioRuns } from '../run/runs.ts';
import { type Breakage, partName } from '../search/parts.ts';
import {
  acceptedStatuses,
  emptyUsage,
  ignoredParts,
  namesIn,
  neededParts,
  needsStatus,
  type ResponseReliance,
} from '../search/reliance.ts';

/** A scenario as the recording tells it. */
export function recordedScenario(
  { name, unbroken, noise }: ScenarioRuns,
  found: readonly ResponseReliance[],
): RecordedScenario {
  const [{ outcome, observed }] = unbroken;
  return {
    name,
    outcome: { exitCode: outcome.exitCode, stdout: noise.without(outcome.stdout) },
    requests: firstOfEachResponse(observed).map((request) =>
      recordedRequest(
        found.find((one) => one.observed.responseId === request.responseId) ?? emptyUsage(request),
      ),
    ),
  };
}

/** What is told of a request: each fact of the format has its line here. */
function recordedRequest(reliance: ResponseReliance): RecordedRequest {
  const { method, path, states, sendsBack, unbroken, responseId } = reliance.observed;
  // A part of another response is named with its request.
  const nameOfEither = ({ part, responseId: id }: Breakage) =>
    id === responseId ? partName(part) : `${partName(part)} (of ${id})`;
  const isStatusTried = reliance.statuses.size > 0 && !namesIn(reliance.eitherOf).has('status');
  const needed = neededParts(reliance).map(partName);
  const ignored = ignoredParts(reliance).map(partName);
  return {
    method,
    path,
    state: states?.join(' and ') ?? null,
    sendsBack,
    answered: unbroken.status,
    needs: needsStatus(reliance) ? ['status', ...needed] : needed,
    eitherOf: reliance.eitherOf.map((group) => group.map(nameOfEither)),
    accepts: acceptedStatuses(reliance),
    ignores: isStatusTried && !needsStatus(reliance) ? ['status', ...ignored] : ignored,
  };
}
