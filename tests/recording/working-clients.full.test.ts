import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';

/** Scripts as people write them: they log in, search, comment and log out. Each is run as it is. */
const scripts: Readonly<Record<string, readonly [command: readonly string[], text: string]>> = {
  'still-open.sh': [
    ['sh'],
    /```sh\n([\s\S]*?)```/.exec(readFileSync('docs/how-to/own-client.md', 'utf8'))?.[1] ?? '',
  ],
  'report.py': [
    ['/usr/bin/python3'],
    `import os, requests
base, user, password = (os.environ['JIRA_' + name] for name in ('BASE_URL', 'USERNAME', 'PASSWORD'))
with requests.Session() as jira:
    jira.post(base + '/auth/1/session', json={'username': user, 'password': password}).raise_for_status()
    found = jira.get(base + '/api/2/search', params={'jql': 'project = TEST'})
    found.raise_for_status()
    for issue in found.json()['issues']:
        jira.post(base + '/api/2/issue/' + issue['key'] + '/comment', json={'body': 'Seen.'}).raise_for_status()
        print(issue['key'], issue['fields']['summary'])
    jira.delete(base + '/auth/1/session')
`,
  ],
  'report.rb': [
    ['ruby'],
    `require 'json'
require 'net/http'
base = URI(ENV['JIRA_BASE_URL'])
json = { 'Content-Type' => 'application/json' }
http = Net::HTTP.start(base.host, base.port)
log_in = http.post("#{base.path}/auth/1/session", { username: ENV['JIRA_USERNAME'], password: ENV['JIRA_PASSWORD'] }.to_json, json)
exit 1 unless log_in.code == '200'
cookie = { 'Cookie' => log_in.get_fields('set-cookie').map { |one| one.split(';').first }.join('; ') }
found = http.post("#{base.path}/api/2/search", { jql: 'project = TEST' }.to_json, json.merge(cookie))
exit 2 unless found.code == '200'
JSON.parse(found.body)['issues'].each { |issue| puts issue['key'] }
http.delete("#{base.path}/auth/1/session", cookie)
`,
  ],
  'report.mjs': [
    [process.execPath],
    `const { JIRA_BASE_URL: base, JIRA_USERNAME: username, JIRA_PASSWORD: password } = process.env;
const headers = { 'Content-Type': 'application/json' };
const logIn = await fetch(base + '/auth/1/session', { method: 'POST', headers, body: JSON.stringify({ username, password }) });
if (!logIn.ok) process.exit(1);
headers.Cookie = logIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
const made = await fetch(base + '/api/2/issue', { method: 'POST', headers, body: JSON.stringify({ fields: { summary: 'New' } }) });
if (made.status !== 201) process.exit(2);
const { key, self } = await made.json();
const issue = await (await fetch(self, { headers })).json();
console.log(key, issue.fields.summary);
await fetch(base + '/auth/1/session', { method: 'DELETE', headers });
`,
  ],
  'Report.java': [
    ['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
    `import java.net.*;
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
public class Report {
  public static void main(String[] args) throws Exception {
    String base = System.getenv("JIRA_BASE_URL");
    HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String body = String.format("{\\"username\\":\\"%s\\",\\"password\\":\\"%s\\"}", System.getenv("JIRA_USERNAME"), System.getenv("JIRA_PASSWORD"));
    var logIn = HttpRequest.newBuilder(URI.create(base + "/auth/1/session")).header("Content-Type", "application/json");
    if (http.send(logIn.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).statusCode() != 200) System.exit(1);
    var found = http.send(HttpRequest.newBuilder(URI.create(base + "/api/2/search")).build(), BodyHandlers.ofString());
    if (found.statusCode() != 200) System.exit(2);
    System.out.println(found.body().contains("TEST-1") ? "TEST-1" : "nothing");
    http.send(logIn.DELETE().build(), BodyHandlers.discarding());
  }
}
`,
  ],
};

/** Started is enough: some, such as Debian's `sh`, know no `--version`. */
const isThere = ([program = '']: readonly string[]) => spawnSync(program, ['--version']).error === undefined;

describe('a script that logs in and works is recorded without a change', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'jira-session-working-'));
  beforeAll(() => {
    for (const [name, [, text]] of Object.entries(scripts)) writeFileSync(join(cwd, name), text);
    // Once, and not in each run: the compiler takes longer than the script.
    if (isThere(['javac'])) spawnSync('javac', ['Report.java'], { cwd });
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  for (const [name, [command]] of Object.entries(scripts)) {
    const [program = ''] = name.endsWith('.java') ? ['javac'] : command;
    const isInstalled = isThere([program]);
    const unless = isInstalled ? '' : ` (skipped: ${program} is not installed)`;
    (isInstalled ? it : it.skip)(
      `${name}, and needs its session${unless}`,
      async () => {
        const options = ['--consumer', 'x', '--scenario', 'right-credentials', '--run-timeout', '60000'];
        const args = ['record', ...options, '--', ...command, name.replace(/\.java$/, '')];
        const { exitCode, stdout, stderr } = await runCli(args, {}, cwd);
        expect({ exitCode, stderr: stderr.replaceAll(/.*runs.*\n/g, '') }).toEqual({
          exitCode: 0,
          stderr: '',
        });
        expect(stdout).toContain('TEST-');
        const pact = readFileSync(join(cwd, 'pacts/x-jira-session-api.json'), 'utf8');
        expect(pact).toContain('JSESSIONID');
        rmSync(join(cwd, 'pacts'), { recursive: true });
      },
      300_000,
    );
  }
});
