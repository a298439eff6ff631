/** The process: its words, its streams and its signals are handed to the command line, whose exit code it takes. */
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

/** How long a run may take to end after an error that nobody expected, in milliseconds: what failed may be what it waits for. */
const END_WITHIN_MS = 20_000;

/** An error that nobody awaited: the last line is about it. */
let uncaught: { readonly error: unknown } | undefined;
process.on('uncaughtException', (error) => {
  if (uncaught) return;
  uncaught = { error };
  interruption.abort();
  setTimeout(end, END_WITHIN_MS, 2);
});

/** How often it is looked whether npm is still there, in milliseconds. */
const LOOK_EVERY_MS = 250;

// npm runs this through a shell, which ends at a SIGTERM without handing it on: then nobody is left above.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && interruption.abort(), LOOK_EVERY_MS).unref();
}

/** Why what was written is lost, where it is not that nobody reads any more. */
let lostBecause: string | undefined;

/** Writes until nobody reads any more, which ends the run like Ctrl-C. */
function outputOf(stream: NodeJS.WriteStream) {
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
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
  isAutomated: isAgent || isCI,
};

async function end(exitCode: number): Promise<void> {
  const ofUncaught = uncaught && (await sayUncaught(uncaught.error, process.argv.slice(2), world));
  // What is left may only be a connection that nobody waits for any more.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
  );
  if (lostBecause) process.stderr.write(`error: The output could not be written (${lostBecause}).\n`);
  process.exit(lostBecause === undefined ? (ofUncaught ?? exitCode) : exitCodeOfNothing(process.argv));
}

export async function runProcess(commandOfCheckout?: DeclaredCommand): Promise<void> {
  await end(await run(process.argv.slice(2), world, commandOfCheckout));
}
