import { readdirSync, readFileSync } from 'node:fs';
import { sendSignal } from '../children.ts';

/**
 * Ends what a command left behind in a session of its own, where its group does not reach. Each has the address of the
 * mocked Jira of its run in its environment, which no other process has. On systems without `/proc` it does nothing.
 *
 * @param baseUrl the value of `JIRA_BASE_URL` in that run
 */
export function endStrays(baseUrl: string): void {
  const mark = `JIRA_BASE_URL=${baseUrl}\0`;
  for (const pid of processes()) {
    if (pid !== process.pid && environmentOf(pid).includes(mark)) sendSignal(pid, 'SIGKILL');
  }
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended, or is another user's. */
function environmentOf(pid: number): string {
  try {
    return `${readFileSync(`/proc/${pid}/environ`, 'latin1')}\0`;
  } catch {
    return '';
  }
}
