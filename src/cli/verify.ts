import { commandLine } from '../tool.ts';
import { command } from './command.ts';
import { verifyOptions } from './verify-options.ts';

export const verify = command({
  name: 'verify',
  description: 'replay a pact against a Jira, or against the embedded mocked one',
  options: verifyOptions,
  help: `Examples:
  ${commandLine('verify')}
  ${commandLine('verify', '--flavour cloud')}
  ${commandLine('verify', '--client python-jira --base-url https://jira.example.com/rest')}
  ${commandLine('verify', '--base-url https://jira.example.com/rest --json report.json')}
  ${commandLine('verify', '--live --from-broker --publish')}
  ${commandLine('verify', '--targets jiras.yaml --report html=report.html --baseline last.json --json last.json')}
  ${commandLine('verify', '--targets jiras.yaml --shard 2/5 --json shard-2.json')}

Exit codes: 0 the contract holds, 1 the contract is broken, 2 the result is unknown. With many Jiras: 1 if the contract is broken on any of them, else 2 if any result is unknown, else 0.`,
  async run(options, io) {
    if (options.fromBroker || options.pactUrl) {
      const { verifyFromBroker } = await import('./verify-from-broker.ts');
      return verifyFromBroker(options, io);
    }
    const { runVerification } = await import('./run-verification.ts');
    return runVerification(options, io);
  },
});
