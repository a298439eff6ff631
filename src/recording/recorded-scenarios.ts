import type { RecordedRequest, RecordedScenario } from '../report/recording.ts';
import { type Breakage, partName } from './parts.ts';
import {
  acceptedStatuses,
  emptyUsage,
  ignoredParts,
  namesIn,
  neededParts,
  needsStatus,
  type ResponseReliance,
} from './reliance.ts';
import type { ScenarioRuns } from './scenario-runs.ts';
import type { ObservedRequest } from './stage.ts';

/** A scenario as the recording tells it: how the client ended, and what it needs of each answer. */
export function scenarioOf(
  { name, unbroken, noise }: ScenarioRuns,
  answers: readonly ResponseReliance[],
): RecordedScenario {
  const [{ outcome, sightings }] = unbroken;
  return {
    name,
    outcome: { exitCode: outcome.exitCode, stdout: noise.without(outcome.stdout) },
    requests: firstOfEachAnswer(sightings).map((sighting) => {
      const known = answers.find((one) => one.sighting.responseId === sighting.responseId);
      return requestOf(known ?? emptyUsage(sighting));
    }),
  };
}

/** A part of another answer is named with its request. */
function nameIn({ sighting }: ResponseReliance, { answer, part }: Breakage): string {
  return answer === sighting.responseId ? partName(part) : `${partName(part)} (of ${answer})`;
}

function requestOf(reliance: ResponseReliance): RecordedRequest {
  const { method, path, states, unbroken } = reliance.sighting;
  return {
    method,
    path,
    state: states?.join(' and ') ?? null,
    answered: unbroken.status,
    needs: [...(needsStatus(reliance) ? ['status'] : []), ...neededParts(reliance).map(partName)],
    eitherOf: reliance.eitherOf.map((group) => group.map((one) => nameIn(reliance, one))),
    accepts: acceptedStatuses(reliance),
    ignores: [
      ...(reliance.statuses.size > 0 && !needsStatus(reliance) && !namesIn(reliance.eitherOf).has('status')
        ? ['status']
        : []),
      ...ignoredParts(reliance).map(partName),
    ],
  };
}

/** Of the requests to the session resource, the first one for each answer. */
export function firstOfEachAnswer(sightings: readonly ObservedRequest[]): ObservedRequest[] {
  const groups = Map.groupBy(
    sightings.filter(({ isOfSession }) => isOfSession),
    ({ responseId }) => responseId,
  );
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
