import { readFileSync } from 'node:fs';
import type { LogIn } from '../../contracts/session/names.ts';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { markdownTable } from '../support/markdown.ts';
import { describedFlavours, everyResponse } from './answers.ts';
import { describedResponses } from './responses.ts';

/** Who has an answer: the description, the pact, and the mocked Jira in each flavour. */
export interface Row {
  readonly method: string;
  readonly status: number;
  readonly described: boolean;
  /** By column: true where it is, or the reason why it is not; undefined where nobody gave one. */
  readonly cells: Readonly<Record<string, true | string | undefined>>;
}

/** Puts the description, the pact and what the mocked Jira really answers side by side. */
export async function threeWayTable(): Promise<Row[]> {
  const columns: Record<string, ReadonlySet<string>> = { pact: statusesInPact() };
  for (const [flavour] of describedFlavours) {
    const answers = await everyResponse(flavour);
    columns[flavour] = new Set(answers.map(({ method, answer }) => `${method} ${answer.status}`));
  }
  const whereOf = new Map<string, LogIn>(describedFlavours);
  const described = new Map(
    describedResponses.map((answer) => [`${answer.method} ${answer.status}`, answer]),
  );
  const all = new Set([...described.keys(), ...Object.values(columns).flatMap((column) => [...column])]);
  return [...all].map((key) => {
    const [method = '', status] = key.split(' ');
    return {
      method,
      status: Number(status),
      described: described.has(key),
      cells: Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [
          name,
          column.has(key) || described.get(key)?.whyNot(whereOf.get(name) ?? 'pact'),
        ]),
      ),
    };
  });
}

/** What is wrong with the table: an answer that is not described, and an empty cell without a reason. */
export function unexplained(rows: readonly Row[]): string[] {
  return rows.flatMap(({ method, status, described, cells }) => [
    ...(described ? [] : [`${method} ${status} is not described in contracts/session/openapi.yaml`]),
    ...Object.entries(cells)
      .filter(([, cell]) => cell === undefined)
      .map(
        ([column]) =>
          `${method} ${status} is not in ${column}, and no reason is given: x-why-not in contracts/session/openapi.yaml`,
      ),
  ]);
}

/** The table as Markdown, with the reasons numbered below it. */
export function toMarkdown(rows: readonly Row[]): string {
  const reasons = [...new Set(rows.flatMap(({ cells }) => Object.values(cells)))].filter(
    (cell) => typeof cell === 'string',
  );
  const show = (cell: true | string | undefined) =>
    cell === true ? '✓' : cell === undefined ? '?' : `– (${reasons.indexOf(cell) + 1})`;
  const columns = ['pact', ...describedFlavours.map(([flavour]) => flavour)];
  return [
    markdownTable(
      ['answer', 'description', ...columns],
      rows.map(({ method, status, described, cells }) => [
        `${method} ${status}`,
        described ? '✓' : '?',
        ...columns.map((column) => show(cells[column])),
      ]),
    ),
    '',
    'Why a cell has no answer:',
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
  ].join('\n');
}

/** The answers that the pact takes: a status rule may take more than one. */
function statusesInPact(): Set<string> {
  const { interactions } = JSON.parse(readFileSync(PACT_FILE, 'utf8')) as {
    interactions: {
      request: { method: string };
      response: {
        status: number;
        matchingRules?: { status?: { $: { matchers: { status: number[] }[] } } };
      };
    }[];
  };
  return new Set(
    interactions.flatMap(({ request, response }) => {
      const rules = response.matchingRules?.status?.$.matchers.flatMap(({ status }) => status);
      return (rules ?? [response.status]).map((status) => `${request.method} ${status}`);
    }),
  );
}
