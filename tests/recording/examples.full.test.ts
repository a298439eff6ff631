import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Example, examples, examplesOfCi, folder, isInstalled } from '../../examples/examples.ts';
import { runCli } from '../support/run-cli.ts';

/** Recording one takes a hundred runs of it, also on a machine that is busy with other things. */
const TIMEOUT_MS = 600_000;

/** One that logs in again and again takes seconds until it gives up: on a busy machine, that is not to be taken for no end. */
const RUN_TIMEOUT_MS = 60_000;

const cases = examplesOfCi.map((example): [string, Example, boolean] => {
  const isThere = isInstalled(example);
  return [
    example.client + (isThere ? '' : ` (skipped: not installed, ${example.install})`),
    example,
    isThere,
  ];
});

describe('the committed pact of a client that people run is what it relies on', () => {
  for (const [name, { consumer, command }, isThere] of cases) {
    (isThere ? it : it.skip)(
      name,
      async () => {
        const { exitCode, stdout, stderr } = await runCli(
          [
            'record',
            '--consumer',
            consumer,
            '--check',
            '--run-timeout',
            `${RUN_TIMEOUT_MS}`,
            '--',
            ...command,
          ],
          { HOME: process.env.HOME ?? '' },
          folder,
        );
        expect(stderr).not.toContain('error');
        expect(stdout).toContain(`is up to date: it has what ${consumer} relies on today`);
        expect(exitCode).toBe(0);
      },
      TIMEOUT_MS,
    );
  }

  it.each(
    examples.map(({ client, consumer, notInCi }) => ({
      client,
      consumer,
      why: notInCi === undefined ? 'recorded here' : `left to npm run examples, since ${notInCi}`,
    })),
  )('and there is one of $client ($why)', ({ consumer }) => {
    const pact = readFileSync(join(folder, `pacts/${consumer}-jira-session-api.json`), 'utf8');
    expect(JSON.parse(pact)).toMatchObject({ consumer: { name: consumer } });
  });
});
