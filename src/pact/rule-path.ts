/** A letter, a digit or a sign that may stand in a field's name without brackets. Source: Pact's `path_exp.rs`. */
const NAME = String.raw`[\p{L}\p{N}_:#@-]+`;
const STEP = new RegExp(String.raw`\.(?:(\*)|(${NAME}))|\[(?:'([^']+)'|(\d+)|(\*))\]`, 'uy');

/** The steps of a path in a body, as Pact reads it: `$.errorMessages[*]` is `$`, `errorMessages`, `[*]`. */
export function stepsOf(path: string): string[] | undefined {
  const start = path.startsWith('$') ? '$' : (new RegExp(`^${NAME}`, 'u').exec(path)?.[0] ?? '');
  if (start === '') return path === '' ? [] : undefined;
  const steps = start === '$' ? ['$'] : ['$', start];
  STEP.lastIndex = start.length;
  while (STEP.lastIndex < path.length) {
    const step = STEP.exec(path);
    if (!step) return undefined;
    const [, star, name, quoted, index, anyIndex] = step;
    steps.push(anyIndex ? '[*]' : (star ?? name ?? quoted ?? index ?? ''));
  }
  return steps;
}

/** The keys that lead to a place in a body. */
export type BodyPath = readonly (string | number)[];

export function placeOf(path: BodyPath): string {
  return `$${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;
}

/** How well a rule's path fits a place or one above it, as Pact weighs it: 0 if it does not. */
export function weightOf(rule: readonly string[], place: readonly string[]): number {
  if (rule.length > place.length) return 0;
  const weight = rule.reduce((product, step, index) => product * weightOfStep(step, place[index] ?? ''), 1);
  return weight * rule.length;
}

function weightOfStep(step: string, at: string): number {
  if (step === at) return 2;
  return step === '*' || (step === '[*]' && /^\d+$/.test(at)) ? 1 : 0;
}
