import { sessionFormNames, sessionForms } from '../../contracts/session/states.ts';
import { examples } from '../../examples/examples.ts';
import { flavours } from '../../src/mock-jira/flavours.ts';
import { valueNamesIn } from '../../src/pact/interactions.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { pactsOfClients } from '../../src/pact/shipped-pacts.ts';
import type { PactReport } from '../../src/report/report.ts';
import { verify } from '../../src/verification/verify.ts';
import { describedFlavours } from '../description/answers.ts';
import { markdownTable } from '../support/markdown.ts';

/** What becomes of each client's pact on each flavour of the mocked Jira. */
export async function clientsTable(): Promise<string> {
  const clients = examples.map(({ consumer }) => consumer);
  const names = describedFlavours.map(([flavour]) => flavour);
  const byFlavour = await Promise.all(
    names.map(async (flavour) => {
      const { targets } = await verify({
        target: { kind: 'mocked', flavour },
        pacts: pactsOfClients(clients),
        environment: { PATH: process.env.PATH },
      });
      return [flavour, targets[0]?.pacts ?? []] as const;
    }),
  );
  const reasons: string[] = [];
  const sentBack = await Promise.all(clients.map(sentBackBy));
  const rows = examples.map(({ consumer, client }, index) => [
    `${client} (\`${consumer}\`)`,
    sentBack[index] ?? '',
    ...byFlavour.map(([, pacts]) =>
      cellOf(
        pacts.find((pact) => pact.consumer === consumer),
        reasons,
      ),
    ),
  ]);
  return [
    markdownTable(
      ['client', 'cookies it sends back', ...names.map((name) => `${name}: ${flavours[name].description}`)],
      rows,
    ),
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
  ].join('\n');
}

/** Which of Jira's cookies a client sends back, as its pact asks. */
async function sentBackBy(consumer: string): Promise<string> {
  const [file = ''] = pactsOfClients([consumer]);
  const { interactions } = await readPact(file);
  const asked = new Set(interactions.flatMap(({ request }) => valueNamesIn(request)));
  const without = { 'every attribute': '', 'Domain and expiry': ' of any path', 'no attribute': ', no jar' };
  const sent = sessionFormNames
    .filter((name) => asked.has(name))
    .map((name) => {
      const { of, heeds } = sessionForms[name];
      return of + (of === 'session from the body' ? '' : without[heeds]);
    });
  return sent.join(', ') || 'none';
}

/** `works`, or what breaks, with the number of its reason. */
function cellOf(pact: PactReport | undefined, reasons: string[]): string {
  if (!pact) return 'no pact';
  const broken = pact.interactions.filter(({ status }) => status === 'failed');
  const open = pact.interactions.filter(({ status }) => status === 'unverifiable');
  const why = [...new Set([...broken, ...open].map(({ cause, cure }) => `${cause}. ${cure}`))].map(
    (reason) => {
      if (!reasons.includes(reason)) reasons.push(reason);
      return reasons.indexOf(reason) + 1;
    },
  );
  const all = pact.interactions.length;
  const methods = [...new Set(broken.map(({ method }) => method))].toSorted().toReversed();
  if (broken.length > 0) return `**breaks** on ${methods.join(', ')} (${why.join(', ')})`;
  if (open.length > 0) return `works, ${open.length} of ${all} interactions not verified (${why.join(', ')})`;
  return `works: ${all} interactions`;
}
