import { dirname, join, resolve } from 'node:path';
import type { LearnOptions } from '../answers/learn.ts';
import { InputError } from '../errors.ts';
import { emptyFoldersGo, makeFolder, outputFile } from '../files/output-file.ts';
import type { StoredAnswer } from '../mock-jira/rest/stored-answers.ts';
import type { Client } from '../recording/run/run-client.ts';
import { count, printable } from '../text.ts';
import { type OptionsOf, option } from './command.ts';
import type { Io } from './io.ts';
import { connectionOptions } from './options.ts';

/** The shortest time limit for a run at a real Jira, which is slower than the mocked one, in milliseconds. */
const MIN_TIMEOUT_MS = 300_000;

export const learnOptions = [
  option(
    '--learn <url>',
    'run the client once at a real Jira, such as https://jira.example.com/rest, and keep its answers',
  ),
  option('--fields <names>', 'with --learn: the only fields of issues that are kept, such as key,summary', {
    parse: fieldsOf,
    needs: ['learn'],
  }),
  option('--learn-writes', 'with --learn: send to the real Jira what the client writes, too', {
    needs: ['learn'],
  }),
  option('--plan', 'with --learn: only say what could be sent, and send nothing', { needs: ['learn'] }),
  ...connectionOptions({ needs: ['learn'] }, 'with --learn: '),
] as const;

function fieldsOf(text: string): readonly string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  // An empty one is refused like every empty option.
  return names.length > 0 ? names : [''];
}

/** Learns the answers of a real Jira, and writes them; undefined where only the plan was wanted. */
export async function learnedAnswers(
  options: OptionsOf<typeof learnOptions> & { readonly runTimeout: number },
  client: Client,
  mocked: LearnOptions['mocked'],
  io: Io,
): Promise<readonly StoredAnswer[] | undefined> {
  const { learn: baseUrl, fields, learnWrites: mayWrite = false, timeout: timeoutMs } = options;
  const { answers = [] } = mocked;
  const { harText } = await import('../answers/har.ts');
  const { learn, wayInFor } = await import('../answers/learn.ts');
  const { givenAt } = await import('../recording/run/run-server.ts');
  const { secretsIn } = await import('../redaction/from-settings.ts');
  const { parseBaseUrl } = await import('../settings/base-url.ts');
  const { liveJiraFrom } = await import('./live-jira.ts');
  const live = liveJiraFrom({ ...options, ...(baseUrl && { baseUrl }) }, io, (text) =>
    parseBaseUrl(text, '--learn'),
  );
  if (!live) throw new InputError('--learn needs the address of a real Jira.');
  const jira = { ...live, timeoutMs };
  const wayIn = wayInFor(jira);
  if (options.plan) {
    const which = mayWrite
      ? 'request of the client, also what it writes,'
      : 'GET, HEAD and POST search of the client';
    const others = mayWrite ? '' : '. What it writes is not sent';
    const logIn = wayIn === 'the user has a session' && !live.credentials.sessionCookie;
    io.stdout.write(
      [
        `What record --learn would send to the Jira at ${live.baseUrl}. Nothing was sent.`,
        '',
        '    GET    serverInfo, as nobody',
        ...(logIn ? ['    POST   a log-in with JIRA_USERNAME and JIRA_PASSWORD, at most 1x'] : []),
        `    every ${which} below /rest, but not those of the session resource, serverInfo and myself${others}`,
        ...(logIn ? ['    DELETE each session that was opened'] : []),
        '',
      ].join('\n'),
    );
    return undefined;
  }
  const name = join('answers', `${client.consumer}.har`);
  const file = resolve(io.cwd, name);
  using _ = emptyFoldersGo(dirname(file));
  makeFolder(dirname(file), 'run the command in another folder');
  const write = outputFile(file, '--consumer');
  const learned = await learn({
    ...{ jira, mayWrite, fields, mocked },
    runAt: (mockedJira, signal) => client.run(givenAt(mockedJira, 'right-credentials'), signal),
    secrets: secretsIn(io.env),
    timeoutMs: Math.max(options.runTimeout, MIN_TIMEOUT_MS),
    signal: io.signal,
  });
  if (learned.leftOpen) io.stderr.write(`warning: ${learned.leftOpen}.\n`);
  if (learned.answers.length === 0) {
    io.stderr.write('The client asked the real Jira nothing, so no answers were written.\n');
    return answers;
  }
  write(harText(learned.answers));
  io.stderr.write(
    `${printable(name)} was written, with ${count(learned.answers.length, 'answer')} of ${live.baseUrl}. Real issues can be in it: look at it before you share it. The next time, give it with --answers ${printable(name)}\n`,
  );
  return [...learned.answers, ...answers];
}
