import { readdirSync, readFileSync } from 'node:fs';
import type { Recorded } from '../../../src/doctor/recorded-responses.ts';
import { markdownTable } from '../../support/markdown.ts';
import { PUBLIC_RECORDS, publicRecords } from '../../support/public-records.ts';

export const TRUTH_PAGE = 'docs/explanation/truth.md';

const FOLDER = 'contracts/session/recorded';

const NOT_TOLD = 'not told';

/** The page of what is known, with the number of answers of each version of Jira. */
export function truthPage(): string {
  const table = markdownTable(
    ['Jira', 'answers shown in public', 'of recordings of this project', 'shared by those who have one'],
    versionRows(),
  );
  const page = readFileSync(TRUTH_PAGE, 'utf8');
  return page.replace(
    /(?<=^<!-- counted: npm run docs -->\n)[^<]*(?=^<!-- end -->$)/m,
    () => `\n${table}\n\n`,
  );
}

function versionRows(): string[][] {
  const shown = publicRecords.map(({ givenBy, version }) =>
    givenBy === 'Cloud' ? 'Cloud' : majorOf(version),
  );
  const own = recordingsIn(FOLDER);
  const shared = recordingsIn(`${FOLDER}/shared`);
  const names = [...new Set([...shown, ...own, ...shared])].toSorted(
    (a, b) => Number(a) - Number(b) || (a < b ? -1 : 1),
  );
  const count = (all: readonly string[], name: string) => `${all.filter((one) => one === name).length}`;
  return names.map((name) => [name, ...[shown, own, shared].map((all) => count(all, name))]);
}

/** The version of the Jira of each answer in the recordings of a folder. */
function recordingsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== PUBLIC_RECORDS);
  return files.flatMap((file) => {
    const { version, answers } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Recorded;
    return answers.map(() => majorOf(version));
  });
}

function majorOf(version = ''): string {
  const [major] = /^\d+/.exec(version) ?? [];
  if (major === undefined) return NOT_TOLD;
  // As Cloud reports it.
  return Number(major) >= 1000 ? 'Cloud' : major;
}
