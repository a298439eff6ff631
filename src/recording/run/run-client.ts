import { createHash } from 'node:crypto';
import { addAbortListener, once } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { delimiter, extname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { endGroupOf, startChild } from '../../children.ts';
import { InputError } from '../../errors.ts';
import { shortageIn } from '../../faults.ts';
import { temporaryFolder, writeTemporary } from '../../files/temporary-folder.ts';
import type { Environment } from '../../settings/environment.ts';
import { tellingUncaught } from '../../uncaught-errors.ts';
import type { RunOutcome } from './outcome.ts';
import type { Given } from './run-server.ts';

export interface Client {
  readonly consumer: string;
  /** The words of its command; null for a function. */
  readonly command: readonly string[] | null;
  readonly run: RunClient;
  readonly hasOwnHome?: boolean;
  readonly folder?: string;
}

export type RunClient = (given: Given, signal: AbortSignal) => Promise<RunOutcome>;

/** What a function is given: where the mocked Jira is, whom to log in, and a signal that ends the run. */
export interface GivenToFunction extends Given {
  /** Aborted when the run takes too long, or is not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * A client that is a function of this process. What it returns is its output; what it throws is its failure, of which
 * the error's name counts, and not its words.
 */
export function functionClient(run: (given: GivenToFunction) => unknown): RunClient {
  return async (given, signal) => {
    const stopped = new Promise<RunOutcome>((resolve) => {
      const stop = () => resolve({ ended: 'stopped', exitCode: null, stdout: '', stderr: '' });
      addAbortListener(signal, stop);
    });
    // What a callback throws would end this process, or fail the test that the recording is a part of.
    const { promise: thrown, reject } = Promise.withResolvers<never>();
    const over = new AbortController();
    const refuse = (error: unknown) => {
      over.abort();
      reject(
        new InputError(
          `The client threw in a callback, which nothing can wait for (${(error as Error | null)?.name ?? typeof error}): the recording was ended. Make 'run' return a promise that rejects where the client fails.`,
        ),
      );
    };
    const started = async () => run({ ...given, signal: AbortSignal.any([signal, over.signal]) });
    return await tellingUncaught(refuse, () =>
      Promise.race([started().then(succeeded, failed), stopped, thrown]),
    );
  };
}

const succeeded = (value: unknown): RunOutcome => ({
  ended: 'by itself',
  exitCode: 0,
  stdout: outputOf(value),
  stderr: '',
});

const failed = (error: unknown): RunOutcome => ({
  ended: 'by itself',
  exitCode: 1,
  stdout: error instanceof Error ? error.name : outputOf(error),
  stderr: error instanceof Error ? String(error) : outputOf(error),
});

function outputOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? inspect(value);
  } catch {
    return inspect(value);
  }
}

/** What is kept of each output of one run, in bytes; of the rest its hash is compared. */
const MAX_OUTPUT = 1_000_000;

/** How long the outputs may stay open once the command has ended, in milliseconds: what it left running may hold them. */
const OUTPUT_GRACE_MS = 200;

/**
 * What a client has of the real environment: who and where it is, and what its language needs to find its packages. All else
 * may be a credential, of a real Jira or of another tool, or a proxy.
 */
const FOR_THE_CLIENT = new RegExp(
  `^(?:${[
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'NO_COLOR', 'TZ', 'LANG', 'LANGUAGE', 'LC_.*'],
    ...['TMPDIR', 'TMP', 'TEMP', 'XDG_.*', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
    ...['PYTHON.*', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'PYENV_.*', 'NODE_PATH', 'NODE_OPTIONS', 'NVM_DIR'],
    ...['RUBYLIB', 'RUBYOPT', 'GEM_HOME', 'GEM_PATH', 'BUNDLE_GEMFILE', 'BUNDLE_PATH', 'RBENV_.*'],
    ...['PERL5LIB', 'PERL5OPT', 'PERL_LOCAL_LIB_ROOT', 'JAVA_HOME', 'CLASSPATH', 'SDKMAN_DIR', 'PHPRC'],
    ...['PHP_INI_SCAN_DIR', 'GOPATH', 'GOROOT', 'GOCACHE', 'GOMODCACHE', 'CARGO_HOME', 'RUSTUP_HOME'],
    ...['DOTNET_ROOT', 'DOTNET_CLI_HOME', 'NUGET_PACKAGES', 'ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR'],
  ].join('|')})$`,
  'i',
);

/** The commands that run now: each leads a process group. */
const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) endGroupOf({ pid });
});

const NOT_ON_WINDOWS =
  'A client that is a command cannot be recorded on Windows, which has no process groups: what the client starts could not be ended. Use the Windows Subsystem for Linux (WSL), or a container.';

/** A client that is a command. Each run is a process group of its own, which ends with the command. */
export function commandClient(
  command: readonly string[],
  environment: Environment,
  cwd: string,
  { keepHome = false }: { readonly keepHome?: boolean } = {},
): RunClient {
  if (process.platform === 'win32') throw new InputError(NOT_ON_WINDOWS);
  const [program = '', ...args] = command;
  return async (given, signal) => {
    if (program === '') throw new InputError(notStarted(command, 'ENOENT', cwd));
    using folder = temporaryFolder('home');
    const env = {
      ...environmentOf(given, environment),
      ...(!keepHome && homeVariables(folder.path, environment)),
      ...(given.ca && trustVariables(folder.path, given.ca, environment)),
    };
    const child = await startChild(program, args, { cwd, env, detached: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (shortageIn(error)) throw error;
        throw new InputError(notStarted(command, error.code, cwd));
      },
    );
    running.add(child.pid);
    const stop = () => endGroupOf(child);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const outputs = Promise.all([child.stdout, child.stderr].map(collected));
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    const isStopped = signal.aborted;
    signal.removeEventListener('abort', stop);
    endGroupOf(child);
    running.delete(child.pid);
    const grace = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, OUTPUT_GRACE_MS);
    const [stdout = '', stderr = ''] = await outputs;
    clearTimeout(grace);
    const withoutFolder = (text: string) => text.replaceAll(folder.path, '/home');
    return {
      ...(isStopped ? { ended: 'stopped', exitCode: null } : { ended: 'by itself', exitCode }),
      ...{ stdout: withoutFolder(stdout), stderr: withoutFolder(stderr) },
    };
  };
}

/** Where clients keep what they know from one run to the next: each run has its own. */
const OWN_FOLDERS: Readonly<Record<string, string>> = {
  ...{ HOME: '', TMPDIR: 'tmp' },
  ...{ XDG_CONFIG_HOME: '.config', XDG_CACHE_HOME: '.cache', XDG_DATA_HOME: '.local/share' },
  ...{ XDG_STATE_HOME: '.local/state', XDG_RUNTIME_DIR: '.run' },
};

/** Where languages look for their packages and tools below the real home, if nothing else is said. */
const IN_THE_REAL_HOME: Readonly<Record<string, string>> = {
  ...{ PYTHONUSERBASE: '.local', PYENV_ROOT: '.pyenv', RBENV_ROOT: '.rbenv', NVM_DIR: '.nvm' },
  ...{ GOPATH: 'go', GOCACHE: '.cache/go-build', CARGO_HOME: '.cargo', RUSTUP_HOME: '.rustup' },
  ...{ SDKMAN_DIR: '.sdkman', ASDF_DATA_DIR: '.asdf', MISE_DATA_DIR: '.local/share/mise' },
  ...{ NUGET_PACKAGES: '.nuget/packages', BUNDLE_USER_HOME: '.bundle' },
};

function homeVariables(home: string, environment: Environment): Record<string, string> {
  const own = Object.entries(OWN_FOLDERS).map(([name, folder]) => [name, join(home, folder)] as const);
  for (const [, folder] of own) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const real = environment.HOME ?? '';
  const packages = Object.entries(IN_THE_REAL_HOME)
    .filter(([name]) => environment[name] === undefined)
    .map(([name, folder]) => [name, join(real, folder)] as const)
    .filter(([, folder]) => real !== '' && existsSync(folder));
  return Object.fromEntries([...own, ...packages]);
}

/** Where tools and languages look for the certificate authorities to trust, in one file. Each was looked up in its documentation. */
export const TRUST_VARIABLES = [
  // OpenSSL, and with it Python, Ruby, Perl and PHP's streams; Go and .NET on Linux.
  'SSL_CERT_FILE',
  ...['NODE_EXTRA_CA_CERTS', 'DENO_CERT', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'PERL_LWP_SSL_CA_FILE'],
  ...['GIT_SSL_CAINFO', 'NIX_SSL_CERT_FILE'],
] as const;

/** The variables by which a client trusts the mocked Jira of its run. PHP's curl has none, but reads a file of settings. */
function trustVariables(folder: string, ca: string, environment: Environment): Record<string, string> {
  const file = join(folder, 'ca.pem');
  writeTemporary(file, ca);
  writeTemporary(join(folder, 'ca.ini'), `curl.cainfo="${file}"\nopenssl.cafile="${file}"\n`);
  return {
    ...Object.fromEntries(TRUST_VARIABLES.map((name) => [name, file])),
    PHP_INI_SCAN_DIR: `${environment.PHP_INI_SCAN_DIR ?? ''}${delimiter}${folder}`,
  };
}

function environmentOf(given: Given, environment: Environment): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(([name]) => FOR_THE_CLIENT.test(name));
  return {
    ...Object.fromEntries(kept),
    JIRA_BASE_URL: given.baseUrl,
    JIRA_SITE_URL: given.siteUrl,
    JIRA_USERNAME: given.username,
    JIRA_PASSWORD: given.password,
    JIRA_PERSONAL_ACCESS_TOKEN: given.personalAccessToken,
    JIRA_SCENARIO: given.scenario,
  };
}

function notStarted(
  [program = '', ...args]: readonly string[],
  code: string | undefined,
  cwd: string,
): string {
  const does = `The command '${program}' does not start`;
  const isFile = statSync(resolve(cwd, program), { throwIfNoEntry: false })?.isFile() === true;
  if (program === '' || !isFile) {
    const why = { ENOENT: 'there is no such program, or no such folder', EACCES: 'it is not executable' };
    return `${does}: ${why[code as keyof typeof why] ?? code}. Name a program after --, as in -- python3 sync.py`;
  }
  const interpreter = INTERPRETERS[extname(program).toLowerCase()] ?? 'sh';
  const why = code === 'EACCES' ? 'the file is not executable' : 'it is a file that cannot run by itself';
  return `${does}: ${why}. Name the program that runs it, as in -- ${[interpreter, program, ...args].join(' ')}`;
}

const INTERPRETERS: Readonly<Record<string, string | undefined>> = {
  ...{ '.py': 'python3', '.js': 'node', '.mjs': 'node', '.cjs': 'node', '.rb': 'ruby', '.pl': 'perl' },
  '.bash': 'bash',
};

async function collected(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const rest = createHash('sha256');
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // How the output came in pieces is not the client's doing.
      const kept = Math.max(0, MAX_OUTPUT - length);
      chunks.push(chunk.subarray(0, kept));
      rest.update(chunk.subarray(kept));
      length += chunk.length;
    }
  } catch {
    // It was closed on this side.
  }
  const text = Buffer.concat(chunks).toString();
  return length <= MAX_OUTPUT ? text : `${text}\n[${length} bytes in all, the rest is ${rest.digest('hex')}]`;
}
