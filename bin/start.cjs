'use strict';

const { lstatSync, mkdirSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Where Node keeps what it compiled, so that the next start is faster: a folder of this user alone, since who can write into it
 * can have code run here. Undefined where there can be none.
 */
function cacheFolder() {
  const uid = process.getuid?.();
  const folder = join(tmpdir(), `node-compile-cache-of-jira-session-contracts-${uid ?? 0}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST') return undefined;
  }
  try {
    const found = lstatSync(folder);
    if (!found.isDirectory()) return undefined;
    return uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Why the program does not start, in one line. */
function whyNot(error) {
  if (error?.syscall === 'uv_cwd') return 'The current folder is no longer there: go into another one.';
  if (/^E[MN]FILE$/.test(error?.code)) {
    return `Too few open files are allowed to load the program (${error.code}): raise the limit with ulimit -n.`;
  }
  const [line = ''] = String(error?.message ?? error).split('\n');
  return `The program cannot be loaded: ${line.replace(/\.?$/, '.')} Install it again.`;
}

/** Loads the program. A failure is never exit code 1, which says something about a Jira; and 0 is said by the program alone. */
module.exports = (main, nothing = 2) => {
  process.exitCode = nothing;
  // Node would open its debugger at it, to whoever is on this machine, and there are passwords in its memory.
  process.on('SIGUSR1', () => {});
  const folder = cacheFolder();
  if (folder) enableCompileCache(folder);
  import(main).catch((error) => {
    process.stderr.write(`error: ${whyNot(error)}\n`);
    process.exit(nothing);
  });
};
