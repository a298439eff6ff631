import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { formOfJson, formOfPage, formOfText } from '../../src/doctor/form-without-secrets.ts';
import { type Recorded, Recorder, recordedText } from '../../src/doctor/recorded-responses.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { byRequest } from '../../truth/compare.ts';
import { readRecorded } from '../../truth/read-recorded.ts';
import { startHttp } from '../support/faulty-server.ts';
import { fc } from '../support/properties.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-share-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `answers-${++files}.json`);

const accounts = [
  { username: 'canary.bob', password: 'canary-password', personalAccessToken: 'canary-token' },
];
const settings = {
  JIRA_USERNAME: 'canary.bob',
  JIRA_PASSWORD: 'canary-password',
  JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token',
};

async function shared(baseUrl: string, env: Readonly<Record<string, string>> = settings) {
  const file = newFile();
  const ended = await runCli(['doctor', '--base-url', baseUrl, '--share', file], env);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return { file, text, recorded: (text ? JSON.parse(text) : undefined) as Recorded, ...ended };
}

describe('the doctor, asked for a file to share', () => {
  it('writes what that Jira answered in forms, shows the file, and says that nothing was sent', async () => {
    await using jira = await startMockedJira({
      accounts,
      contextPath: '/canary-path',
      flavour: 'datacenter10',
    });
    const { text, recorded, stdout, exitCode } = await shared(jira.baseUrl);
    expect(stdout).toContain(text);
    expect(stdout).toContain('Nothing was sent.');
    expect(text).not.toMatch(/canary|127\.0\.0\.1|localhost|[0-9A-F]{32}/);
    expect(recorded).toMatchObject({ formatVersion: 1, by: 'doctor', kind: 'mocked', version: '10.3.5' });
    const answers = byRequest(recorded);
    expect(answers.get('POST /auth/1/session with a password')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json charset UTF-8' },
      cookies: ['JSESSIONID', 'atlassian.xsrf.token'],
      body: { session: { name: '(text)', value: '(text)' }, loginInfo: { loginCount: '(number)' } },
    });
    expect(answers.get('GET /auth/1/session with nothing')).toMatchObject({
      headers: { 'x-ausername': 'anonymous' },
      body: {
        errorMessages: ['You are not authenticated. Authentication required to perform this operation.'],
      },
    });
    expect(answers.get('GET /api/2/myself with a token and the cookie of an ended session')?.status).toBe(
      401,
    );
    expect(exitCode).toBe(0);
  });

  it('refuses a file that cannot be written before anything is asked', async () => {
    let asked = 0;
    await using jira = await startHttp((_request, response) => {
      asked += 1;
      response.end();
    });
    for (const file of [join(folder, 'not', 'there.json'), folder, '-']) {
      const args = ['doctor', '--base-url', jira.baseUrl, '--share', file];
      const { exitCode, stderr } = await runCli(args, settings);
      expect([file, exitCode]).toEqual([file, 2]);
      expect(stderr).toContain('--share');
    }
    expect(asked).toBe(0);
  });

  it('writes over neither another result nor what it reads', async () => {
    const file = newFile();
    writeFileSync(file, '');
    for (const other of ['--json', '--state']) {
      const args = ['doctor', '--base-url', 'https://127.0.0.1:1/rest', '--share', file, other, file];
      const { exitCode, stderr } = await runCli(args, settings);
      expect([other, exitCode, stderr]).toEqual([
        other,
        2,
        expect.stringMatching(/another result goes there|this run reads it/),
      ]);
    }
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('writes nothing where nothing answers, and says so', async () => {
    const { text, stdout, exitCode } = await shared('http://127.0.0.1:1/rest');
    expect(text).toBe('');
    expect(stdout).toContain('is not written: nothing answered');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['a page of a single sign-on', 200, 'text/html', '<html>Hello canary.bob of canary.corp.example</html>'],
    ['a redirect to it', 302, 'text/html', ''],
    ['JSON with people in it', 401, 'application/json', '{"canary.bob":{"mail":"canary@corp.example"}}'],
    ['JSON that is broken', 401, 'application/json', '{"errorMessages":["canary'],
  ])('keeps nothing of %s', async (_, status, type, body) => {
    await using jira = await startHttp((request, response) => {
      response.writeHead(status, {
        'Content-Type': type,
        Location: 'https://sso.canary.corp.example/login?user=canary.bob&SAMLRequest=canary',
        'Set-Cookie': ['canary=canary; Path=/canary', 'JSESSIONID=canary'],
        'X-Canary-Node': 'canary',
        'X-AUSERNAME': 'canary.bob',
        'WWW-Authenticate': `Negotiate ${request.headers.authorization ?? 'canary'}, Basic realm="canary"`,
        Server: 'canary nginx/1.2 (canary.corp.example)',
      });
      response.end(body);
    });
    const { text, recorded } = await shared(jira.baseUrl);
    expect(text).not.toMatch(/canary|corp|127\.0/i);
    expect(recorded.answers[0]?.headers).toMatchObject({
      'www-authenticate': 'Negotiate Basic realm (text)',
      server: 'nginx (text)',
      location: '(address)',
      '(another)': '(text)',
    });
    expect(recorded.answers[0]?.cookies).toEqual(['(another)', 'JSESSIONID']);
  });
});

/** A secret of any letters; a word that the program has itself would tell nothing. */
const secret = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }).map((text) => `q${text}Z`);

/** Places of an answer where somebody's value could stand. */
const place = fc.constantFrom(
  (one: string) => ({ headers: { server: one, 'x-ausername': one, [one.toLowerCase()]: '1' }, body: '' }),
  (one: string) => ({ headers: { 'content-type': `text/html; charset=${one}` }, body: `<p>${one}</p>` }),
  (one: string) => ({ headers: { location: `https://${one}/login.jsp?os=${one}` }, body: one }),
  (one: string) => ({ headers: { 'content-type': 'application/json' }, body: `{"a":"${one}` }),
  (one: string) => ({
    headers: {
      'x-seraph-loginreason': `OK, ${one}`,
      'x-authentication-denied-reason': `CAPTCHA_CHALLENGE ${one}`,
    },
    body: JSON.stringify({ name: one, [one]: { errors: [one, `Login failed ${one}`] }, version: one }),
  }),
);

describe('a recording', () => {
  it('has nothing in it of a value, wherever that stands', () => {
    fc.assert(
      fc.property(secret, place, (one, at) => {
        const recorder = new Recorder();
        const { headers, body } = at(one);
        const setCookies = [`${one}=${one}`, one];
        const answer = { status: 200, headers, setCookies, body: Buffer.from(body), text: body };
        const Authorization = `Bearer ${one}`;
        recorder.note(
          { method: 'GET', path: '/api/2/serverInfo', headers: { Authorization, Cookie: one } },
          answer,
        );
        recorder.note({ method: 'GET', path: `/${one}` }, answer);
        const text = JSON.stringify(recorder.recorded('doctor')).normalize('NFKC');
        const shown = JSON.stringify(one).slice(1, -1).normalize('NFKC');
        expect(text.toLowerCase().includes(shown.toLowerCase())).toBe(false);
      }),
    );
  });

  it('is the form of itself, whatever was answered', () => {
    const words = ['Login', 'Login failed', 'Basic'];
    const some = fc.array(fc.oneof(fc.constantFrom(...words, ' ', '<', '(text)'), fc.string()));
    fc.assert(
      fc.property(some, fc.jsonValue(), (parts, value) => {
        const form = formOfText(parts.join(''), words);
        expect(formOfText(form, words)).toBe(form);
        const page = formOfPage(parts.join(''));
        expect(formOfPage(page)).toBe(page);
        const json = formOfJson(value);
        expect(JSON.stringify(formOfJson(json))).toBe(JSON.stringify(json));
      }),
    );
  });
});

describe('what is shared', () => {
  const good = async () => {
    await using jira = await startMockedJira({
      accounts,
      middleware: (request, { respond }) => {
        const given = respond(request);
        return { ...given, body: given.body.replace('"Mocked Jira"', '"A Jira"') };
      },
    });
    return await shared(jira.baseUrl);
  };

  it('is taken as the doctor wrote it, also where its lines end as in Windows', async () => {
    const { text, recorded } = await good();
    expect(readRecorded(text)).toEqual(recorded);
    expect(readRecorded(`${text.replaceAll('\n', '\r\n')}\n`)).toEqual(recorded);
  });

  it('is refused where anything else stands in it', async () => {
    const { text, recorded } = await good();
    const [first, ...rest] = recorded.answers;
    const changed = (change: object) =>
      recordedText({ ...recorded, answers: [{ ...first, ...change } as never, ...rest] });
    const hostile = [
      '',
      'null',
      '[]',
      'answers',
      '['.repeat(200_000),
      `{"formatVersion":1,"by":"doctor","kind":"live","version":"9.12.15","answers":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      text.slice(0, -4),
      text.replace('"doctor"', '"somebody"'),
      text.replace('"live"', '"mocked"'),
      text.replace('"9.12.15"', '"../../../etc/9"'),
      text.replace('"9.12.15"', '"10.20.30.40"'),
      text.replace('"by"', '"mail": "bob@corp.example",\n  "by"'),
      text.replace('"by": "doctor"', '"by": "doctor",\n  "by": "doctor"'),
      changed({ path: '/secret' }),
      changed({ sent: ['the password of bob'] }),
      changed({ status: 'bob' }),
      changed({ status: 12 }),
      changed({ headers: { server: 'corp' } }),
      changed({ headers: { 'x-corp': '(text)' } }),
      changed({ headers: JSON.parse('{"__proto__": "(text)"}') }),
      changed({ cookies: ['corp'] }),
      changed({ body: '<script>' }),
      changed({ body: { name: 'bob' } }),
      changed({ body: { corp: '(text)' } }),
      changed({ note: 'bob' }),
      recordedText({ ...recorded, answers: [] }),
      recordedText({ ...recorded, answers: Array.from({ length: 1000 }, () => first as never) }),
    ];
    expect(hostile.map((one) => typeof readRecorded(one))).toEqual(hostile.map(() => 'string'));
  });

  it('is put beside the recordings once, and what is refused is not', async () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const out = join(folder, 'taken');
    const take = (file: string) =>
      spawnSync(process.execPath, ['truth/take.ts', file, '--out', out], { env, encoding: 'utf8' });
    const { file, text } = await good();
    expect(take(file).status).toBe(0);
    expect(take(file).status).toBe(0);
    const [taken = '', ...more] = readdirSync(out);
    expect(taken).toMatch(/^9\.12\.15-[0-9a-f]{8}\.json$/);
    expect(readFileSync(join(out, taken), 'utf8')).toBe(text);
    const changed = newFile();
    writeFileSync(changed, text.replace('(text)', 'bob'));
    const { status, stderr } = take(changed);
    expect(stderr).toMatch(/^error: .*is not taken: line \d+ is not as this program writes it/);
    expect([status, more, readdirSync(out)]).toEqual([2, [], [taken]]);
  });
});
