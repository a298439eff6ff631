import { describe, expect, it } from '@jest/globals';
import { NAMED, record } from '../support/recorded-clients.ts';

/** Refuses plain http itself, and has a jar that keeps what is Secure for https alone. */
const onlyHttps = [
  'sh',
  '-c',
  `set -eu
  jar=$(mktemp); session="$JIRA_BASE_URL/auth/1/session"
  ask() { curl -sSf --proto =https -b "$jar" -c "$jar" "$@"; }
  ask -o /dev/null -H 'Content-Type: application/json' -d "{\\"username\\":\\"$JIRA_USERNAME\\",\\"password\\":\\"$JIRA_PASSWORD\\"}" "$session"
  ask "$session" | grep -o '"name":"[^"]*"'
  ask -X DELETE "$session"`,
];

describe('a client that speaks https alone', () => {
  it('is recorded with --tls, and its pact holds on plain http too', async () => {
    const { exitCode, stdout, stderr } = await record([...NAMED, '--tls'], onlyHttps);
    expect(stderr).not.toContain('error');
    expect(stdout).toContain('with 3 interactions. The mocked Jira (datacenter) fulfills all of it.');
    expect(exitCode).toBe(0);
  });

  it('is told what to do when it takes no other scheme', async () => {
    const { exitCode, stderr } = await record(NAMED, onlyHttps);
    expect(stderr).toContain('If it accepts only https, add --tls.');
    expect(exitCode).toBe(2);
  });
});
