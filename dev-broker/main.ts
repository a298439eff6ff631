/** `npm run broker` */
import { runProcess } from '../src/cli/process.ts';
import { broker } from './command.ts';

await runProcess(broker);
