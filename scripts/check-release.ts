/**
 * `npm run check-release`, before a release: npm's trusted publishing and provenance compare the addresses in package.json
 * with the repository that the workflow runs in, and fail at the very end where they differ.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools.ts';

interface Manifest {
  readonly private?: boolean;
  readonly repository?: { readonly url?: string } | string;
  readonly homepage?: string;
  readonly bugs?: { readonly url?: string } | string;
}

const [file = join(ROOT, 'package.json')] = process.argv.slice(2);
const { GITHUB_REPOSITORY: here, GITHUB_SERVER_URL: server = 'https://github.com' } = process.env;

const urlIn = (field: { readonly url?: string } | string | undefined) =>
  typeof field === 'object' ? field.url : field;

/** The fields that are not as they have to be in the repository of this workflow, as they have to be. */
function wrongFields({ repository, homepage, bugs }: Manifest, address: string): string[] {
  const expected = [
    ['repository', urlIn(repository), `git+${address}.git`],
    ['homepage', homepage, `${address}#readme`],
    ['bugs', urlIn(bugs), `${address}/issues`],
  ] as const;
  return expected.filter(([, is, right]) => is !== right).map(([name, , right]) => `${name} to ${right}`);
}

function problemOf(manifest: Manifest): string | undefined {
  if (!here)
    return 'GITHUB_REPOSITORY is not set: set it to OWNER/NAME, as the workflow of the release does.';
  const wrong = wrongFields(manifest, `${server}/${here}`);
  return wrong.length > 0
    ? `npm would refuse the release: in package.json, set ${wrong.join(', ')}.`
    : undefined;
}

const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const problem = manifest.private ? undefined : problemOf(manifest);
if (manifest.private) console.log('Nothing is released: package.json is private.');
if (problem) {
  console.error(`error: ${problem}`);
  process.exitCode = 2;
}
