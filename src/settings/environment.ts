import { join } from 'node:path';
import { parse } from 'dotenv';
import { InputError } from '../errors.ts';
import { readInput } from '../files/input-file.ts';
import { isSecretSetting } from './jira-settings.ts';

/** Settings by name, as they stand in the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Set where a job works in a folder with somebody else's change in it: its `.env` has nothing to say. */
const NO_DOT_ENV = 'JIRA_SESSION_CONTRACTS_NO_DOTENV';

/** The settings: those of `.env` in a folder, and the real environment's, which win. */
export function loadEnvironment(real: Environment, cwd: string): Environment {
  const text = readDotEnv(real, cwd);
  refuseCutValues(text, real, (name) => isSecretSetting(name) || /_proxy$/i.test(name));
  return { ...parse(text), ...real };
}

/** Refuses secrets that `.env` cuts, where a file gives the settings that hold them names of its own. */
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
      `.env cannot be read (${code}): check what it is and its permissions, or remove it.`,
    );
  }
}

/** A password that ends at a `#`, which begins a comment, would be a wrong one. Only behind what is no secret may a comment stand. */
function refuseCutValues(text: string, real: Environment, isSecret: (name: string) => boolean): void {
  const parsed = parse(text);
  // With another character in its place, the values are read to their ends: whatever the rules are, they differ where one was cut.
  const uncut = parse(text.replaceAll('#', HASH));
  for (const [name, kept] of Object.entries(parsed)) {
    const whole = uncut[name]?.replaceAll(HASH, '#') ?? kept;
    // What the real environment has is not read here at all.
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
