import { describe, expect, it } from '@jest/globals';
import { findNoticed } from '../../src/recording/search/group-testing.ts';

/** Asks as a client would that notices when any of these groups is broken as a whole, and counts the questions. */
function clientThatNotices(...groups: readonly (readonly string[])[]) {
  const asked = new Map<string, boolean>();
  const notices = async (broken: readonly string[]) => {
    const isNoticed = groups.some((group) => group.every((item) => broken.includes(item)));
    asked.set([...broken].sort().join(), isNoticed);
    return isNoticed;
  };
  return {
    notices,
    get questions() {
      return asked.size;
    },
  };
}

const unlikely = (count: number, name = 'field') =>
  Array.from({ length: count }, (_, index) => ({ item: `${name}${index}`, likelihood: 0.1 / count }));

describe('the search for what is noticed', () => {
  it.each([
    ['nothing', []],
    ['one thing', [['field7']]],
    ['several things', [['field0'], ['field13'], ['field29']]],
    ['one of two things', [['field3', 'field20']]],
    [
      'one of two things in two ways',
      [
        ['field3', 'field20'],
        ['field3', 'field21'],
      ],
    ],
    ['one of three things, and another thing', [['field1', 'field2', 'field28'], ['field9']]],
  ])('finds %s', async (_, groups) => {
    const { notices } = clientThatNotices(...groups);
    const { noticed, eitherOr } = await findNoticed(unlikely(30), notices);
    const sorted = (found: readonly (readonly string[])[]) => found.map((one) => [...one].sort()).sort();
    expect(noticed.toSorted()).toEqual(
      groups
        .filter(({ length }) => length === 1)
        .flat()
        .sort(),
    );
    expect(sorted(eitherOr)).toEqual(sorted(groups.filter(({ length }) => length > 1)));
  });

  it('asks once where nothing is noticed, however much there is', async () => {
    const client = clientThatNotices();
    await findNoticed(unlikely(1000), client.notices);
    expect(client.questions).toBe(1);
  });

  it.each([1, 10, 100, 1000])(
    'asks at most log2(n) + 1 times more for %d more things that nobody notices',
    async (n) => {
      const questions = async (more: number) => {
        const client = clientThatNotices(['known2'], ['known5']);
        const known = Array.from({ length: 8 }, (_, index) => ({ item: `known${index}`, likelihood: 0.1 }));
        await findNoticed([...known, ...unlikely(more)], client.notices);
        return client.questions;
      };
      expect((await questions(n)) - (await questions(0))).toBeLessThanOrEqual(Math.log2(n) + 1);
    },
  );
});
