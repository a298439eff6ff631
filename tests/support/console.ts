import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startLocalBroker, wayToStart } from '../../dev-broker/local-broker.ts';
import { examples, isInstalled } from '../../examples/examples.ts';
import { run } from '../../src/cli/run.ts';
import { type FlavourName, flavours } from '../../src/mock-jira/flavours.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { makeCertificates } from './certificates.ts';
import { makeCheckout } from './checkout.ts';
import { commandOfCheckout } from './command-of-checkout.ts';
import { startProxy } from './company-network.ts';
import { startHttps } from './faulty-server.ts';
import { freePort } from './free-port.ts';
import { asInstalled } from './installed-words.ts';
import { jiraSettings, serviceAccountSettings } from './live-jira.ts';
import { type Block, blocksOf } from './markdown.ts';
import { fits, withoutProgress } from './shown-output.ts';

/** A command of a document, and what the document says that it prints. */
export interface ShownCommand {
  readonly command: string;
  readonly shown: string;
}

/** The commands of a console block: the lines behind `$ `, with what is printed below each. */
export function commandsOf(block: string): ShownCommand[] {
  const commands: { command: string; shown: string }[] = [];
  let continues = false;
  for (const line of block.split('\n').slice(0, -1)) {
    const last = commands.at(-1);
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), shown: '' });
    else if (last && continues) last.command += `\n${line}`;
    else if (last) last.shown += `${line}\n`;
    continues = line.endsWith('\\');
  }
  return commands;
}

/** A block, and why it is not run here; undefined where it is. */
export interface BlockToRun extends Block {
  readonly reason: string | undefined;
}

/** The blocks of a document. What one of them needs and is not installed, those behind it need too. */
export async function blocksToRun(document: string): Promise<BlockToRun[]> {
  let missing: string | undefined;
  const blocks: BlockToRun[] = [];
  for (const block of blocksOf(document)) {
    missing ??= await whatIsMissing(block);
    blocks.push({ ...block, reason: block.notes['not-run'] ?? missing });
  }
  return blocks;
}

async function whatIsMissing({ notes }: Block): Promise<string | undefined> {
  for (const given of givenIn(notes)) {
    const [what, name] = given.split(' ');
    const example = examples.find(({ consumer }) => consumer === name);
    if (what === 'client' && !(example && isInstalled(example))) return `${name} is not installed`;
    if (what === 'broker' && !(await wayToStart(process.env, ['gem']))) return 'the broker is not installed';
  }
  return undefined;
}

const givenIn = (notes: Block['notes']) =>
  (notes.given ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);

const PACKAGE = 'jira-session-contracts';
const VERBS_THAT_STAY = new Set(['mock', 'broker']);

/**
 * Does what a document says, in a folder that looks like the project's: the Jiras of its examples are mocked ones on
 * loopback, behind TLS, and stand there under the document's addresses.
 */
export class DocumentRun implements AsyncDisposable {
  readonly folder: string;
  readonly #stack = new AsyncDisposableStack();
  readonly #end = new AbortController();
  readonly #settings: Record<string, string> = {};
  /** What stands in the document, and what it is here. */
  readonly #places: [string, string][] = [];
  readonly #placesInOutput: [string, string][] = [];
  #exitCode = 0;
  #lastJira = '';

  constructor() {
    const checkout = this.#stack.use(makeCheckout());
    this.folder = checkout.folder;
    checkout.commitOn('main');
    cpSync('pacts', join(this.folder, 'pacts'), { recursive: true });
    for (const name of ['examples', 'contracts', 'schemas', '.env.example'])
      symlinkSync(resolve(name), join(this.folder, name));
    writeFileSync(join(this.folder, '.git', 'info', 'exclude'), '*\n');
  }

  /** Makes what the comments before a block say that it needs. */
  async prepare({ notes, text }: Block): Promise<void> {
    for (const given of givenIn(notes)) {
      const [what, first = '', second = ''] = given.split(' ');
      if (what === 'jira') await this.#startJira(first, second, 'directly');
      else if (what === 'proxied-jira') await this.#startJira(first, second, 'by-proxy');
      else if (what === 'proxy') await this.#startProxy(first);
      else if (what === 'ca') this.#putCa(first);
      else if (what === 'client-certificate') await this.#putClientCertificate(first, second);
      else if (what === 'browser-session') await this.#logInAsInABrowser();
      else if (what === 'service-account') Object.assign(this.#settings, serviceAccountSettings);
      else if (what === 'broker') await this.#startBroker();
      else if (what === 'port') this.#places.push([first, String(await freePort())]);
      else if (what === 'without') delete this.#settings[first];
      else if (what !== 'client') throw new Error(`nobody knows how to give ${given}`);
    }
    if (notes.file) {
      const file = join(this.folder, notes.file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, this.#here(text));
      this.#settingsNamedIn(text);
    }
  }

  /** Runs a command, and gives what it prints in the document's own words. */
  async run({ command, shown }: ShownCommand): Promise<string> {
    if (command === 'echo $?') return `${this.#exitCode}\n`;
    const [, exported, value = ''] = /^export ([A-Z_]+)=(\S+)$/.exec(this.#here(command)) ?? [];
    if (exported) {
      this.#settings[exported] = value;
      return '';
    }
    const words = wordsOf(this.#here(command));
    const settings = { ...this.#settings };
    while (/^[A-Z_]+=/.test(words[0] ?? '')) {
      const [name = '', ...value] = (words.shift() ?? '').split('=');
      settings[name] = value.join('=');
    }
    if (words.slice(0, 3).join(' ') === 'npm ci &&') words.splice(0, 3);
    if (words[0] === 'npx' && words[1] === PACKAGE) {
      return asInstalled(await this.#runVerb(words.slice(2), settings, shown));
    }
    if (words[0] !== 'npm') return this.#inDocument(await this.#shell(this.#here(command), settings));
    const [, , verb = '', ...rest] = words;
    return this.#runVerb([verb, ...(rest[0] === '--' ? rest.slice(1) : rest)], settings, shown);
  }

  async #runVerb(argv: readonly string[], settings: Record<string, string>, shown: string): Promise<string> {
    let printed = '';
    const write = (text: string) => {
      printed += text;
    };
    const world = {
      stdout: { write },
      stderr: { write },
      env: { PATH: process.env.PATH ?? '', ...settings },
      cwd: this.folder,
      signal: this.#end.signal,
    };
    const ended = run(argv, world, await commandOfCheckout(argv[0]));
    if (!VERBS_THAT_STAY.has(argv[0] ?? '')) {
      this.#exitCode = await ended;
      return this.#inDocument(printed);
    }
    this.#stack.defer(async () => void (await ended));
    for (let tries = 0; tries < 100; tries++) {
      if (printed !== '' && (shown === '' || fits(shown, asInstalled(this.#inDocument(printed))))) break;
      await setTimeout(50);
    }
    return this.#inDocument(printed);
  }

  #shell(command: string, settings: Record<string, string>): Promise<string> {
    return new Promise((done) => {
      const options = { cwd: this.folder, env: { PATH: process.env.PATH ?? '', ...settings } };
      const child = execFile('sh', ['-c', command], options, (_error, stdout, stderr) => {
        this.#exitCode = child.exitCode ?? 1;
        done(stdout + stderr);
      });
    });
  }

  /** @param reached `directly`, or `by-proxy`: then it has the document's host name, which only the proxy knows */
  async #startJira(address: string, flavour: string, reached: 'directly' | 'by-proxy'): Promise<void> {
    const { host, hostname, origin } = new URL(address);
    const hostHere = reached === 'directly' ? 'localhost' : hostname;
    const port = flavour === 'down' ? 1 : await this.#serve(flavour, new URL(address).pathname, hostHere);
    this.#places.push([origin, `https://${hostHere}:${port}`]);
    this.#placesInOutput.push([host, `${hostHere}:${port}`], [host, `${hostHere}-${port}`]);
    if (!this.#settings.JIRA_USERNAME) Object.assign(this.#settings, jiraSettings);
  }

  async #serve(flavour: string, path: string, host: string): Promise<number> {
    if (!Object.hasOwn(flavours, flavour)) throw new Error(`${flavour} is no flavour`);
    const contextPath = path.replace(/\/rest\/?$/, '');
    const jira = await startMockedJira({ flavour: flavour as FlavourName, contextPath });
    this.#stack.use(jira);
    this.#lastJira = jira.baseUrl;
    const { ca, ...certificate } = await certificatesFor(host);
    const file = join(this.folder, '.git', 'ca.pem');
    writeFileSync(file, ca);
    this.#settings.NODE_EXTRA_CA_CERTS = file;
    this.#settings.CURL_CA_BUNDLE = file;
    const { hostname, port } = new URL(jira.baseUrl);
    const front = await startHttps(certificate, (incoming, outgoing) => {
      const { method, url: path } = incoming;
      const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
      incoming.pipe(
        request({ host: hostname, port, method, path, headers }, (answer) => {
          // As a Tomcat has it that knows that TLS ends before it.
          const secure = answer.rawHeaders.map((value, index, all) =>
            /^set-cookie$/i.test(all[index - 1] ?? '') ? `${value}; Secure` : value,
          );
          outgoing.writeHead(answer.statusCode ?? 500, secure);
          answer.pipe(outgoing);
        }),
      );
    });
    this.#stack.use(front);
    return front.port;
  }

  async #startProxy(address: string): Promise<void> {
    const proxy = await startProxy();
    this.#stack.use(proxy);
    this.#places.push([address, `http://127.0.0.1:${proxy.port}`]);
  }

  /** The CA of the Jiras in a file, and nowhere else. */
  #putCa(file: string): void {
    cpSync(join(this.folder, '.git', 'ca.pem'), join(this.folder, file));
    delete this.#settings.NODE_EXTRA_CA_CERTS;
  }

  /** A certificate and its key, which the company's servers want to see. */
  async #putClientCertificate(certificate: string, key: string): Promise<void> {
    const made = await makeCertificates('client');
    writeFileSync(join(this.folder, certificate), made.cert);
    writeFileSync(join(this.folder, key), made.key);
  }

  /** A session that a person opened, at the Jira that was started last. */
  async #logInAsInABrowser(): Promise<void> {
    const { JIRA_USERNAME: username, JIRA_PASSWORD: password } = jiraSettings;
    const response = await fetch(`${this.#lastJira}/auth/1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    const { session } = (await response.json()) as { session: { name: string; value: string } };
    this.#settings.JIRA_SESSION_COOKIE = `${session.name}=${session.value}`;
  }

  async #startBroker(): Promise<void> {
    const credentials = { username: 'pact', password: 'pact-on-loopback' };
    const port = await freePort();
    const databaseFile = join(this.folder, '.git', 'broker.sqlite');
    const broker = await startLocalBroker(
      'gem',
      { port, ...credentials, databaseFile, env: process.env },
      () => {},
    );
    this.#stack.use(broker);
    this.#places.push(['http://127.0.0.1:9292', broker.baseUrl]);
    this.#settings.PACT_BROKER_BASE_URL = broker.baseUrl;
    this.#settings.PACT_BROKER_USERNAME = credentials.username;
    this.#settings.PACT_BROKER_PASSWORD = credentials.password;
    this.#settings.CI = 'true';
  }

  /** The settings that a targets file names, with what logs in at a mocked Jira. */
  #settingsNamedIn(file: string): void {
    const values: Record<string, string> = {
      username: jiraSettings.JIRA_USERNAME,
      password: jiraSettings.JIRA_PASSWORD,
      personalAccessToken: jiraSettings.JIRA_PERSONAL_ACCESS_TOKEN,
      captchaUsername: jiraSettings.JIRA_CAPTCHA_USERNAME,
      captchaPassword: jiraSettings.JIRA_CAPTCHA_PASSWORD,
    };
    for (const [, field = '', name = ''] of file.matchAll(/^ +(\w+): ([A-Z][A-Z_]+)$/gm)) {
      const value = values[field];
      if (value) this.#settings[name] = value;
    }
  }

  #here(text: string): string {
    return (
      this.#places
        // The last Jira at an address is the one that stands there now.
        .toReversed()
        .reduce((changed, [inDocument, place]) => changed.replaceAll(inDocument, place), text)
    );
  }

  #inDocument(text: string): string {
    return [...this.#places, ...this.#placesInOutput].reduce(
      (changed, [inDocument, place]) => changed.replaceAll(place, inDocument),
      // What the Jiras of the documents are trusted by is none of the reader's settings.
      withoutProgress(text).replaceAll(/^.*\(NODE_EXTRA_CA_CERTS\)\n/gm, ''),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#stack.disposeAsync();
  }
}

const made = new Map<string, ReturnType<typeof makeCertificates>>();
/** Keys take a while to make: each host has one certificate. */
function certificatesFor(host: string) {
  const certificates = made.get(host) ?? makeCertificates(host);
  made.set(host, certificates);
  return certificates;
}

/** The words of a command, as a shell takes them apart. */
function wordsOf(command: string): string[] {
  return [...command.replaceAll(/\\\n/g, ' ').matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}
