import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { examples, isInstalled } from '../examples/examples.ts';
import { JiraSessionClient } from '../src/client.ts';
import { recordContract } from '../src/index.ts';
import { record } from '../src/recording/record.ts';
import { commandClient, functionClient } from '../src/recording/run/run-client.ts';
import { recordFunction, sync } from '../tests/recording/small-clients.ts';

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** What a recording costs, a line for each figure, with its bound. */
export async function measureRecord(): Promise<string[]> {
  return [...(await python()), await ownClient(), await working(), await moreFields()];
}

/** A real client's story with the right credentials: so many runs at once as there are cores, and one at a time. */
async function python(): Promise<string[]> {
  const example = examples.find(({ consumer }) => consumer === 'python-jira');
  if (!example || !isInstalled(example)) return [`record python-jira: not installed (${example?.install})`];
  const { consumer, command } = example;
  const client = { consumer, command, run: commandClient(command, process.env, process.cwd()) };
  const story = (jobs: number) => record({ client, scenarios: [], jobs });
  const alone = await story(1);
  const { recording } = await story(availableParallelism());
  const { runs, durationMs } = recording;
  const ratio = (durationMs / alone.recording.durationMs).toFixed(2);
  return [
    `record python-jira: ${runs} runs in ${seconds(durationMs)} (at most 40 runs)`,
    `  ${availableParallelism()} runs at once / one at a time ${ratio}`,
  ];
}

async function ownClient(): Promise<string> {
  const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-bench-'));
  try {
    const { runs, durationMs } = await recordContract({
      consumer: 'own',
      pactDir,
      run: async ({ baseUrl, username, password }) => {
        const client = new JiraSessionClient({ baseUrl });
        await client.logIn(username, password);
        const user = await client.currentUser();
        await client.logOut();
        return user;
      },
    });
    return `record our own client as a function: ${runs} runs in ${seconds(durationMs)} (at most 3 s)`;
  } finally {
    rmSync(pactDir, { recursive: true, force: true });
  }
}

/** A client that logs in and works: what it does beside its session takes no more runs. */
async function working(): Promise<string> {
  const { recording } = await recordFunction(sync(1));
  return `record a client that searches two pages and comments: ${recording.runs} runs (at most 30)`;
}

/** How the cost grows with fields that a Jira sends and the client does not look at. */
async function moreFields(): Promise<string> {
  const runsWith = async (n: number) => {
    const more = Object.fromEntries(
      Array.from({ length: n }, (_, index) => [`more${index}`, `value ${index}`]),
    );
    const client = {
      consumer: 'small',
      command: null,
      run: functionClient(async ({ baseUrl, username, password }) => {
        const client = new JiraSessionClient({ baseUrl });
        await client.logIn(username, password);
        return (await client.currentUser()).name;
      }),
    };
    const { recording } = await record({
      client,
      scenarios: [],
      alter: (answer) =>
        answer.body.startsWith('{')
          ? { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), ...more }) }
          : answer,
    });
    return recording.runs;
  };
  const none = await runsWith(0);
  const counts: string[] = [];
  for (const n of [1, 10, 100, 1000]) {
    const most = Math.floor(Math.log2(n) + 1);
    counts.push(`${n}: ${(await runsWith(n)) - none} (at most ${most})`);
  }
  return `  runs more for n more fields: ${counts.join(', ')}`;
}
