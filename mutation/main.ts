/** `npm run mutate` */
import { runProcess } from '../src/cli/process.ts';
import { mutate } from './mutate-command.ts';

await runProcess(mutate);
