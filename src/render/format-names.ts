/** Every format of the report, by the name that `--report` takes: apart from what makes them, which is loaded late. */
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

/** It goes on where the earlier runs ended. */
export const APPENDED_FORMAT = 'jsonl' satisfies FormatName;

export const NAGIOS_UNKNOWN = 3;

/** What a command with these words ends with that found nothing out: to Nagios, 2 would say that the contract is broken. */
export function exitCodeOfNothing(argv: readonly string[]): number {
  return argv.some((word) => /^(--report=)?nagios=/.test(word)) ? NAGIOS_UNKNOWN : 2;
}
