import { type Fault, fault } from '../faults.ts';

export class Deadline {
  phase: 'first byte' | 'whole answer' = 'first byte';
  readonly connectMs: number;
  fault: Fault | undefined;
  readonly #controller = new AbortController();
  readonly #connecting: NodeJS.Timeout;
  readonly #whole: NodeJS.Timeout;
  readonly #interruption: AbortSignal | undefined;

  constructor(timeoutMs: number, interruption: AbortSignal | undefined) {
    this.connectMs = Math.ceil(timeoutMs / 2);
    this.#connecting = setTimeout(
      () => this.#cut(fault('connect-timeout', `no connection within ${this.connectMs} ms`)),
      this.connectMs,
    );
    this.#whole = setTimeout(
      () => this.#cut(fault('answer-timeout', `no ${this.phase} within ${timeoutMs} ms`)),
      timeoutMs,
    );
    this.#interruption = interruption;
    if (interruption?.aborted) this.#interrupt();
    interruption?.addEventListener('abort', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly connected = (): void => clearTimeout(this.#connecting);

  end(): void {
    clearTimeout(this.#connecting);
    clearTimeout(this.#whole);
    this.#interruption?.removeEventListener('abort', this.#interrupt);
  }

  readonly #interrupt = (): void => this.#cut(fault('interrupted', `no ${this.phase} until then`));

  #cut(fault: Fault): void {
    this.fault ??= fault;
    this.#controller.abort();
  }
}
