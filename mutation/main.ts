/** `npm run mutate` */
import { runProcess } from '../src/cli/process.ts';
import { addMutate } from './command.ts';

await runProcess(addMutate);
