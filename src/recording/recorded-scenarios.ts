import { type Breakage, partName } from './parts.ts';
import type { RecordedRequest, RecordedScenario } from './recording.ts';
import {
  type AnswerReliance,
  acceptedStatuses,
  ignoredParts,
  namesIn,
  neededParts,
  needsStatus,
  nothingKnownOf,
} from './reliance.ts';
import type { ScenarioRuns } from './scenario-runs.ts';
import type { Sighting } from './stage.ts';

/** A scenario as the recording tells it: how the client ended, and what it needs of each answer. */
export function scenarioOf(
  { name, unbroken, noise }: ScenarioRuns,
  answers: readonly AnswerReliance[],
): RecordedScenario {
  const [{ outcome, sightings }] = unbroken;
  return {
    name,
    outcome: { exitCode: outcome.exitCode, stdout: noise.without(outcome.stdout) },
    requests: firstOfEachAnswer(sightings).map((sighting) => {
      const known = answers.find((one) => one.sighting.answerId === sighting.answerId);
      return requestOf(known ?? nothingKnownOf(sighting));
    }),
  };
}

/** A part of another answer is named with its request. */
function nameIn({ sighting }: AnswerReliance, { answer, part }: Breakage): string {
  return answer === sighting.answerId ? partName(part) : `${partName(part)} (of ${answer})`;
}

function requestOf(reliance: AnswerReliance): RecordedRequest {
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
export function firstOfEachAnswer(sightings: readonly Sighting[]): Sighting[] {
  const groups = Map.groupBy(
    sightings.filter(({ isOfSession }) => isOfSession),
    ({ answerId }) => answerId,
  );
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
