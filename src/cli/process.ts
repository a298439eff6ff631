/** The process: it hands its arguments, streams and signals to the command line, and ends with its exit code. */
import { isAgent, isCI } from 'std-env';
import { exitCodeOfNothing } from '../render/format-names.ts';
import type { DeclaredCommand } from './command.ts';
import { run, sayUncaught } from './run.ts';

/** Ends the run early. The sessions that it opened are closed all the same; a second signal ends the process at once. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(exitCodeOfNothing(process.argv));
    interruption.abort();
  });
}

/** How long a run may take to end after an unexpected error, in milliseconds: it may be waiting for what failed. */
const END_WITHIN_MS = 20_000;

/** An error that nobody awaited: the last line tells it. */
let uncaught: { readonly error: unknown } | undefined;
process.on('uncaughtException', (error) => {
  if (uncaught) return;
  uncaught = { error };
  interruption.abort();
  setTimeout(end, END_WITHIN_MS, 2);
});

/** How often to check whether npm is still there, in milliseconds. */
const LOOK_EVERY_MS = 250;

// npm runs this through a shell, which ends at a SIGTERM without passing it on: only the missing parent tells.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && interruption.abort(), LOOK_EVERY_MS).unref();
}

/** Why output was lost, unless it is that nobody reads any more. */
let lostBecause: string | undefined;

/** Writes until nobody reads any more, which ends the run like Ctrl-C. */
function untilClosed(stream: NodeJS.WriteStream) {
  let isOpen = true;
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    isOpen = false;
    if (code !== 'EPIPE' && code !== 'EBADF') lostBecause ??= code;
    interruption.abort();
  });
  const write = (text: string) => isOpen && stream.write(text);
  return { isTTY: stream.isTTY, columns: stream.columns, write };
}

const world = {
  stdout: untilClosed(process.stdout),
  stderr: untilClosed(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
  isAutomated: isAgent || isCI,
};

async function end(exitCode: number): Promise<void> {
  const ofUncaught = uncaught && (await sayUncaught(uncaught.error, process.argv.slice(2), world));
  // All that is left may be a connection that nobody waits for any more.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
  );
  if (lostBecause) process.stderr.write(`error: The output could not be written (${lostBecause}).\n`);
  process.exit(lostBecause === undefined ? (ofUncaught ?? exitCode) : exitCodeOfNothing(process.argv));
}

export async function runProcess(commandOfCheckout?: DeclaredCommand): Promise<void> {
  await end(await run(process.argv.slice(2), world, commandOfCheckout));
}
