import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMPOSE = fileURLToPath(new URL('compose.yaml', import.meta.url));

/** How long a Jira may take to start, in milliseconds. */
const START_MS = 10 * 60_000;

/** A real Jira in a container, which ends with the run. */
export class JiraContainer {
  readonly site: string;
  readonly #environment: NodeJS.ProcessEnv;

  /** @param version such as `9.12` */
  constructor(version: string, port: number) {
    this.site = `http://127.0.0.1:${port}`;
    this.#environment = { ...process.env, JIRA_VERSION: version, JIRA_PORT: String(port) };
  }

  /** @throws an Error that says what to do when docker is not there, or Jira does not start */
  async start(say: (text: string) => void): Promise<void> {
    this.#compose('up', '--detach');
    const until = Date.now() + START_MS;
    for (;;) {
      const state = await fetch(`${this.site}/status`).then(
        async (answer) => ((await answer.json()) as { readonly state?: string }).state,
        () => undefined,
      );
      if (state === 'FIRST_RUN' || state === 'RUNNING') return;
      if (Date.now() > until)
        throw new Error('Jira did not start within ten minutes: see docker compose logs.');
      say(`waiting for Jira (${state ?? 'no answer yet'}) ...`);
      await new Promise((resolve) => setTimeout(resolve, 5000));
    }
  }

  /** Removes containers and data. */
  stop(): void {
    this.#compose('down', '--volumes');
  }

  #compose(...args: readonly string[]): void {
    const words = ['compose', '--file', COMPOSE, '--project-name', 'jira-session-truth', ...args];
    const { status, error } = spawnSync('docker', words, { env: this.#environment, stdio: 'inherit' });
    if (error || status !== 0) {
      throw new Error(`docker compose ${args[0]} did not work: is Docker installed, and does it run?`);
    }
  }
}
