import { once } from 'node:events';
import { join } from 'node:path';
import { InputError } from '../errors.ts';
import { temporaryFolder, writeTemporary } from '../files/temporary-folder.ts';
import { flavours, flavoursThatRefuse, removedStatuses } from '../mock-jira/flavours.ts';
import type { Account } from '../mock-jira/mocked-accounts.ts';
import { printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import {
  answersOf,
  answersOption,
  collect,
  contextPathOption,
  ofFlavours,
  tlsOption,
  wholeNumber,
} from './options.ts';

export const mock = command({
  name: 'mock',
  description: 'serve a mocked Jira until Ctrl-C',
  options: [
    option('--flavour <name>', 'which Jira it is', { ...ofFlavours, default: 'datacenter' }),
    option('--port <number>', 'the port to listen on; 0 takes a free one', {
      parse: wholeNumber([0, 65_535]),
      default: 8080,
    }),
    option('--host <address>', 'the address to listen on', { default: '127.0.0.1' }),
    contextPathOption,
    tlsOption,
    answersOption,
    option('--account <user:password>', 'an account, instead of the made-up ones; may be repeated', {
      parse: collect,
    }),
    option(
      '--removed-status <status>',
      `the status with which the flavours ${flavoursThatRefuse.join(' and ')} refuse the session resource`,
      { choices: removedStatuses.map(String) },
    ),
    option('--basic', 'accept Basic credentials: an administrator of Jira 11 can allow them'),
    option('--no-basic', 'refuse Basic credentials: an administrator can switch them off'),
    option('--nodes <number>', 'how many nodes Jira has, behind a load balancer with sticky sessions', {
      parse: wholeNumber([1, 100]),
      default: 1,
    }),
    option('--crowd', "set and ask for the cookie of Crowd's single sign-on too"),
    option('--verbose', 'print each request'),
  ],
  help: `Example:
  ${commandLine('mock', '--flavour datacenter --port 8080 --context-path /jira --account bob:secret')}`,
  async run(given, io) {
    const { flavour, port, host, contextPath, account, removedStatus, basic, nodes, crowd, tls, verbose } =
      given;
    const status = removedStatuses.find((one) => String(one) === removedStatus);
    if (status && !flavoursThatRefuse.includes(flavour)) {
      throw new InputError(
        `--removed-status works only with flavours that refuse the session resource: use --flavour ${flavoursThatRefuse.join(' or ')}, or leave --removed-status out.`,
      );
    }
    const accounts = account?.map(parseAccount);
    const { startMockedJira } = await import('../mock-jira/server.ts');
    await using jira = await startMockedJira({
      ...{ flavour, port, host, contextPath, nodes, answers: await answersOf(given.answers, io) },
      ...(crowd && { crowd }),
      ...(tls && { tls }),
      onOtherScheme: () =>
        io.stderr.write(
          tls
            ? 'A caller spoke plain http, but this Jira speaks https.\n'
            : 'A caller spoke https, but this Jira plain http: start it with --tls.\n',
        ),
      ...(accounts && { accounts }),
      ...(basic !== undefined && { basicAuthentication: basic }),
      ...(status && { removedStatus: status }),
      ...(verbose && {
        onRequest: (method, path, status) =>
          io.stderr.write(`${printable(`${method} ${path}`)} -> ${status}\n`),
      }),
    }).catch((error) => {
      throw whyNotListening(error, host, port);
    });
    const { description, personalAccessTokens, serviceAccounts, deploymentType } = flavours[jira.flavour];
    const lines = jira.accounts.map((account) => {
      const { username, password, personalAccessToken, email, apiToken, clientId, clientSecret } = account;
      const token = personalAccessTokens && personalAccessToken;
      return [
        `  ${username}, password ${password}`,
        ...(token ? [`personal access token ${token}`] : []),
        ...(serviceAccounts && clientId ? [`client id ${clientId}, client secret ${clientSecret}`] : []),
        ...(deploymentType === 'Cloud' && apiToken ? [`e-mail ${email}, API token ${apiToken}`] : []),
      ].join(', ');
    });
    using folder = jira.ca === undefined ? undefined : temporaryFolder('ca');
    const ca = folder && join(folder.path, 'ca.pem');
    if (ca) writeTemporary(ca, jira.ca ?? '');
    const trust = ca ? `Its certificate authority, to trust as long as it runs:\n  ${ca}\n` : '';
    io.stdout.writeAsItIs(
      `Mocked Jira, ${description}, at\n  ${jira.baseUrl}\n${trust}Accounts:\n${lines.join('\n')}\nCtrl-C stops it.\n`,
    );
    if (!io.signal.aborted) await once(io.signal, 'abort');
    return 0;
  },
});

function whyNotListening(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || code === undefined) return error;
  return new InputError(
    code === 'EADDRINUSE'
      ? `Port ${port} is already in use: choose another port with --port. With --port 0, a free port is used.`
      : `The mocked Jira cannot listen on ${host}, port ${port} (${code}): choose another address with --host, or another port with --port.`,
  );
}

function parseAccount(text: string): Account {
  const [username, ...rest] = text.split(':');
  const password = rest.join(':');
  if (!username || !password) throw new InputError('An account is user:password, such as bob:secret.');
  return { username, password };
}
