import type { RecordedRequest, RecordedScenario, Recording, RecordingNotes } from '../report/recording.ts';
import { statusGroups } from '../report/status-classes.ts';
import { count, printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { tableOrList } from './table.ts';
import { duration, type Look, paintFor } from './words.ts';

export function recordingText(
  recording: Recording,
  notes: RecordingNotes,
  { colors, columns }: Pick<Look, 'colors' | 'columns'>,
): string {
  const { yellow } = paintFor({ colors });
  const { scenarios, hazards, runs, durationMs } = recording;
  const { beside, remarks, noise, withoutSession } = notes;
  const paragraphs = [
    ...scenarios.map((scenario) => scenarioText(scenario, columns)),
    scenarios.some(({ requests }) => requests.some(isNotInPact)) &&
      'Not in the pact: requests whose answers the client does not use, and requests that fit no provider state of the contract.',
    ...withoutSession.map((way) => WITHOUT_SESSION[way]),
    beside.length > 0 && besideText(beside, columns),
    ...remarks.map(printable),
    noise.length > 0 &&
      [
        'Compared without the words that are different in each run:',
        ...noise.map((one) => `  ${printable(one)}`),
      ].join('\n'),
    hazards.length === 0
      ? 'No hazard was found.'
      : [
          `${count(hazards.length, 'hazard')}:`,
          ...hazards.flatMap(({ kind, detail, advice }) => [
            `  ${yellow(`! ${kind}`)}: ${printable(detail)}.`,
            `      ${advice}`,
          ]),
        ].join('\n'),
    `${runs} runs in ${duration(durationMs)}.`,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** Sources: recorded on 11.3.5; Atlassian's documentation of personal access tokens, 8.14 on. */
const WITHOUT_SESSION = {
  Basic: `The client sends Basic credentials with each request, and never opens a session. Jira 11 switches Basic off by default. What replaces it: a personal access token as Bearer (Jira 8.14 and newer). To see what your Jira takes: ${commandLine('doctor', '--base-url https://jira.example.com/rest')}
Its pact is a request of myself with Basic credentials.`,
  token:
    'The client sends a token with each request, and never opens a session. Its pact is a request of myself with the token. From Jira 11 on, a service account can get the tokens (documented): --client jira-service-account-client has its contract.',
} as const;

function besideText(beside: RecordingNotes['beside'], columns: number): string {
  const hasGone = beside.some(({ gone }) => gone !== '');
  const rows = beside.map(({ request, credentials, gone }) => [
    [printable(request)],
    credentials.split(' '),
    ...(hasGone ? [gone.split(' ')] : []),
  ]);
  const head = [['request'], ['credentials'], ...(hasGone ? [['where it is gone']] : [])];
  const widths = hasGone ? [50, 28, 44] : [50, 28];
  return `Not in the pact, because the contract has no such request:\n${tableOrList([head, ...rows], widths, columns)}`;
}

const isNotInPact = ({ state, needs, eitherOf, rightIfThere = [] }: RecordedRequest) =>
  state === null || needs.length + eitherOf.length + rightIfThere.length === 0;

const MAX_LINES = 3;

const MAX_CHARACTERS = 200;

function scenarioText({ name, outcome, requests }: RecordedScenario, columns: number): string {
  const { exitCode, stdout } = outcome;
  const end = exitCode === null ? 'it had to be stopped' : `exit code ${exitCode}`;
  const lines = stdout.trimEnd().split('\n');
  const shown = lines
    .slice(0, MAX_LINES)
    .map((line) => (line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)} ...` : line))
    .map(printable);
  const more = lines.length > MAX_LINES ? ` ... (${lines.length} lines)` : '';
  const prints = stdout.trim() === '' ? 'prints nothing' : `prints ${shown.join(' / ')}${more}`;
  if (requests.length === 0) return `${name}: ${end}, ${prints}`;
  const hasOptional = requests.some(({ rightIfThere }) => rightIfThere);
  const rows = requests.map((request) => [
    [printable(`${request.method} ${request.path}`)],
    (request.state ?? 'none of the contract').split(' '),
    apart(needsOf(request), 'nothing'),
    ...(hasOptional ? [apart(request.rightIfThere ?? [], '')] : []),
    apart(ignoresOf(request), ''),
  ]);
  const optional = hasOptional ? [['right if it is there']] : [];
  const head = [['request'], ['provider state'], ['needs'], ...optional, ['does not look at']];
  const widths = hasOptional ? WIDTHS.toSpliced(3, 0, OPTIONAL_WIDTH) : WIDTHS;
  return [`${name}: ${end}, ${prints}`, tableOrList([head, ...rows], widths, columns)].join('\n');
}

function needsOf({ needs, eitherOf, accepts, answered }: RecordedRequest): string[] {
  const status =
    accepts.length === 1
      ? `status ${answered}`
      : `status: ${statusGroups(accepts)
          .map(({ words }) => words)
          .join(', ')}`;
  return [
    ...needs.map((part) => (part === 'status' ? status : part)),
    ...eitherOf.map((parts) => parts.join(' or ')),
  ];
}

function apart(parts: readonly string[], otherwise: string): string[] {
  if (parts.length === 0) return [otherwise];
  return parts.map((part, index) => printable(part) + (index < parts.length - 1 ? ',' : ''));
}

/** A part stands for those inside it. */
function ignoresOf({ ignores, shows = [] }: RecordedRequest): string[] {
  // What has a part in it that is shown is named by its other parts.
  const others = ignores.filter((part) => !shows.some((shown) => shown === part || isInside(shown, part)));
  return [
    ...others.filter((part) => !others.some((other) => isInside(part, other))),
    ...shows.map((part) => `${part} (shown, not used)`),
  ];
}

function isInside(part: string, outer: string): boolean {
  if (outer === part || !part.startsWith('body ')) return false;
  return outer === 'body' || part.startsWith(`${outer}.`) || part.startsWith(`${outer}[`);
}

const WIDTHS = [30, 28, 34, 44];
const OPTIONAL_WIDTH = 30;
