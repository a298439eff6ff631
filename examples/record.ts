/**
 * `npm run examples -- [CONSUMER...] [OPTIONS]`: records these examples, or each one, that are installed here, one after another;
 * options go to `record`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { examples, folder, isInstalled } from './examples.ts';

const cli = join(folder, 'bin/jira-session-contracts.cjs');
const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption < 0 ? args : args.slice(0, firstOption);
const unknown = names.find((name) => examples.every(({ consumer }) => consumer !== name));
if (unknown !== undefined) {
  console.error(`No example is called '${unknown}': give the name of a consumer in examples/examples.json.`);
  process.exit(2);
}
for (const example of examples.filter(({ consumer }) => names.length === 0 || names.includes(consumer))) {
  const { consumer, client, install, command } = example;
  if (!isInstalled(example)) {
    console.log(`${client} is not installed here: ${install}`);
    continue;
  }
  console.log(`\n=== ${client}: ${command.join(' ')}\n`);
  const options = ['--consumer', consumer, '--run-timeout', '60000', ...args.slice(names.length)];
  const words = [cli, 'record', ...options, '--', ...command];
  const { status } = spawnSync(process.execPath, words, { cwd: folder, stdio: 'inherit' });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status ?? 2);
}
