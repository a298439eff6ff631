/** `npm run sbom`: what a user of the package installs, as CycloneDX, in sbom.json. npm writes it from the real tree. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const temporary = mkdtempSync(join(tmpdir(), 'jira-session-sbom-'));
// npm takes the name of the folder for the application's.
const folder = join(temporary, 'a-user-of-jira-session-contracts');
mkdirSync(folder);
const npm = (args: readonly string[], cwd: string) => execFileSync('npm', args, { cwd, encoding: 'utf8' });
try {
  const packed = npm(['pack', '--silent', '--pack-destination', folder], '.').trim().split('\n').at(-1) ?? '';
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"a-user-of-jira-session-contracts","version":"1.0.0","private":true}',
  );
  npm(['install', '--silent', '--no-audit', '--no-fund', join(folder, packed)], folder);
  const sbom = npm(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], folder);
  // Where it was made is nobody's business, and another place each time.
  writeFileSync('sbom.json', sbom.replaceAll(`file:${folder}/`, 'file:'));
} finally {
  rmSync(temporary, { recursive: true });
}
