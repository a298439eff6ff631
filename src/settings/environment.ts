import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { distance } from 'fastest-levenshtein';
import { InputError } from '../errors.ts';
import { jiraSettings } from './jira-settings.ts';
import { TYPING_MISTAKES } from './typing-mistakes.ts';

/** Settings by name, as they stand in the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings: those of `.env` in a folder, and the real environment's, which win.
 *
 * @param real the real environment
 * @param cwd the folder of `.env`; none need be there
 * @throws InputError for a value that `.env` cuts, a name with a typing mistake, and a base URL that is empty
 */
export function loadEnvironment(real: Environment, cwd: string): Environment {
  const text = readDotEnv(join(cwd, '.env'));
  refuseCutValues(text, real);
  const environment = { ...parse(text), ...real };
  refuseMisspelledNames(environment);
  if (real.JIRA_BASE_URL?.trim() === '') {
    throw new InputError(
      'JIRA_BASE_URL is set, but empty. Check whether a secret is missing in the CI system. To use the mocked Jira, do not set JIRA_BASE_URL.',
    );
  }
  return environment;
}

function readDotEnv(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new InputError(`.env cannot be read (${code}): check its permissions, or remove it.`);
  }
}

/**
 * Refuses a value that is cut at a `#`, which begins a comment in a value without quotes: a password with a part missing
 * would be a wrong password for a real account.
 */
function refuseCutValues(text: string, real: Environment): void {
  const parsed = parse(text);
  const seen = new Set<string>();
  // Of a name that stands there twice, the last one counts.
  for (const line of text.split(/\r?\n/).toReversed()) {
    const [, name = '', value = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (seen.has(name)) continue;
    seen.add(name);
    // In quotes, a value is read to its end; what the real environment has is not read here at all.
    const kept = parsed[name];
    if (!value.includes('#') || kept === undefined || kept.includes('#') || real[name] !== undefined)
      continue;
    const beforeHash = value.slice(0, value.indexOf('#'));
    const isComment = /\s$/.test(beforeHash) && !/^['"`]/.test(value);
    const isQuotedWithComment = /^(['"`])[^#]*\1\s+#/.test(value);
    const isOnlyComment = beforeHash === '' && /^#(\s|$)/.test(value);
    if (!isComment && !isQuotedWithComment && !isOnlyComment) {
      throw new InputError(
        `In .env, the value of ${name} ends at the '#', because '#' begins a comment: put the value into single quotes.`,
      );
    }
  }
}

function refuseMisspelledNames(environment: Environment): void {
  const bare = (name: string) => name.toUpperCase().replaceAll(/[^A-Z]/g, '');
  for (const name of Object.keys(environment)) {
    if (!/^jira/i.test(name) || jiraSettings.includes(name)) continue;
    const meant = jiraSettings.find(
      (known) => bare(known) === bare(name) || distance(known, name.toUpperCase()) <= TYPING_MISTAKES,
    );
    if (meant && !environment[meant]) {
      throw new InputError(`${name} is set, but there is no setting with this name: did you mean ${meant}?`);
    }
  }
}
