import { type Finding, sentencesOf } from './findings.ts';

/** Why a command cannot go on. Its message is one line: what happened, and what to do. The exit code is 2. */
export abstract class CommandError extends Error {
  abstract override readonly name: string;
}

/** A mistake in what the user gave us: an option, a setting, a file. */
export class InputError extends CommandError {
  override readonly name: string = 'InputError';
}

const NAMED = /\{([\w-]*)\}/g;

/** A mistake in a setting, worded so that a file with names of its own can tell it in these names. */
export class SettingError extends InputError {
  readonly #text: string;
  readonly #given: readonly (string | undefined)[];
  readonly setting: string;

  /** In the text, braces hold settings, the wrong one first, and empty ones stand for what was given: `{--ca} {} is not PEM`. */
  constructor(text: string, ...given: readonly (string | undefined)[]) {
    super(filled(text, given, (setting) => setting));
    this.#text = text;
    this.#given = given;
    this.setting = [...text.matchAll(NAMED)][0]?.[1] ?? '';
  }

  say(called: (setting: string) => string): string {
    return filled(this.#text, this.#given, called);
  }
}

function filled(
  text: string,
  given: readonly (string | undefined)[],
  called: (setting: string) => string,
): string {
  const left = [...given];
  return text.replaceAll(NAMED, (_, name: string) => (name === '' ? (left.shift() ?? '') : called(name)));
}

export class InputErrors extends InputError {
  readonly mistakes: readonly string[];

  constructor(where: string, mistakes: readonly string[]) {
    super(mistakes.length === 1 ? (mistakes[0] ?? where) : where);
    this.mistakes = mistakes.length === 1 ? [] : mistakes;
  }
}

export class BrokerError extends CommandError {
  override readonly name = 'BrokerError';
}

export class JiraNotReachedError extends CommandError {
  override readonly name = 'JiraNotReachedError';
}

/** A finding that ends one piece of work, such as an interaction: it is reported, and does not end the command. */
export class FindingError extends Error {
  override readonly name: string = 'FindingError';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(sentencesOf(finding));
    this.finding = finding;
  }
}
