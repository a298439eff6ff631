import type { RecordedRequest, RecordedScenario, Recording } from '../report/recording.ts';
import { count, printable, printableLines } from '../text.ts';
import { table } from './table.ts';
import { duration, paintFor } from './words.ts';

/** What is shown beside a recording. */
export interface RecordingNotes {
  readonly noise: readonly string[];
  readonly beside: readonly string[];
  readonly usesTokenAlone: boolean;
  readonly oneByOne: number;
  readonly shared?: string;
}

/** A recording for a person at a terminal: a table for each scenario, then what is dangerous. */
export function recordingText(recording: Recording, notes: RecordingNotes, colors: boolean): string {
  const { yellow } = paintFor(colors);
  const { scenarios, hazards, runs, durationMs } = recording;
  const { beside, noise, shared, usesTokenAlone, oneByOne } = notes;
  const paragraphs = [
    ...scenarios.map(scenarioText),
    scenarios.some(({ requests }) => requests.some(isNotInPact)) &&
      'Not in the pact: requests whose answers the client does not use, and requests that fit no provider state of the contract.',
    ...notAllSentBack(scenarios),
    beside.length > 0 &&
      `Not in the pact, because they do not go to the session resource: ${beside.map(printable).join(', ')}`,
    noise.length > 0 &&
      [
        'Not compared, because it is different in each run:',
        ...noise.map((one) => `  ${printable(one)}`),
      ].join('\n'),
    shared && printable(shared),
    usesTokenAlone &&
      'The client used its token and never its password. To record the log-in with the password, put env -u JIRA_PERSONAL_ACCESS_TOKEN before the command.',
    hazards.length === 0
      ? 'No hazard was found.'
      : [
          `${count(hazards.length, 'hazard')}:`,
          ...hazards.flatMap(({ kind, detail, advice }) => [
            `  ${yellow(`! ${kind}`)}: ${printable(detail)}.`,
            `      ${advice}`,
          ]),
        ].join('\n'),
    `${runs} runs in ${duration(durationMs)}. If only one part had been broken at a time, it would have been ${oneByOne} runs.`,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** What a person should know of a client that does not keep every cookie: the pact asks as it does. */
function notAllSentBack(scenarios: readonly RecordedScenario[]): string[] {
  const requests = scenarios.flatMap((scenario) => scenario.requests);
  const how = {
    'session cookie': 'send back the session cookie alone',
    'session from the body': 'build the cookie from session.name and session.value of the body',
  } as const;
  return (['session cookie', 'session from the body'] as const).flatMap((sendsBack) => {
    const those = requests.filter((one) => one.sendsBack === sendsBack);
    const named = [...new Set(those.map(({ method, path }) => printable(`${method} ${path}`)))];
    return named.length === 0
      ? []
      : `Not every cookie comes back: ${named.join(', ')} ${how[sendsBack]}. A Jira behind a load balancer or a single sign-on may refuse that. The pact asks in the same way.`;
  });
}

const isNotInPact = ({ state, needs, eitherOf }: RecordedRequest) =>
  state === null || needs.length + eitherOf.length === 0;

/** Lines of output that are shown of an outcome. */
const MAX_LINES = 3;

/** Characters that are shown of a line. */
const MAX_CHARACTERS = 200;

function scenarioText({ name, outcome, requests }: RecordedScenario): string {
  const { exitCode, stdout } = outcome;
  const end = exitCode === null ? 'it had to be stopped' : `exit code ${exitCode}`;
  const lines = stdout.trimEnd().split('\n');
  const shown = lines
    .slice(0, MAX_LINES)
    .map((line) => (line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)} ...` : line))
    .join('\n');
  const more = lines.length > MAX_LINES ? ` ... (${lines.length} lines)` : '';
  const prints =
    stdout.trim() === ''
      ? 'prints nothing'
      : `prints ${printableLines(shown).replaceAll('\n', ' / ')}${more}`;
  const rows = requests.map((request) => [
    [printable(`${request.method} ${request.path}`)],
    (request.state ?? 'none of the contract').split(' '),
    apart(needsOf(request), 'nothing'),
    apart(ignoresOf(request), ''),
  ]);
  const head = [['request'], ['provider state'], ['needs'], ['does not look at']];
  return [`${name}: ${end}, ${prints}`, table([head, ...rows], WIDTHS)].join('\n');
}

function needsOf({ needs, eitherOf, accepts, answered }: RecordedRequest): string[] {
  const status = accepts.length === 1 ? `status ${answered}` : `status ${accepts.join('/')}`;
  return [
    ...needs.map((part) => (part === 'status' ? status : part)),
    ...eitherOf.map((parts) => parts.join(' or ')),
  ];
}

/** Parts that a line is not broken in. */
function apart(parts: readonly string[], otherwise: string): string[] {
  if (parts.length === 0) return [otherwise];
  return parts.map((part, index) => printable(part) + (index < parts.length - 1 ? ',' : ''));
}

/** What holds other parts stands for them. */
function ignoresOf({ ignores }: RecordedRequest): string[] {
  return ignores.filter((part) => !ignores.some((other) => isInside(part, other)));
}

function isInside(part: string, outer: string): boolean {
  if (outer === part || !part.startsWith('body ')) return false;
  return outer === 'body' || part.startsWith(`${outer}.`) || part.startsWith(`${outer}[`);
}

/** The widest that each column may be, in characters. */
const WIDTHS = [30, 28, 34, 44];
