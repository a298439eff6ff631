import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSUMER } from '../../contracts/session/names.ts';
import { examplesOfCi, folder, isInstalled } from '../../examples/examples.ts';
import { brokenJiras } from '../../mutation/broken-jiras.ts';
import { brokenResponses } from '../../mutation/broken-responses.ts';
import { type ClientWithPact, jirasOfAllFlavours } from '../../mutation/prove-client.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { recordContract } from '../../src/recording/record-contract.ts';
import { commandClient, functionClient } from '../../src/recording/run/run-client.ts';
import { smallClients } from '../recording/small-clients.ts';

/** What says nothing of a pact, and why. */
const NOT_TRIED: Readonly<Record<string, string>> = {
  'a session is known at one node of two': 'a pact asks once, and meets the right node or the other one',
  'a CAPTCHA is demanded of everybody':
    'its answer is one that no Jira gives: a refusal with a session in it',
};

/** The whole Jiras that a client is held against its pact at. */
export const wholeJirasToProveAt = [
  ...jirasOfAllFlavours,
  ...brokenJiras.filter(({ consumer, name }) => consumer === undefined && !(name in NOT_TRIED)),
];

/** These, and each response that is broken alone. */
export const jirasToProveAt = [
  ...wholeJirasToProveAt,
  ...brokenResponses().filter(({ consumer }) => consumer === CONSUMER),
];

/** Those of which a pact can say all. */
const NAMES = [
  ...['the status 200', 'any success', 'any status below 400', 'the session cookie in a jar'],
  ...['the value of the session in the body', 'name and value of the session in the body'],
  ...['the media type', 'the user in a header', 'a number', 'the status of a search', 'the log-out'],
];

/** Eleven small clients, with the pacts that are recorded of them now. */
export async function* smallClientsWithPacts(isWanted = (_: string) => true): AsyncGenerator<ClientWithPact> {
  const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-prove-'));
  try {
    for (const name of NAMES.filter(isWanted)) {
      const { run } = smallClients[name] ?? {};
      if (!run) throw new Error(`there is no client '${name}'`);
      const consumer = name.replaceAll(/\W+/g, '-');
      const { pact } = await recordContract({ consumer, pactDir, scenarios: [], run });
      yield { name, run: functionClient(run), pact: await readPact(String(pact)) };
    }
  } finally {
    rmSync(pactDir, { recursive: true });
  }
}

/** The examples that CI records and that are installed here, with their committed pacts: others take hours. */
export async function* examplesWithPacts(isWanted = (_: string) => true): AsyncGenerator<ClientWithPact> {
  for (const example of examplesOfCi.filter((one) => isWanted(one.client) && isInstalled(one))) {
    const { client: name, consumer, command } = example;
    const pact = await readPact(join(folder, `pacts/${consumer}-jira-session-api.json`));
    yield { name, run: commandClient(command, process.env, folder), pact };
  }
}
