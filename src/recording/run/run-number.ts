import type { Chance } from '../../mock-jira/chance.ts';

/** What stands at the end of every random value, in the place of the run's number, once the run has ended. */
const NO_RUN = '6e34';

/** Values of the mocked Jira: pairs of a fixed group and a count, of which the last has the run's number. */
const OF_A_RUN = /((?:6e34[\da-f]{4})+)(e[\da-f]{3})([\da-f]{4})/gi;

/** A number in four digits. Recordings are too short for the same number to come back soon. */
const digitsOf = (run: number) => `e${(run % 0x1000).toString(16).padStart(3, '0')}`;

/**
 * The same values on every run, so that outputs can be compared, but for the run's number in what is long: a session is
 * known as that of another run.
 */
export function chanceOf(run: number): Chance {
  let count = 0;
  return {
    hex: (bytes) => {
      count += 1;
      const counted = count.toString(16).padStart(4, '0');
      const unit = `${NO_RUN}${counted}`;
      const units = Math.floor((bytes * 2) / unit.length);
      if (units < 2) return unit.repeat(bytes).slice(0, bytes * 2);
      return `${unit.repeat(units - 1)}${digitsOf(run)}${counted}${unit.slice(0, (bytes * 2) % unit.length)}`;
    },
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    isSessionCookieLast: () => false,
  };
}

export function withoutRunNumber(text: string): string {
  return text.replaceAll(OF_A_RUN, (_, before: string, digits: string, count: string) => {
    const none = digits.startsWith('E') ? NO_RUN.toUpperCase() : NO_RUN;
    return `${before}${none}${count}`;
  });
}

export function isOfAnotherRun(text: string, run: number): boolean {
  return [...text.matchAll(OF_A_RUN)].some(([, , digits]) => digits?.toLowerCase() !== digitsOf(run));
}
