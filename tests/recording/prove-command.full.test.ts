import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../src/errors.ts';
import { flavours } from '../../src/mock-jira/flavours.ts';
import { proveOnFlavours } from '../../src/recording/prove.ts';
import { functionClient } from '../../src/recording/run/run-client.ts';
import { folder, NAMED, record } from '../support/recorded-clients.ts';

const KINDS = Object.keys(flavours).length;

/** Logs in, prints whether a session is there, and logs out. */
const client = (before = '') => [
  'sh',
  '-c',
  `set -eu
  jar=$(mktemp); session="$JIRA_BASE_URL/auth/1/session"; ${before}
  curl -sSf -o /dev/null -c "$jar" -H 'Content-Type: application/json' \\
    -d "{\\"username\\":\\"$JIRA_USERNAME\\",\\"password\\":\\"$JIRA_PASSWORD\\"}" "$session"
  curl -sSf -o /dev/null -b "$jar" -X DELETE "$session"; echo done`,
];

/** Needs what no pact of the session resource has. */
const ofJira9 = client(`curl -sSf "$JIRA_BASE_URL/api/2/serverInfo" | grep -q '"version":"9'`);

describe('record --prove', () => {
  it('runs the client at every kind of Jira, and tells that its pact agrees; one that has changed is not proved', async () => {
    const cwd = folder();
    const { exitCode, stdout } = await record([...NAMED, '--prove'], client(), {}, cwd);
    expect(stdout).toMatch(/^ {2}jira11 +the client fails +the pact is broken$/m);
    expect(stdout).toMatch(/^ {2}datacenter10 +the client works +the pact holds$/m);
    expect(exitCode).toBe(0);
    const prints = client('curl -sSf -o /dev/null "$JIRA_BASE_URL/api/2/serverInfo"; set +e');
    const changed = await record([...NAMED, '--prove', '--check'], prints, {}, cwd);
    expect(changed.stdout).not.toContain('agree at');
    expect(changed.exitCode).toBe(1);
  });

  it('counts no kind of Jira where not all of the pact could be verified, and names it with the cause', async () => {
    const one = await record([...NAMED, '--prove'], client());
    expect(one.stdout).toMatch(/^ {2}kerberos +the client fails +the pact is unverified +not compared$/m);
    expect(one.stdout).toContain(`Client and pact agree at ${KINDS - 1} of ${KINDS - 1} kinds of Jira.\n`);
    expect(one.stdout).toMatch(/^Not compared: kerberos \(.*Negotiate.*\)\.$/m);
    const withToken = client(
      'curl -sSf -o /dev/null -H "Authorization: Bearer $JIRA_PERSONAL_ACCESS_TOKEN" "$session"',
    );
    const { exitCode, stdout } = await record([...NAMED, '--prove'], withToken);
    expect(stdout).toMatch(/^ {2}cloud-2018 .* not compared$/m);
    expect(stdout).toContain('Not compared: server7 (Jira Server 7 has no personal access tokens).\n');
    expect(exitCode).toBe(0);
  });

  it('takes a client that shows a name which each Jira has in its own way for one that works', async () => {
    const session = client().map((word) =>
      word
        .replace('-o /dev/null -c', '-o "$jar.out" -c')
        .replace('echo done', `grep -o '"name":"[^"]*"' "$jar.out"`),
    );
    const { exitCode, stdout } = await record([...NAMED, '--prove'], session);
    expect(stdout).toContain('prints "name":"JSESSIONID"');
    expect(stdout).toMatch(/^ {2}cloud-2018 +the client works +the pact holds$/m);
    expect(exitCode).toBe(0);
  });

  it.each([
    [
      'that prints the status alone',
      `printf '{"username":"%s","password":"%s"}' "$JIRA_USERNAME" "$JIRA_PASSWORD" |
        curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d @- "$JIRA_BASE_URL/auth/1/session"`,
      /^ {2}cloud +the client fails +the pact is broken$/m,
    ],
    [
      'with Basic credentials, which are an API token on Cloud',
      `curl -sf -u "$JIRA_USERNAME:$JIRA_PASSWORD" "$JIRA_BASE_URL/auth/1/session" | grep -o '"name":"[^"]*"'`,
      /^ {2}cloud +the client works +the pact holds$/m,
    ],
  ])('agrees for a client %s', async (_, script, line) => {
    const { exitCode, stdout } = await record([...NAMED, '--prove'], ['sh', '-c', script]);
    expect(stdout).toMatch(line);
    expect(exitCode).toBe(0);
  });

  it('names where the client fails although its pact holds, with exit code 2', async () => {
    const { exitCode, stdout } = await record([...NAMED, '--prove'], ofJira9);
    expect(stdout).toMatch(/^ {2}datacenter10 +the client fails +the pact holds +missed$/m);
    expect(stdout).toMatch(/agree at \d of \d kinds of Jira\. Please report where they do not/);
    expect(exitCode).toBe(2);
  });

  it('takes another count for another outcome, and a clock for none', async () => {
    const counts = client().map((word) =>
      word.replace(
        'echo done',
        `echo "$(date +%s) $(curl -sS "$JIRA_BASE_URL/api/2/serverInfo" | grep -c '"version":"9') found"`,
      ),
    );
    const { stdout } = await record([...NAMED, '--prove'], counts);
    expect(stdout).toMatch(/^ {2}datacenter +the client works +the pact holds$/m);
    expect(stdout).toMatch(/^ {2}datacenter10 +the client fails +the pact holds +missed$/m);
  });

  it('says that it was interrupted', async () => {
    const run = functionClient(() => 'alice');
    const options = {
      client: { consumer: 'curl', command: null, run },
      signal: AbortSignal.abort(),
    };
    await expect(proveOnFlavours(options, 'pacts/curl-jira-session-api.json', {})).rejects.toThrow(
      InputError,
    );
  });
});
