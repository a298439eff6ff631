/** Lines that are shown where none of them names the error. */
const LAST_LINES = 5;

/** `TypeError: ...`, `Error [ERR_X]: ...`, `java.io.IOException: ...`, `Exception in thread "main" ...`, `Uncaught ...` */
const NAMED = /^(?:Uncaught\b|Exception in thread\b|[\w.$:]*(?:Error|Exception)(?: \[\w+\])?(?::|$))/;

/** `client.rb:1:in 'log_in': refused (RuntimeError)` */
const RUBY = /\([\w:]*(?:Error|Exception|[A-Z]\w*::\w+)\)$/;

/** `curl: (22) The requested URL returned error: 404`, `fatal: ...`, `jq: error: ...` */
const SAID = /^\S.*\b(?:error|fatal|exception)\b.*[^;{(]$/i;

/** Node's: the error that it came from. */
const CAUSE = /^\s+\[cause\]: /;

/** What stands below an error: where it was, and with what. */
const OF_A_TRACE = /^\s|^[\])}^]|^Node\.js v\d|^\(Use `node /;

/** The lines of a client's standard error that say why it failed: none for an empty one. */
export function errorLines(stderr: string): {
  readonly lines: readonly string[];
  readonly areNamed: boolean;
} {
  const lines = stderr.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
  const named =
    pythonError(lines) ?? [NAMED, RUBY, SAID].flatMap((is) => lines.find((line) => is.test(line)) ?? [])[0];
  if (named === undefined) return { lines: lines.slice(-LAST_LINES), areNamed: false };
  const cause = lines
    .findLast((line) => CAUSE.test(line))
    ?.replace(/\s*\{$/, '')
    .trim();
  const last = lines.at(-1);
  const shown = [named, cause, last !== undefined && OF_A_TRACE.test(last) ? undefined : last];
  return { lines: [...new Set(shown.filter((line) => line !== undefined))], areNamed: true };
}

/** The line below the last traceback, which is indented. */
function pythonError(lines: readonly string[]): string | undefined {
  const start = lines.findLastIndex((line) => line.startsWith('Traceback '));
  return start === -1 ? undefined : lines.slice(start + 1).find((line) => !/^\s/.test(line));
}
