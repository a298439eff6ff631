import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { formats } from '../../src/render/formats.ts';
import { found, jira, pact, report, verified } from '../support/small-reports.ts';

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
});
