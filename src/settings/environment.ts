import { join } from 'node:path';
import { parse } from 'dotenv';
import { InputError } from '../errors.ts';
import { readInput, whyOf } from '../files/input-file.ts';
import { isSecretSetting } from './jira-settings.ts';

/** Settings by name, as they stand in the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Set by a job that works in a folder with somebody else's change in it, whose `.env` is not to be read. */
const NO_DOT_ENV = 'JIRA_SESSION_CONTRACTS_NO_DOTENV';

/** The settings: those of `.env` in a folder, and the real environment's, which win. */
export function loadEnvironment(real: Environment, cwd: string): Environment {
  const text = readDotEnv(real, cwd);
  refuseCutValues(text, real, (name) => isSecretSetting(name) || /_proxy$/i.test(name));
  return { ...parse(text), ...real };
}

/** Refuses secrets that `.env` cuts, of settings that a file has given names of its own. */
export function refuseCutSecrets(names: readonly string[], real: Environment, cwd: string): void {
  refuseCutValues(readDotEnv(real, cwd), real, (name) => names.includes(name));
}

function readDotEnv(real: Environment, cwd: string): string {
  if (real[NO_DOT_ENV]) return '';
  try {
    return new TextDecoder().decode(readInput(join(cwd, '.env')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new InputError(
      `.env cannot be read (${whyOf(error)}): check what it is and its permissions, or remove it.`,
    );
  }
}

/** A password that is cut at a `#`, which begins a comment, would be a wrong one. Comments may only follow what is no secret. */
function refuseCutValues(text: string, real: Environment, isSecret: (name: string) => boolean): void {
  const parsed = parse(text);
  // Without a '#', values are read to their ends: one that was cut is different then, whatever the rules are.
  const uncut = parse(text.replaceAll('#', HASH));
  for (const [name, kept] of Object.entries(parsed)) {
    const whole = uncut[name]?.replaceAll(HASH, '#') ?? kept;
    // The real environment wins, so the value in .env does not matter.
    if (whole === kept || real[name] !== undefined) continue;
    const quote = /^['"`]/.exec(whole)?.[0] ?? '';
    // Only quotes let a value go over several lines.
    const isOverLines = kept.includes('\n') && !/^['"`]/.test(kept);
    if (isOverLines || (quote && whole.startsWith(quote + kept + quote))) continue;
    const isOnlyComment = kept === '' && /^#(\s|$)/.test(whole);
    const isComment = !quote && !isSecret(name) && /^\s+#/.test(whole.slice(kept.length));
    if (isOnlyComment || (isComment && kept !== '')) continue;
    throw new InputError(
      `In .env, the value of ${name} ends at the '#', because '#' begins a comment: put the value into single quotes.`,
    );
  }
}

const HASH = '\uE000';
