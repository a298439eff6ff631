/**
 * `npm run prove`: runs each client at every changed Jira, and compares what it does with the verification of its pact. Texts after
 * `--` choose the clients with one of them in their name.
 */
import { prove } from '../../mutation/prove-client.ts';
import { examplesWithPacts, jirasToProveAt, smallClientsWithPacts } from './clients-to-prove.ts';

const texts = process.argv.slice(2);
const isWanted = (name: string) => texts.length === 0 || texts.some((text) => name.includes(text));
let tried = 0;
let wrong = 0;
let missed = 0;
for (const clients of [smallClientsWithPacts(isWanted), examplesWithPacts(isWanted)]) {
  for await (const client of clients) {
    const proven = await prove(client, jirasToProveAt);
    tried += proven.tried;
    wrong += proven.disagreements.length;
    missed += proven.disagreements.filter(({ is }) => is === 'missed').length;
    console.log(`${client.name}: ${proven.tried - proven.disagreements.length} of ${proven.tried} agree`);
    for (const { jira, is, reason } of proven.disagreements) console.log(`  ${is}: ${jira} (${reason})`);
  }
}
console.log(`\n${(100 * (1 - wrong / tried)).toFixed(1)} % of ${tried} agree; ${missed} missed.`);
process.exitCode = missed === 0 && wrong / tried <= 0.02 ? 0 : 1;
