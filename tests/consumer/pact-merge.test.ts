import { describe, expect, it } from '@jest/globals';
import { changedInteractions, mergeFragments, serialize } from '../pact-merge.ts';

const part = (description: string, status = 200) =>
  JSON.stringify({ consumer: { name: 'c' }, interactions: [{ description, response: { status } }] });
const order = ['first', 'second', 'third'];
const written = (...parts: string[]) => serialize(mergeFragments(parts, order));

describe('the parts of the pact', () => {
  it('come to the same bytes in whatever order the workers wrote them', () => {
    expect(written(part('third'), part('first'), part('second'))).toBe(
      written(part('first'), part('second'), part('third')),
    );
  });

  it('name the interactions that were added, removed and changed', () => {
    const before = written(part('first'), part('second'));
    const after = written(part('second', 401), part('third'));
    expect(changedInteractions(before, after)).toEqual(['removed: first', 'changed: second', 'added: third']);
  });

  it('are all added where there was no pact', () => {
    expect(changedInteractions('', written(part('first')))).toEqual(['added: first']);
  });
});
