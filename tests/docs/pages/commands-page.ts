import { run } from '../../../src/cli/run.ts';
import { commandOfCheckout } from '../../support/command-of-checkout.ts';
import { asInstalled } from '../../support/installed-words.ts';

/** What a verb says of itself. */
export async function helpOf(argv: readonly string[]): Promise<string> {
  let text = '';
  const stream = {
    write: (written: string) => {
      text += written;
    },
  };
  const { signal } = new AbortController();
  const world = { stdout: stream, stderr: stream, env: {}, cwd: '.', signal };
  await run([...argv, '--help'], world, await commandOfCheckout(argv[0]));
  return text.trimEnd();
}

/** The names of the verbs, as the command itself lists them. */
export async function verbs(): Promise<string[]> {
  const [, list = ''] = (await helpOf([])).split('Commands:\n');
  return [...list.matchAll(/^ {2}([a-z][a-z:-]*)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
}

/** Each verb with all its options, as `--help` prints them. */
export async function commandsPage(): Promise<string> {
  const names = await verbs();
  const sections = await Promise.all(
    names.map(async (name) => [`## ${name}`, '', '```text', asInstalled(await helpOf([name])), '```', '']),
  );
  return [
    '# Commands',
    '',
    '<!-- npm run docs writes this page from --help of each command. -->',
    '',
    'In a checkout, `npm run verify -- --flavour cloud` is a short form of `npx jira-session-contracts verify --flavour cloud`. The two dashes',
    'are needed there: without them, npm would take the options for itself. [Settings](settings.md). [Exit codes](exit-codes.md).',
    '',
    names.map((name) => `[${name}](#${name.replaceAll(':', '')})`).join(' · '),
    '',
    ...sections.flat(),
  ].join('\n');
}
