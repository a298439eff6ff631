import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Noise } from '../../src/recording/run/outcome.ts';
import { logIn, recordFunction } from './small-clients.ts';

describe('what differs from run to run', () => {
  it('is left out in what is shown of each scenario, also where it was the same by chance', async () => {
    let runs = 0;
    const { recording } = await recordFunction(
      async (given) => {
        const seconds = given.scenario === 'unknown-user' ? 59 : 10 + (++runs % 40);
        return `12:00:${seconds} start\n${(await logIn(given)).ok ? 'in' : 'out'}`;
      },
      ['unknown-user'],
    );
    const shown = recording.scenarios.map(({ outcome }) => outcome.stdout.trim());
    expect(shown).toEqual(['… start\nin', '… start\nout']);
  });

  const lineOf = (word: () => string, count = 20_000) =>
    Array.from({ length: count }, (_, index) => (index % 3 ? 'word' : word())).join(' ');
  const ofTwo = (one: string, other: string) => {
    const noise = new Noise();
    noise.note(one, other);
    return noise;
  };

  it('is found in a line that is too long for a regular expression', () => {
    const line = () => lineOf(() => `${Math.random()}`);
    const masked = ofTwo(line(), line()).masked(line());
    expect(masked).toBe(lineOf(() => '…'));
  });

  it('is found where an id has a letter that it did not have before', () => {
    const line = (id: string) => `run ${id}, all is well`;
    const noise = ofTwo(line('2026112900'), line('2026112901'));
    expect(noise.masked(line('20261129ab'))).toBe(line('20261129ab'));
    noise.note(line('2026112900'), line('20261129ab'));
    expect(noise.masked(line('20261129ff'))).toBe('run …, all is well');
    expect(noise.masked(line('2026112903'))).toBe('run …, all is well');
  });

  it('hides no word that is the same, in front, between and behind', () => {
    const line = (id: string, first = 'from', second = 'to', last = 'end') =>
      `${first} ${id}: ${second} ${id}, ${last}`;
    const noise = ofTwo(line(randomUUID()), line(randomUUID()));
    for (const words of [['of'], ['from', 'up'], ['from', 'to', 'start'], ['from', 'to', 'end.']]) {
      const other = line(randomUUID(), ...words);
      expect(noise.masked(other)).toBe(other);
    }
  });
});
