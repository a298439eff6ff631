import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changedInteractions, serialize } from '../../src/pact/pact-text.ts';
import { mergeFragments, withoutConsumerTest, writePact } from '../support/write-pact.ts';

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

describe('the pact file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jira-session-merge-'));
    file = join(mkdtempSync(join(tmpdir(), 'jira-session-pact-file-')), 'pact.json');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    rmSync(join(file, '..'), { recursive: true });
  });
  const runWrites = (...descriptions: string[]) => {
    for (const description of descriptions) writeFileSync(join(folder, description), part(description));
  };

  it('is left as it is when a consumer test did not run or failed', () => {
    writeFileSync(file, 'as it was');
    runWrites('first', 'second');
    expect(writePact(folder, file, order)).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('as it was');
  });

  it('is not enough for an interaction that no consumer test has: it is named', () => {
    runWrites('first.json', 'third.json');
    expect(withoutConsumerTest(folder, order)).toEqual([
      expect.stringContaining("has the interaction 'second'"),
    ]);
  });

  it('loses an interaction that was removed, with a word about it', () => {
    writeFileSync(file, written(part('first'), part('second'), part('third')));
    runWrites('first', 'third');
    expect(writePact(folder, file, ['first', 'third'])).toContain('\n  removed: second\n');
    expect(readFileSync(file, 'utf8')).toBe(written(part('first'), part('third')));
  });

  it('is nothing to speak of when it is what the tests write', () => {
    writeFileSync(file, written(part('first')));
    runWrites('first');
    expect(writePact(folder, file, ['first'])).toBeUndefined();
  });
});
