/** `npm run examples`: records each example that is installed here, one after another; options go to `record`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { examples, folder, isInstalled } from './examples.ts';

const cli = join(folder, 'bin/jira-session-contracts.cjs');
for (const example of examples) {
  const { consumer, client, install, command } = example;
  if (!isInstalled(example)) {
    console.log(`${client} is not installed here: ${install}`);
    continue;
  }
  console.log(`\n=== ${client}: ${command.join(' ')}\n`);
  const options = ['--consumer', consumer, '--run-timeout', '60000', ...process.argv.slice(2)];
  const words = [cli, 'record', ...options, '--', ...command];
  const { status } = spawnSync(process.execPath, words, { cwd: folder, stdio: 'inherit' });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status ?? 2);
}
