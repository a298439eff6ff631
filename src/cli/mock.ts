import { once } from 'node:events';
import { InputError } from '../errors.ts';
import { type Account, defaultAccounts } from '../mock-jira/accounts.ts';
import { type FlavourName, flavours, flavoursThatRefuse, type RemovedStatus } from '../mock-jira/flavours.ts';
import { type MockedJira, startMockedJira } from '../mock-jira/server.ts';
import type { ExitCode } from '../report/report.ts';
import { printable } from '../text.ts';
import { refuseContextPath } from './context-path.ts';
import type { Io } from './io.ts';

/** The options of `mock`, as the command line hands them in. */
export interface MockCommandOptions {
  readonly flavour: FlavourName;
  readonly port: number;
  readonly host: string;
  readonly contextPath: string;
  /** Each `user:password`. */
  readonly account?: readonly string[];
  readonly removedStatus?: string;
  readonly basic?: boolean;
  readonly verbose?: boolean;
}

/**
 * Serves a mocked Jira until it is told to stop.
 *
 * @throws InputError for an account or a context path that makes no sense, and when it cannot listen
 */
export async function mockCommand(options: MockCommandOptions, io: Io): Promise<ExitCode> {
  refuseContextPath(options.contextPath);
  if (options.removedStatus && !flavoursThatRefuse.includes(options.flavour)) {
    throw new InputError(
      `--removed-status works only with flavours that refuse the session resource: use --flavour ${flavoursThatRefuse.join(' or ')}, or leave --removed-status out.`,
    );
  }
  await using jira = await startListening(options, io);
  const { personalAccessTokens, deploymentType } = flavours[jira.flavour];
  const accounts = jira.accounts.map(({ username, password, personalAccessToken, email, apiToken }) =>
    [
      `  ${username}, password ${password}`,
      ...(personalAccessTokens && personalAccessToken
        ? [`personal access token ${personalAccessToken}`]
        : []),
      ...(deploymentType === 'Cloud' && apiToken ? [`e-mail ${email}, API token ${apiToken}`] : []),
    ].join(', '),
  );
  io.stdout.writeAsItIs(
    [
      `Mocked Jira, ${flavours[jira.flavour].description}, at`,
      `  ${jira.baseUrl}`,
      'Accounts:',
      ...accounts,
      'Ctrl-C stops it.\n',
    ].join('\n'),
  );
  if (!io.signal.aborted) await once(io.signal, 'abort');
  return 0;
}

async function startListening(options: MockCommandOptions, io: Io): Promise<MockedJira> {
  const { flavour, port, host, contextPath, removedStatus, basic, verbose } = options;
  try {
    return await startMockedJira({
      flavour,
      port,
      host,
      contextPath,
      accounts: options.account?.map(parseAccount) ?? defaultAccounts,
      ...(basic !== undefined && { basicAuthentication: basic }),
      ...(removedStatus && { removedStatus: Number(removedStatus) as RemovedStatus }),
      ...(verbose && {
        onRequest: (method, path, status) =>
          io.stderr.write(`${printable(`${method} ${path}`)} -> ${status}\n`),
      }),
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'EADDRINUSE'
        ? `Port ${port} is already in use: choose another port with --port. With --port 0, a free port is used.`
        : `The mocked Jira cannot listen on ${host}, port ${port} (${code}): choose another address with --host, or another port with --port.`,
    );
  }
}

function parseAccount(text: string): Account {
  const [username, ...password] = text.split(':');
  if (!username || password.join(':') === '')
    throw new InputError('An account is user:password, such as bob:secret.');
  return { username, password: password.join(':') };
}
