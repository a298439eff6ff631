/** Every format of the report, by the name that `--report` takes. What makes them is loaded late. */
export const formatNames = [
  'json',
  'junit',
  'ctrf',
  'markdown',
  'html',
  'nagios',
  'prometheus',
  'jsonl',
] as const;

export type FormatName = (typeof formatNames)[number];

/** It can be written to a folder too. */
export const FOLDER_FORMAT = 'html' satisfies FormatName;

/** Each run is appended to the earlier ones. */
export const APPENDED_FORMAT = 'jsonl' satisfies FormatName;

export const NAGIOS_UNKNOWN = 3;

/** The exit code of a command that found nothing out: to Nagios, 2 would say that the contract is broken. */
export function exitCodeOfNothing(argv: readonly string[]): number {
  return argv.some((word) => /^(--report=)?nagios=/.test(word)) ? NAGIOS_UNKNOWN : 2;
}
