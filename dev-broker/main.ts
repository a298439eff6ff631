/** `npm run broker` */
import { runProcess } from '../src/cli/process.ts';
import { addBroker } from './command.ts';

await runProcess(addBroker);
