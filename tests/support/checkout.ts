import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A git repository of its own, in which commands are run: its commits are the client's versions. */
export function makeCheckout() {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-checkout-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=tester', '-c', 'user.email=tester@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init', '--initial-branch=main');
  return {
    folder,
    /** Commits something on a branch. @returns the commit */
    commitOn: (branch: string) => {
      git('checkout', '-B', branch);
      git('commit', '--allow-empty', '--message', `A change on ${branch}`);
      return git('rev-parse', 'HEAD');
    },
    /** Leaves a file that is not committed. */
    makeDirty: () => writeFileSync(join(folder, 'changed.txt'), 'changed'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
