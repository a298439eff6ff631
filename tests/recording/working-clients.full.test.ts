import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock.ts';
import { commandClient } from '../../src/recording/run/run-client.ts';
import { givenAt } from '../../src/recording/run/run-server.ts';
import { runCli } from '../support/run-cli.ts';

/** Scripts as people write them: they log in, search, comment and log out. Each is run as it is. */
const scripts: Readonly<
  Record<string, readonly [command: readonly string[], text: string, options?: readonly string[]]>
> = {
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
  'pages.sh': [
    ['sh'],
    `set -eu
jar=$(mktemp); trap 'rm -f "$jar"' EXIT
jira() { method=$1 path=$2; shift 2; curl -sSf -b "$jar" -c "$jar" -X "$method" -H 'Content-Type: application/json' "$@" "$JIRA_BASE_URL$path"; }
jq -n '{username: env.JIRA_USERNAME, password: env.JIRA_PASSWORD}' | jira POST /auth/1/session -d @- -o /dev/null
at=0 total=1
while [ "$at" -lt "$total" ]; do
  page=$(jira GET "/api/2/search?jql=project%3DTEST&startAt=$at&maxResults=2")
  total=$(echo "$page" | jq .total)
  at=$((at + $(echo "$page" | jq '.issues | length')))
  for key in $(echo "$page" | jq -r '.issues[].key'); do
    [ "$(jira PUT "/api/2/issue/$key" -d '{"fields":{"summary":"Seen"}}' -w '%{http_code}')" = 204 ]
    echo "edited $key"
  done
done
jira DELETE /auth/1/session
`,
  ],
  'pages.py': [
    ['/usr/bin/python3'],
    `import json, os, sys
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener
opener = build_opener(HTTPCookieProcessor(CookieJar()))
def jira(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = Request(os.environ['JIRA_BASE_URL'] + path, data, {'Content-Type': 'application/json'}, method=method)
    with opener.open(request) as response:
        text = response.read()
        return json.loads(text) if text else None
try:
    jira('POST', '/auth/1/session', {'username': os.environ['JIRA_USERNAME'], 'password': os.environ['JIRA_PASSWORD']})
    keys, page = [], {'total': 1}
    while len(keys) < page['total']:
        page = jira('GET', f'/api/2/search?maxResults=2&startAt={len(keys)}')
        keys += [issue['key'] for issue in page['issues']]
    print(*keys)
    jira('DELETE', '/auth/1/session')
except HTTPError as error:
    sys.exit(f'Jira says {error.code}')
`,
    // Its jar keeps a Secure cookie for https alone.
    ['--tls'],
  ],
  'transition.pl': [
    ['perl'],
    `use strict; use warnings; use JSON::PP; use LWP::UserAgent;
my $ua = LWP::UserAgent->new(cookie_jar => {}, keep_alive => 1);
sub jira {
  my ($method, $path, $body) = @_;
  my $request = HTTP::Request->new($method, $ENV{JIRA_BASE_URL} . $path, ['Content-Type' => 'application/json'], $body && encode_json($body));
  my $response = $ua->request($request);
  die $response->status_line . "\\n" unless $response->is_success;
  return $response->content && decode_json($response->content);
}
jira(POST => '/auth/1/session', { username => $ENV{JIRA_USERNAME}, password => $ENV{JIRA_PASSWORD} });
my ($first) = @{ jira(GET => '/api/2/issue/TEST-1/transitions')->{transitions} };
jira(POST => '/api/2/issue/TEST-1/transitions', { transition => { id => $first->{id} } });
print "TEST-1: $first->{name}, ", jira(GET => '/api/2/issue/TEST-1')->{fields}{status}{name}, "\\n";
jira(DELETE => '/auth/1/session');
`,
  ],
  'from-body.rb': [
    ['ruby'],
    `require 'json'
require 'net/http'
def jira(method, path, body: nil, cookie: nil)
  uri = URI(ENV.fetch('JIRA_BASE_URL') + path)
  request = Net::HTTP.const_get(method).new(uri, { 'Content-Type' => 'application/json', 'Cookie' => cookie }.compact)
  response = Net::HTTP.start(uri.host, uri.port) { |http| http.request(request, body&.to_json) }
  abort "Jira says #{response.code}" unless response.is_a?(Net::HTTPSuccess)
  response.body.to_s.empty? ? nil : JSON.parse(response.body)
end
session = jira(:Post, '/auth/1/session', body: { username: ENV['JIRA_USERNAME'], password: ENV['JIRA_PASSWORD'] })['session']
cookie = "#{session['name']}=#{session['value']}"
jira(:Put, '/api/2/issue/TEST-2', body: { fields: { summary: 'Edited' } }, cookie: cookie)
puts "TEST-2 #{jira(:Get, '/api/2/issue/TEST-2', cookie: cookie)['fields']['summary']}"
jira(:Delete, '/auth/1/session', cookie: cookie)
`,
  ],
  'comment.cjs': [
    [process.execPath],
    `const axios = require('axios');
const { CookieJar } = require('tough-cookie');
const jar = new CookieJar();
const jira = axios.create({ baseURL: process.env.JIRA_BASE_URL });
jira.interceptors.request.use(async (config) => {
  config.headers.set('Cookie', await jar.getCookieString(config.baseURL + config.url));
  return config;
});
jira.interceptors.response.use(async (response) => {
  for (const cookie of response.headers['set-cookie'] ?? []) await jar.setCookie(cookie, response.config.baseURL);
  return response;
});
(async () => {
  await jira.post('/auth/1/session', { username: process.env.JIRA_USERNAME, password: process.env.JIRA_PASSWORD });
  const { data } = await jira.post('/api/2/issue/TEST-3/comment', { body: 'Seen.' });
  console.log('TEST-3', data.body);
  await jira.delete('/auth/1/session');
})().catch(({ message }) => { console.error(message); process.exitCode = 1; });
`,
  ],
  'search.php': [
    ['php'],
    `<?php
function jira(string $method, string $path, $body = null, string $cookie = ''): array {
  $header = ['Content-Type: application/json', ...($cookie ? ["Cookie: $cookie"] : [])];
  $http = ['method' => $method, 'header' => $header, 'content' => $body ? json_encode($body) : ''];
  $text = @file_get_contents(getenv('JIRA_BASE_URL') . $path, false, stream_context_create(['http' => $http]));
  if ($text === false) { fwrite(STDERR, 'Jira says ' . ($http_response_header[0] ?? 'nothing')); exit(1); }
  return [$http_response_header, json_decode($text, true)];
}
[$headers] = jira('POST', '/auth/1/session', ['username' => getenv('JIRA_USERNAME'), 'password' => getenv('JIRA_PASSWORD')]);
$cookie = implode('; ', array_map(fn ($one) => explode(';', substr($one, 12))[0], preg_grep('/^Set-Cookie: /i', $headers)));
[, $found] = jira('POST', '/api/2/search', ['jql' => 'project = TEST', 'fields' => ['summary']], $cookie);
foreach ($found['issues'] as $issue) echo "{$issue['key']} {$issue['fields']['summary']}\\n";
jira('DELETE', '/auth/1/session', null, $cookie);
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

  const hasJava = isThere(['javac']);
  (hasJava ? it : it.skip)(
    `Report.java over https, with the trust store of the documents${hasJava ? '' : ' (skipped: javac is not installed)'}`,
    async () => {
      const reference = readFileSync('docs/reference/recording.md', 'utf8');
      const [, lines = ''] = /```sh\n(keytool[\s\S]*?)```/.exec(reference) ?? [];
      await using jira = await startMockedJira({ tls: true });
      const run = commandClient(
        ['sh', '-c', lines.replace('-jar app.jar', 'Report')],
        { PATH: process.env.PATH },
        cwd,
      );
      const { exitCode, stdout } = await run(givenAt(jira, 'right-credentials'), AbortSignal.timeout(60_000));
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('TEST-1') });
    },
    60_000,
  );

  for (const [name, [command, , more = []]] of Object.entries(scripts)) {
    const [program = ''] = name.endsWith('.java') ? ['javac'] : command;
    const isInstalled = isThere([program]);
    const unless = isInstalled ? '' : ` (skipped: ${program} is not installed)`;
    (isInstalled ? it : it.skip)(
      `${name}, and needs its session${unless}`,
      async () => {
        const options = ['--consumer', 'x', '--scenario', 'right-credentials', '--run-timeout', '60000'];
        const args = ['record', ...options, ...more, '--', ...command, name.replace(/\.java$/, '')];
        const { exitCode, stdout, stderr } = await runCli(args, { NODE_PATH: resolve('node_modules') }, cwd);
        expect({ exitCode, stderr: stderr.replaceAll(/.*runs.*\n/g, '') }).toEqual({
          exitCode: 0,
          stderr: '',
        });
        expect(stdout).toContain('TEST-');
        const pact = readFileSync(join(cwd, 'pacts/x-jira-session-api.json'), 'utf8');
        expect(pact).toContain('JSESSIONID');
        expect(pact.includes('${cookieFromBody}')).toBe(name === 'from-body.rb');
        rmSync(join(cwd, 'pacts'), { recursive: true });
      },
      300_000,
    );
  }
});
