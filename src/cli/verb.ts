import type { Command } from 'commander';
import type { Io } from './io.ts';

/**
 * Adds a verb to the command line. Its code is loaded when it is called.
 *
 * @param command gets the options, the settings, and the words that are no options
 * @returns the verb, to add its options and its help to
 */
export type AddVerb = <Options extends object>(
  name: string,
  description: string,
  command: (options: Options, io: Io, words: readonly string[]) => Promise<number>,
) => Command;
