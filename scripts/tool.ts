/** `node scripts/tool.ts NAME ARGUMENTS`: runs one of the tools, and installs them before if they are not there. */
import { spawnSync } from 'node:child_process';
import { installTools, pathOfTool, ROOT } from './tools.ts';

const [name = '', ...args] = process.argv.slice(2);
await installTools();
process.exitCode = spawnSync(pathOfTool(name), args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
