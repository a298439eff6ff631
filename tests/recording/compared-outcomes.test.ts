import { describe, expect, it } from '@jest/globals';
import { differInWhatTheyShow, saysNothingNew } from '../../src/recording/run/outcome.ts';

describe('a client that prints no more than where all is well', () => {
  const usual =
    'Report for alice: 3 issues, 0 errors\nTEST-1 done\nTEST-3 done\nloggedIn: true, isLast: false\njira_up 1, 1 project';

  it.each([
    'Report for null: 0 issues, 0 errors',
    'Report for NaN: 1 issue',
    'TEST-2 done',
    'loggedIn: undefined',
    '0 projects',
    '',
  ])('has not said that anything failed: %p', (text) => {
    expect(saysNothingNew(text, [usual])).toBe(true);
  });

  it.each([
    'Report for nobody: 0 issues',
    'Report for null: 0 issues, 1 errors',
    'TEST-4 done',
    '401',
    '❌ done',
    'loggedIn: false',
    'jira_up 0',
  ])('has said more: %p', (text) => {
    expect(saysNothingNew(text, [usual])).toBe(false);
  });
});

describe('what a Jira has in its own way', () => {
  const nine = { output: '3 issues of Jira 9.12.2', responses: ['{"version":"9.12.2","total":3}'] };

  it.each([
    ['a version is', true, { output: '3 issues of Jira 10.3.0', responses: ['{"version":"10.3.0"}'] }],
    [
      'a count is not',
      false,
      { output: '0 issues of Jira 9.12.2', responses: ['{"version":"9.12.2","total":0}'] },
    ],
    [
      'a number that it did not send is not',
      false,
      { output: '13 issues of Jira 9.12.2', responses: ['{"version":"9.12.2"}'] },
    ],
  ])('may be shown: %s', (_, isItsOwn, other) => {
    expect(differInWhatTheyShow(nine, other, 'as much')).toBe(isItsOwn);
  });

  it('counts for nothing where a client fails, and shows it', () => {
    const [left, right] = ['took 3 s', 'took 5 s'].map((output) => ({ output, responses: [] }));
    expect(left && right && differInWhatTheyShow(left, right)).toBe(true);
  });
});
