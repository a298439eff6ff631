import { type Fault, fault } from '../faults.ts';

/** A time-out is counted in so many steps. One that comes late counts no more than another: then this machine was busy, and no Jira slow. */
const STEPS = 10;

export class Deadline {
  phase: 'first byte' | 'whole answer' = 'first byte';
  readonly connectMs: number;
  fault: Fault | undefined;
  readonly #controller = new AbortController();
  readonly #clock: NodeJS.Timeout;
  readonly #interruption: AbortSignal | undefined;
  #isConnected = false;

  constructor(timeoutMs: number, interruption: AbortSignal | undefined) {
    this.connectMs = Math.ceil(timeoutMs / 2);
    let steps = 0;
    this.#clock = setInterval(() => {
      steps += 1;
      if (steps >= STEPS) this.#cut(fault('answer-timeout', `no ${this.phase} within ${timeoutMs} ms`));
      else if (steps >= STEPS / 2 && !this.#isConnected)
        this.#cut(fault('connect-timeout', `no connection within ${this.connectMs} ms`));
    }, timeoutMs / STEPS);
    this.#interruption = interruption;
    if (interruption?.aborted) this.#interrupt();
    interruption?.addEventListener('abort', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly connected = (): void => {
    this.#isConnected = true;
  };

  end(): void {
    clearInterval(this.#clock);
    this.#interruption?.removeEventListener('abort', this.#interrupt);
  }

  readonly #interrupt = (): void => this.#cut(fault('interrupted', `no ${this.phase} until then`));

  #cut(fault: Fault): void {
    this.fault ??= fault;
    this.#controller.abort();
  }
}
