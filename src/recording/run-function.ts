import type { RunClient } from './client-run.ts';
import type { Given } from './stage.ts';

/** What a function is given: where the mocked Jira is, whom to log in, and a signal that ends the run. */
export interface GivenToFunction extends Given {
  /** Aborted when the run takes too long, or is not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * A client that is a function of this process. What it returns is its output; what it throws is its failure, of which
 * the error's name counts, and not its words.
 */
export function functionClient(run: (given: GivenToFunction) => unknown): RunClient {
  return async (given, { timeoutMs, signal }) => {
    const controller = new AbortController();
    const within = AbortSignal.any([signal, controller.signal]);
    let timer: NodeJS.Timeout | undefined;
    const stopped = new Promise<'stopped'>((resolve) => {
      timer = setTimeout(() => controller.abort(), timeoutMs);
      within.addEventListener('abort', () => resolve('stopped'), { once: true });
      if (within.aborted) resolve('stopped');
    });
    const ended = (async () => run({ ...given, signal: within }))().then(
      (value) => ({ exitCode: 0, stdout: textOf(value), stderr: '' }),
      (error: unknown) => ({ exitCode: 1, stdout: nameOf(error), stderr: String(error) }),
    );
    const outcome = await Promise.race([ended, stopped]);
    clearTimeout(timer);
    if (outcome === 'stopped') return { ended: 'stopped', exitCode: null, stdout: '', stderr: '' };
    return { ended: 'by itself', ...outcome };
  };
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
