import type { StoredAnswer } from '../mock-jira/rest/stored-answers.ts';
import { printable } from '../text.ts';
import type { Io } from './io.ts';

export async function answersOf(
  files: readonly string[] | undefined,
  { cwd, env, stderr }: Io,
): Promise<readonly StoredAnswer[]> {
  if (!files) return [];
  const { readAnswers } = await import('../answers/har.ts');
  const { answers, notes } = readAnswers(files, cwd, env);
  for (const note of notes) stderr.write(`${printable(note)}\n`);
  return answers;
}
