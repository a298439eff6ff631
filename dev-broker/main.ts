/** `npm run broker` */
import { runProcess } from '../src/cli/process.ts';
import { broker } from './broker-command.ts';

await runProcess(broker);
