import { type Inventory, type InventoryRow, type LogInWay, ways } from '../../schemas/inventory.ts';
import { count, printable } from '../text.ts';
import { tableOrList } from './table.ts';
import { type Look, paintFor } from './words.ts';

const meanings: Readonly<Record<LogInWay, string>> = {
  cookie: 'log-in at the session resource (POST /rest/auth/1/session), then the cookie',
  basic: 'Basic credentials: a password is checked at another REST path',
  address: 'user name and password in the address (os_username)',
  'two-step': 'the log-in of the log-in page of Jira 10 and 11 (POST /rest/tsv/)',
  unknown: 'requests of programs; how they log in is not in these logs',
  token: 'these logs have no log-in of this user: a token, or a session from before or of another node',
  browser: 'people, with the log-in page or a single sign-on',
};

const CERTAIN_TOKEN = 'a token: the request sends it, or asks for it';

function meaningOf({ way, basis }: InventoryRow): string {
  return way === 'token' && basis === 'certain' ? CERTAIN_TOKEN : meanings[way];
}

type Column = readonly [name: string, width: number, cell: (row: InventoryRow) => string[]];

const MAX_ROWS = 50;
const MAX_FILES = 5;

export function inventoryText(inventory: Inventory, look: Look): string {
  const { files, from, until, rows } = inventory;
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const span = from && until ? `, from ${from} to ${until}` : '';
  const paragraphs = [
    `${number(lines)} ${lines === 1 ? 'line' : 'lines'} in ${count(files.length, 'file')}${span}`,
    ...ways.flatMap((way) => {
      const meant = way === 'token' ? [CERTAIN_TOKEN, meanings.token] : [meanings[way]];
      return meant.map((meaning) =>
        wayText(
          way,
          meaning,
          rows.filter((row) => row.way === way && meaningOf(row) === meaning),
          look,
        ),
      );
    }),
    rows.length === 0 && 'Nobody who logs in is in these lines.',
    ...notesOf(inventory),
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

function wayText(way: LogInWay, meaning: string, rows: readonly InventoryRow[], look: Look): string {
  if (rows.length === 0) return '';
  const paint = paintFor(look);
  const bases = new Set(rows.map(({ basis }) => basis));
  const basis = bases.size > 1 ? 'certain and inferred' : [...bases].join();
  const outlooks = new Set(
    rows.map(({ replacement, breaks }) =>
      [
        `  Does it stop? Jira 10: ${breaks['10']}. Jira 11: ${breaks['11']}. Cloud: ${breaks.cloud}.`,
        `  Instead: ${replacement}.`,
      ].join('\n'),
    ),
  );
  const letIn = rows.filter((row) => row.count > 0);
  const onlyTry = rows.filter((row) => row.count === 0);
  const lines = [
    `${paint.yellow(way)}: ${meaning} (${basis})`,
    ...tableOf(letIn, look),
    onlyTry.length > 0 && '  Still tries, but it failed each time (refused, or for another cause):',
    ...tableOf(onlyTry, look),
    ...outlooks,
  ];
  return lines.filter(Boolean).join('\n');
}

function tableOf(rows: readonly InventoryRow[], look: Look): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MAX_ROWS);
  const columns: readonly Column[] = [
    ['user', 24, ({ user }) => [short(user, 24)]],
    ['address', 26, ({ address }) => [short(address, 26)]],
    ['how often', 9, ({ count }) => [countOr(count)]],
    ['failed', 9, ({ refused }) => [countOr(refused)]],
    ['first seen', 25, ({ firstSeen }) => [firstSeen]],
    ['last seen', 25, ({ lastSeen }) => [lastSeen]],
    [
      'User-Agent',
      60,
      ({ userAgent, client }) => [short(userAgent, 60), ...(client ? [`(${client}?)`] : [])],
    ],
  ];
  const used = columns.filter(([, , cell]) => shown.some((row) => cell(row).join('') !== ''));
  const more = rows.length - shown.length;
  return [
    tableOrList(
      [used.map(([name]) => [name]), ...shown.map((row) => used.map(([, , cell]) => cell(row)))],
      used.map(([, width]) => width),
      look.columns,
    ),
    ...(more > 0 ? [`  ${number(more)} more: --json and --csv have all rows.`] : []),
  ];
}

/** Tables and lists leave out what is empty. */
function countOr(value: number): string {
  return value === 0 ? '' : number(value);
}

function notesOf({ files, notShown, rows, security, notJoined }: Inventory) {
  return [
    rows.some(({ client }) => client) &&
      '(name?) is the recorded client that sends this User-Agent. Others that use the same library send it too.',
    rows.some(({ user }) => user === '-') &&
      `A user '-' is one that these logs do not name.${security ? '' : " Jira's access log and security log together name more."}`,
    rows.some((row) => row.way === 'unknown' && row.count > 0 && !isWithin(row, security)) &&
      `To tell Basic credentials from a token, give atlassian-jira-security.log* of the same time too${security ? `: what was given is from ${security.from} to ${security.until}` : ''}.`,
    notJoined > 0 &&
      `${count(notJoined, 'log-in')} of the security log ${notJoined === 1 ? 'was' : 'were'} not found in the access logs of the same hours, by the request's id. A request that is there all the same counts twice. It helps to give the logs of all nodes, each log as a file of its own.`,
    notShown.rows + notShown.requests > 0 &&
      `Not shown: ${count(notShown.rows, 'row')}, ${count(notShown.requests, 'request')}.`,
    linesThat('could not be read', files, ({ unread, lines, example }) => {
      const shown = example === undefined ? '' : `, such as: ${printable(example)}`;
      return unread > 0 && `${number(unread)} of ${count(lines, 'line')}${shown}`;
    }),
    linesThat('were read in part', files, ({ damage }) => damage),
    linesThat(
      'have no time zone',
      files,
      ({ noTimeZone }) => noTimeZone && "the time zone of this machine was taken; set TZ to the server's",
    ),
    linesThat(
      'have no status',
      files,
      ({ noStatus }) => noStatus && 'a log-in that was refused counts like any other',
    ),
  ];
}

function isWithin({ firstSeen, lastSeen }: InventoryRow, security: Inventory['security']): boolean {
  return (
    security !== null &&
    Date.parse(firstSeen) >= Date.parse(security.from) &&
    Date.parse(lastSeen) <= Date.parse(security.until)
  );
}

type File = Inventory['files'][number];

function linesThat(
  what: string,
  files: readonly File[],
  whyOf: (file: File) => string | false | undefined,
): string {
  const told = files.flatMap((file) => {
    const why = whyOf(file);
    return why ? [`  ${printable(file.name)}: ${why}`] : [];
  });
  if (told.length === 0) return '';
  const more = told.length - MAX_FILES;
  const rest = more > 0 ? [`  and in ${count(more, 'more file')}`] : [];
  return [`Lines that ${what}:`, ...told.slice(0, MAX_FILES), ...rest].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function short(text: string, most: number): string {
  const shown = printable(text);
  return shown.length > most ? `${shown.slice(0, most - 4)} ...` : shown;
}

export function inventoryCsv({ rows }: Inventory): string {
  const head =
    'user,address,userAgent,way,basis,count,firstSeen,lastSeen,client,replacement,breaks10,breaks11,breaksCloud,refused';
  const lines = rows.map(({ breaks, client = '', ...row }) =>
    [
      ...[row.user, row.address, row.userAgent, row.way, row.basis, String(row.count)],
      ...[row.firstSeen, row.lastSeen, client, row.replacement, breaks['10'], breaks['11'], breaks.cloud],
      String(row.refused),
    ]
      .map(csvCell)
      .join(','),
  );
  return `${[head, ...lines].join('\r\n')}\r\n`;
}

/** A spreadsheet takes what begins like this for a formula, and runs it. */
const FORMULA = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

function csvCell(text: string): string {
  const shown = printable(text === '-' ? '' : text);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",';]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
