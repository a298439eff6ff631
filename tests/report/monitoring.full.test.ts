import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { formats } from '../../src/render/formats.ts';
import { startHttp } from '../support/faulty-server.ts';
import { blocksOf } from '../support/markdown.ts';
import { found, jira, pact, report, verified } from '../support/small-reports.ts';
import { targetsFolder } from '../support/targets-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-monitors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTILE = "a \"b\\\" c'=1 | 'x'=99\n\\nd{,}";
const hostile = report(
  jira(HOSTILE, pact(found('differs', { cause: HOSTILE }), verified)),
  jira('b', pact(verified)),
);

const PERL = `use Monitoring::Plugin::Performance;
print map { $_->label . "=" . $_->value . "\\n" } Monitoring::Plugin::Performance->parse_perfstring(<STDIN>);`;
const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const itWithPromtool = has('promtool', '--version') ? it : it.skip;
const itWithPlugins = has('perl', '-MMonitoring::Plugin::Performance', '-e', '1') ? it : it.skip;

describe('what others read', () => {
  itWithPromtool(
    "finds nothing wrong with the metrics: promtool (skipped without Debian's prometheus)",
    () => {
      const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: formats.prometheus(hostile),
      });
      expect([status, stderr.toString()]).toEqual([0, '']);
    },
  );

  itWithPlugins(
    "reads the numbers of Nagios' line (skipped without Debian's libmonitoring-plugin-perl)",
    () => {
      const [, input = ''] = formats.nagios(hostile).split('|');
      const { stdout } = spawnSync('perl', ['-e', PERL], { input });
      expect(stdout.toString().split('\n')).toEqual(
        expect.arrayContaining(['verified=2', 'failed=1', 'unverifiable=0', 'jiras=2', 'jiras_broken=1']),
      );
    },
  );

  const blocks = blocksOf(readFileSync('docs/how-to/monitoring.md', 'utf8'));
  const textsIn = (language: string) =>
    blocks.filter((one) => one.language === language).map((one) => one.text);

  itWithPromtool('finds nothing wrong with the rules of the documents', () => {
    writeFileSync(join(folder, 'rules.yaml'), textsIn('yaml').join('\n'));
    const { status, stderr } = spawnSync('promtool', ['check', 'rules', join(folder, 'rules.yaml')]);
    expect([status, stderr.toString()]).toEqual([0, '']);
  });

  (has('systemd-analyze', '--version') ? it : it.skip)(
    "finds nothing wrong with the units of the documents: systemd-analyze (skipped without Debian's systemd)",
    () => {
      const [service = '', timer = ''] = textsIn('ini');
      const name = join(folder, 'jira-session-contracts');
      const here = service.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true').replace(/^User=.*\n/m, '');
      writeFileSync(`${name}.service`, here);
      writeFileSync(`${name}.timer`, timer);
      const { stderr } = spawnSync('systemd-analyze', ['verify', `${name}.service`, `${name}.timer`]);
      expect(
        stderr
          .toString()
          .split('\n')
          .filter((line) => line.includes('jira-session-contracts')),
      ).toEqual([]);
    },
  );

  const messages = blocks.filter((block) => block.text.includes('WEBHOOK_URL'));
  (has('jq', '--version') && has('curl', '--version') ? it : it.skip).each(
    messages.map((block) => [block.text] as const),
  )(
    'gets the verdict from a line of the documents, as a webhook (skipped without jq and curl): %s',
    async (command) => {
      const received: string[] = [];
      await using server = await startHttp(async (request, response) => {
        received.push(await text(request));
        response.end('ok');
      });
      using targets = targetsFolder([]);
      writeFileSync(join(targets.folder, 'last.json'), JSON.stringify({ verdict: 'broken "there"' }));
      const [, behind = ''] = command.split('||\n');
      const url = `${server.origin}/hook`;
      const env = { PATH: process.env.PATH ?? '', SLACK_WEBHOOK_URL: url, TEAMS_WEBHOOK_URL: url };
      await promisify(execFile)('sh', ['-c', behind], { env, cwd: targets.folder });
      expect(JSON.stringify(JSON.parse(received.join('')))).toContain('broken \\"there\\"');
    },
  );
});
