import { availableParallelism } from 'node:os';
import { type Bound, boundText } from './bound.ts';
import { type Chart, svgOf } from './chart.ts';
import type { Scale } from './scale.ts';

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);

/** The figures that have to hold. */
export function boundsOf({ byJiras, bareRun, byInteractions }: Scale): Bound[] {
  const jiras = (count: number) => byJiras.find((one) => one.jiras === count);
  const perJira = (count: number) => (jiras(count)?.milliseconds ?? 0) / count;
  const most = byInteractions.at(-1);
  return [
    {
      what: `200 bare Verifiers one by one (${seconds(bareRun)} s each) / one run with 200 Jiras`,
      value: bareRun / perJira(200),
      ...{ digits: 1, least: 25 },
    },
    {
      what: "peak memory with 200 Jiras, Pact's process included",
      value: jiras(200)?.peakMegabytes ?? 0,
      ...{ unit: ' MB', digits: 0, most: 600 },
    },
    {
      what: 'a Jira of 1000 / a Jira of 100',
      value: perJira(1000) / perJira(100),
      ...{ digits: 2, most: 1.2 },
    },
    {
      what: `bare Verifier / verify, ${most?.interactions} interactions in one pact`,
      value: (most?.bareVerifier ?? 0) / (most?.verify ?? 1),
      ...{ digits: 1, least: 7 },
    },
  ];
}

/**
 * The figures, as a page of the docs.
 *
 * @param bounds all figures that have to hold
 */
export function scaleMarkdown(scale: Scale, bounds: readonly Bound[], node: string): string {
  return [
    '# What it costs',
    '',
    `Measured by \`npm run bench -- --write\` in one run, on ${availableParallelism()} cores with Node ${node}: whole processes from their start to their end,`,
    'against mocked Jiras in a process of their own on the same cores. Compare the ratios: seconds are those of one machine.',
    '',
    '![Seconds by the number of Jiras, and by the number of interactions in one pact](benchmark.svg)',
    '',
    '## Jiras in one run, each held to the pact of jira-session-client',
    '',
    '| Jiras | seconds | ms a Jira | MB at most | requests |',
    '| ---: | ---: | ---: | ---: | ---: |',
    ...scale.byJiras.map(
      ({ jiras, milliseconds, peakMegabytes, requests }) =>
        `| ${jiras} | ${seconds(milliseconds)} | ${(milliseconds / jiras).toFixed(1)} | ${peakMegabytes.toFixed(0)} | ${requests} |`,
    ),
    '',
    "The memory is that of all processes together, Pact's among them.",
    '',
    '## Interactions in one pact at one Jira',
    '',
    "| interactions | `verify`, s | pact-js' Verifier, s | Pact's standalone verifier, s |",
    '| ---: | ---: | ---: | ---: |',
    ...scale.byInteractions.map(
      ({ interactions, verify, bareVerifier, standalone }) =>
        `| ${interactions} | ${seconds(verify)} | ${seconds(bareVerifier)} | ${seconds(standalone)} |`,
    ),
    '',
    'The same pact and the same server for all three; the interactions need nothing of their provider states.',
    '',
    '## What has to hold',
    '',
    ...bounds.map((bound) => `- ${boundText(bound)}`),
    '',
    '## Where the time goes',
    '',
    "With many Jiras both cores are busy. Of each interaction, Pact's native half takes about half of the time (preparing the",
    'request, asking for the provider state, matching the answer), this program a third (two requests of Pact at the gateway and',
    'one to Jira, each over a connection of its own), the mocked Jira the rest. Several interactions in one file do not make',
    "Pact's part smaller. More cores help: Pact works in as many threads as there are Jiras.",
    '',
  ].join('\n');
}

export function scaleSvg({ byJiras, byInteractions, singleRun }: Scale): string {
  const charts: readonly Chart[] = [
    {
      title: 'Jiras in one run',
      xTitle: 'Jiras',
      yTitle: 'seconds',
      series: [
        {
          name: 'one run',
          dash: '0',
          color: '#2563eb',
          points: byJiras.map(({ jiras, milliseconds }) => [jiras, milliseconds / 1000]),
        },
        {
          name: 'a run for each',
          dash: '6 4',
          color: '#d97706',
          points: byJiras.map(({ jiras }) => [jiras, (jiras * singleRun) / 1000]),
        },
      ],
    },
    {
      title: 'Interactions in one pact',
      xTitle: 'interactions',
      yTitle: 'seconds',
      series: [
        {
          name: 'verify',
          dash: '0',
          color: '#2563eb',
          points: byInteractions.map((one) => [one.interactions, one.verify / 1000]),
        },
        {
          name: "pact-js' Verifier",
          dash: '6 4',
          color: '#d97706',
          points: byInteractions.map((one) => [one.interactions, one.bareVerifier / 1000]),
        },
        {
          name: 'standalone',
          dash: '2 3',
          color: '#0d9488',
          points: byInteractions.map((one) => [one.interactions, one.standalone / 1000]),
        },
      ],
    },
  ];
  return svgOf(charts);
}
