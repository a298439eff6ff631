import { createColors } from 'picocolors';
import type { Check, InteractionResult, Report } from './report.ts';

const marks = { verified: '✓', failed: '✗', unverifiable: '–' } as const;

/** Whether to colour: only on a terminal, and never with `NO_COLOR` set to anything. */
export function wantsColors(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !environment.NO_COLOR;
}

/** The report's lines for one person at one terminal. */
export class TerminalReport {
  readonly #paint: ReturnType<typeof createColors>;

  #lastReason: string | undefined;

  constructor(colors: boolean) {
    this.#paint = createColors(colors);
  }

  /** The line of an interaction, with its mismatches below. A reason that was just given is not given again. */
  interaction({ status, description, method, durationMs, reason, mismatches }: InteractionResult): string {
    const again = reason !== undefined && reason === this.#lastReason;
    this.#lastReason = reason;
    const took = this.#paint.dim(`${durationMs} ms`);
    return [
      `  ${this.#mark(status)} ${method.padEnd(6)} ${description} ${status === 'unverifiable' ? '' : took}`.trimEnd(),
      ...(reason && !again ? [`      ${printable(reason)}`] : []),
      ...mismatches.map((mismatch) => this.#paint.dim(`      ${printable(mismatch)}`)),
    ].join('\n');
  }

  /** The checks, the counts, and what they come to. */
  closing({ checks, summary, target, exitCode, durationMs }: Report): string {
    const { verified, failed, unverifiable } = summary;
    const jira =
      target.kind === 'mocked' ? `a mocked Jira (${target.flavour})` : `the Jira at ${target.baseUrl}`;
    const verdicts = {
      0: this.#paint.green(`The contract holds on ${jira}.`),
      1: this.#paint.red(`The contract is broken on ${jira}.`),
      2: this.#paint.yellow(`It could not be found out whether the contract holds on ${jira}.`),
    };
    return [
      '',
      ...checks.map((check) => this.#check(check)),
      '',
      `${verified} verified, ${failed} failed, ${unverifiable} unverifiable (${durationMs} ms)`,
      verdicts[exitCode],
    ].join('\n');
  }

  #check({ name, status, detail }: Check): string {
    return `  ${this.#mark(status)} check: ${name}${detail ? `\n      ${printable(detail)}` : ''}`;
  }

  #mark(status: InteractionResult['status']): string {
    const paint = { verified: this.#paint.green, failed: this.#paint.red, unverifiable: this.#paint.yellow };
    return paint[status](marks[status]);
  }
}

/** What a Jira sent must not move the cursor or hide a line: control characters are shown and not obeyed. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
}
