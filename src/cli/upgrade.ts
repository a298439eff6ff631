import { isOwnConsumer, isSessionRequest, SESSION_PATH } from '../../contracts/session/names.ts';
import type { InventoryRow, LogInWay } from '../../schemas/inventory.ts';
import { outlooks } from '../inventory/log-in-ways.ts';
import type { ServerInfo } from '../jira/server-info.ts';
import { knownStatesOf, requestPathOf } from '../pact/interactions.ts';
import type { PactFile, PactInteraction } from '../pact/pact-file.ts';
import { tableOrList } from '../render/table.ts';
import { printable } from '../text.ts';

type To = keyof InventoryRow['breaks'];

/** What stops after an upgrade, as far as it is known: of each client, by what its pact asks for. */
export function upgradeOf(to: To, info: ServerInfo | undefined, pacts: readonly PactFile[]) {
  // Those of this project say nothing: they are what one moves to.
  const others = pacts.filter(({ consumer }) => !isOwnConsumer(consumer.name));
  const { deploymentType, version } = info ?? {};
  const rows = others.flatMap((pact) => rowsOf(pact, to));
  return {
    from: deploymentType === 'Cloud' ? 'Jira Cloud' : version && `Jira ${version}`,
    to: to === 'cloud' ? 'Jira Cloud' : `Jira ${to}`,
    notes: upgradeNotes(to, info),
    // One file may be given twice.
    rows: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()],
  };
}

function upgradeNotes(
  to: To,
  { deploymentType, version = '', personalAccessTokens }: Partial<ServerInfo> = {},
) {
  const isThere =
    deploymentType === 'Cloud' || (to !== 'cloud' && Number.parseInt(version, 10) >= Number(to));
  const notes = [
    isThere && 'This is no upgrade: what is told holds for this Jira now.',
    personalAccessTokens === false &&
      deploymentType !== 'Cloud' &&
      'This version has no personal access tokens yet (documented: from 8.14 on).',
    to === '11' &&
      'Jira 11 also has service accounts (documented): verify --client jira-service-account-client.',
  ];
  return notes.filter((note) => note !== false);
}

const STATES_OF_TOKENS = [
  'the user has a personal access token',
  'the service account has an access token',
] as const;

/** The use of the session resource, then the other ways to log in: a cookie at other resources is that of its session. */
function rowsOf({ consumer, interactions }: PactFile, to: To) {
  const isOfSession = ({ request }: PactInteraction) =>
    isSessionRequest(request.method, requestPathOf(request.path).path);
  const methods = [...new Set(interactions.filter(isOfSession).map(({ request }) => request.method))];
  const states = new Set(interactions.filter((one) => !isOfSession(one)).flatMap(knownStatesOf));
  const row = (way: LogInWay, uses: string) => {
    const { breaks, replacement } = outlooks[way];
    return { client: consumer.name, uses, stops: breaks[to], instead: replacement };
  };
  return [
    ...(methods.length > 0 ? [row('cookie', `${methods.join(', ')} ${SESSION_PATH}`)] : []),
    ...(states.has('the user may use Basic credentials') ? [row('basic', 'Basic credentials')] : []),
    ...(STATES_OF_TOKENS.some((one) => states.has(one)) ? [row('token', 'a token')] : []),
  ];
}

export function upgradeText(
  { from, to, notes, rows }: ReturnType<typeof upgradeOf>,
  columns: number,
): string {
  const words = (text: string) => printable(text).split(' ');
  const head = ['client', 'uses', 'does it stop?'].map((word) => [word]);
  const cells = rows.map(({ client, uses, stops }) => [[printable(client)], words(uses), words(stops)]);
  return [
    `From ${from ?? 'a Jira that does not tell its version'} to ${to}:`,
    '',
    tableOrList([head, ...cells], [24, 40, 60], columns),
    '',
    ...notes.map((note) => `  ${note}`),
    ...new Set(rows.map(({ instead }) => `  Instead: ${printable(instead)}.`)),
    '',
  ].join('\n');
}
