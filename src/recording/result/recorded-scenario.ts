import { headerValues, type WireResponse } from '../../http/wire.ts';
import type { RecordedRequest, RecordedScenario } from '../../report/recording.ts';
import { firstOfEachResponse } from '../run/observed-request.ts';
import { isSame, spelledAlike } from '../run/outcome.ts';
import { type Breakage, holds, type Part, partName, valueAt } from '../run/parts.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import { ResponseReliance, STATUS } from '../search/reliance.ts';

export function recordedScenario(
  { name, unbroken, noise, hasFailed }: ScenarioRuns,
  found: readonly ResponseReliance[],
  runs: readonly Run[],
  others: readonly ScenarioRuns[],
): RecordedScenario {
  const [{ outcome, observed }] = unbroken;
  // In its own runs, a clock may have shown the same time by chance.
  const stdout = [...others.map((one) => one.noise), noise].reduceRight(
    (text, one) => one.masked(text),
    outcome.stdout,
  );
  const unchanged = runs.filter((run) => run.scenario === name && isSame(outcome, run.outcome, noise));
  return {
    name,
    outcome: { exitCode: outcome.exitCode, stdout },
    requests: firstOfEachResponse(observed).map((request) =>
      recordedRequest(
        found.find((one) => one.observed.responseId === request.responseId) ?? new ResponseReliance(request),
        hasFailed ? outcome.stdout : '',
        unchanged,
      ),
    ),
  };
}

function recordedRequest(
  reliance: ResponseReliance,
  shownOnFailure: string,
  unchanged: readonly Run[],
): RecordedRequest {
  const { method, path, states, unbroken, responseId, sendsBack } = reliance.observed;
  // A part of another response is named with its request.
  const nameOfEither = ({ part, responseId: id }: Breakage) =>
    id === responseId ? partName(part) : `${partName(part)} (of ${id})`;
  const needed = reliance.needed.map(partName);
  const unused = reliance.ignored;
  const ignored = unused.map(partName);
  const isBodyInTheWay = unbroken.status === 204 && reliance.isNoticed({ kind: 'body', path: [] });
  const rightIfThere = isBodyInTheWay ? [] : reliance.rightIfThere.map(partName);
  // What is printed without it too are the client's own words.
  const isOwn = (part: Part) =>
    unchanged.some(({ breakages }) =>
      breakages.some(
        ({ responseId: id, part: broken, kind }) =>
          id === responseId &&
          kind === 'gone' &&
          (partName(broken) === partName(part) || holds(broken, part)),
      ),
    );
  const isShown = (part: Part) => isShownIn(shownOnFailure, part, unbroken) && !isOwn(part);
  const isStatusNeeded = reliance.isNoticed(STATUS);
  const isStatusIgnored = isStatusNeeded === false && !reliance.replaceable.has('status');
  const isStatusShown = isStatusIgnored && new RegExp(`\\b${unbroken.status}\\b`).test(shownOnFailure);
  const shows = [...(isStatusShown ? ['status'] : []), ...unused.filter(isShown).map(partName)];
  return {
    method,
    path,
    state: states?.join(' and ') ?? null,
    sendsBack,
    answered: unbroken.status,
    needs: [...(isStatusNeeded ? ['status'] : []), ...needed, ...(isBodyInTheWay ? ['no body'] : [])],
    eitherOf: reliance.eitherOf.map((group) => group.map(nameOfEither)),
    accepts: reliance.acceptedStatuses,
    ...(rightIfThere.length > 0 && { rightIfThere }),
    ...(shows.length > 0 && { shows }),
    ignores: isStatusIgnored ? ['status', ...ignored] : ignored,
  };
}

function isShownIn(text: string, part: Part, response: WireResponse): boolean {
  const value =
    part.kind === 'header'
      ? headerValues(response, part.name)[0]
      : part.kind === 'body'
        ? valueAt(response, part.path)
        : undefined;
  return typeof value === 'string' && value !== '' && spelledAlike(text).includes(spelledAlike(value));
}
