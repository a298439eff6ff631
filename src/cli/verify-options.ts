import { bounds } from '../bounds.ts';
import { type OptionsOf, option } from './command.ts';
import {
  collect,
  day,
  jiraOptions,
  ofFlavours,
  reportOptions,
  stateOption,
  warnExpiryOption,
  wholeNumber,
} from './options.ts';

/** The pacts of a broker are verified whole and once, with no others beside them. */
const OTHER_PACTS = ['pact', 'client', 'filter', 'watch'];
const BROKER = ['fromBroker', 'pactUrl'];

export const verifyOptions = [
  ...jiraOptions,
  option(
    '--targets <file>',
    'verify many Jiras: a YAML or JSON file that lists them, with the names of their settings',
  ),
  option(
    '--concurrency <number>',
    'how many of these Jiras at the same time (default: 32 for each core, at most 128, fewer on a busy machine)',
    { parse: wholeNumber(bounds.concurrency), needs: ['targets'] },
  ),
  option(
    '--shard <index/total>',
    'verify only a part of these Jiras, such as 2/5; auto reads the part from the CI system',
    { needs: ['targets'] },
  ),
  option('--live', 'stop if no real Jira is set, instead of using the mocked Jira: for CI'),
  option('--flavour <name>', 'which mocked Jira to use', {
    ...ofFlavours,
    conflicts: ['live', 'targets'],
  }),
  option('--pact <file>', 'a pact file to use instead of the committed pact; may be repeated', {
    parse: collect,
  }),
  option(
    '--client <name>',
    'the recorded pact of a known client, such as python-jira; all for every client; may be repeated',
    { parse: collect },
  ),
  option('--filter <text>', 'only the interactions with this text in their description'),
  option('--plan', 'show what would be sent, in which order and with whose credentials, and send nothing', {
    conflicts: ['json', 'report', 'baseline', 'publish', ...BROKER],
  }),
  ...reportOptions,
  warnExpiryOption,
  stateOption,
  option('--verbose', "show each failure in full, and Pact's own output"),
  option(
    '--watch [seconds]',
    'verify again and again, with this many seconds in between, and show what changed',
    { parse: wholeNumber([10, 86_400]), preset: 300, conflicts: ['plan', 'publish'] },
  ),
  option(
    '--from-broker',
    'verify pacts from the Pact Broker: of the main branch, of the matching branch, deployed, and released',
    { conflicts: OTHER_PACTS },
  ),
  option('--pact-url <url>', 'verify one pact from the Pact Broker, at the address that a webhook gives', {
    conflicts: [...OTHER_PACTS, 'fromBroker', 'wipSince'],
  }),
  option(
    '--branch <name>',
    'also ask for the pacts of this branch (default: the branch that is checked out)',
    { needs: BROKER },
  ),
  option('--wip-since <date>', 'verify pacts of any branch since this day as work in progress', {
    parse: day,
    needs: BROKER,
  }),
  option('--publish', 'publish the results to the Pact Broker, from CI', { needs: BROKER }),
  option('--force', 'publish from outside CI too', { needs: ['publish'] }),
] as const;

export type VerifyOptions = OptionsOf<typeof verifyOptions>;
