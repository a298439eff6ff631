/** `npm run bench`: ratios of whole processes, measured in one run, in turn, so that a slow machine slows all alike. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bound, boundText } from './bound.ts';
import { measureInventory } from './inventory.ts';
import { median } from './median.ts';
import { measureRecord } from './record.ts';
import { measureScale, type Scale } from './scale.ts';
import { boundsOf, scaleMarkdown, scaleSvg } from './scale-report.ts';

const RUNS = 7;
const folder = mkdtempSync(join(tmpdir(), 'jira-session-bench-'));
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--config',
  'benchmarks/pact-js-example/jest.config.js',
];

const peakMemory = join(folder, 'peak-memory.txt');
/** Has a process write its own peak memory, in kilobytes, as it ends. */
const tellPeakMemory = `--import=data:text/javascript,${encodeURIComponent(
  "import { appendFileSync } from 'node:fs'; process.on('exit', () => appendFileSync(process.env.PEAK_MEMORY_FILE, process.resourceUsage().maxRSS + '\\n'));",
)}`;

/** What is measured; each step of a subject is a process, one after the other. */
const subjects = {
  verify: [['bin/jira-session-contracts.cjs', 'verify']],
  'bare Verifier of pact-js': [['benchmarks/bare-verifier.ts']],
  "pact-js' example": [
    [...jest, 'consumer'],
    [...jest, 'provider'],
  ],
} satisfies Record<string, string[][]>;
type Subject = keyof typeof subjects;

interface Measurement {
  readonly milliseconds: number;
  readonly peakMegabytes: number;
}

async function measure(subject: Subject): Promise<Measurement> {
  const startedAt = performance.now();
  for (const args of subjects[subject]) {
    const child = spawn(process.execPath, [tellPeakMemory, ...args], {
      stdio: 'ignore',
      env: { ...process.env, PACT_DO_NOT_TRACK: 'true', EXAMPLE_PACTS: folder, PEAK_MEMORY_FILE: peakMemory },
    });
    const [exitCode] = await once(child, 'exit');
    if (exitCode !== 0) throw new Error(`${subject} ended with ${exitCode}: run it by itself to see why.`);
  }
  const milliseconds = performance.now() - startedAt;
  const kilobytes = readFileSync(peakMemory, 'utf8').trim().split('\n').map(Number);
  rmSync(peakMemory);
  return { milliseconds, peakMegabytes: Math.max(...kilobytes) / 1024 };
}

/** How many changed Jiras are verified in a second. */
async function measureMutants(): Promise<string> {
  const report = join(folder, 'mutants.json');
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['mutation/main.ts', 'mutate', '--json', report], {
    stdio: 'ignore',
  });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) throw new Error(`mutate ended with ${exitCode}: run it by itself to see why.`);
  const seconds = (performance.now() - startedAt) / 1000;
  const { broken, harmless } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, { total: number }>;
  const total = (broken?.total ?? 0) + (harmless?.total ?? 0);
  return `mutate: ${total} Jiras in ${seconds.toFixed(1)} s, ${(total / seconds).toFixed(1)} a second (at least 200 in 60 s)`;
}

const measured: Record<Subject, Measurement[]> = {
  verify: [],
  'bare Verifier of pact-js': [],
  "pact-js' example": [],
};
const names = Object.keys(subjects) as Subject[];
const timeOf = (name: Subject) => median(measured[name].map(({ milliseconds }) => milliseconds));
let mutants = '';
let recording: string[] = [];
let inventory: Bound[] = [];
let scale: Scale | undefined;
try {
  for (let run = 0; run <= RUNS; run++) {
    process.stderr.write(run === 0 ? 'warming up ...\n' : `run ${run} of ${RUNS} ...\n`);
    for (const name of names) {
      const measurement = await measure(name);
      // The first run warms the caches and does not count.
      if (run > 0) measured[name].push(measurement);
    }
  }
  process.stderr.write('breaking Jiras ...\n');
  mutants = await measureMutants();
  process.stderr.write('recording clients ...\n');
  recording = await measureRecord();
  process.stderr.write('reading logs ...\n');
  inventory = await measureInventory();
  scale = await measureScale(timeOf('bare Verifier of pact-js'), (text) => process.stderr.write(`${text}\n`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`medians of ${RUNS} runs, cold start included`);
for (const name of names) {
  const time = timeOf(name);
  const memory = median(measured[name].map(({ peakMegabytes }) => peakMegabytes));
  console.log(
    `  ${name.padEnd(26)} ${time.toFixed(0).padStart(6)} ms   ${memory.toFixed(0).padStart(5)} MB peak of a process`,
  );
}
const ratioTo = (other: Subject, most: number): Bound => ({
  what: `verify / ${other}`,
  value: median(
    measured.verify.map(({ milliseconds }, run) => milliseconds / (measured[other][run]?.milliseconds ?? 1)),
  ),
  ...{ digits: 2, most },
});
for (const line of [mutants, ...recording]) console.log(line);
const bounds = [
  ratioTo("pact-js' example", 0.15),
  ratioTo('bare Verifier of pact-js', 0.4),
  ...boundsOf(scale),
  ...inventory,
];
for (const bound of bounds) console.log(boundText(bound));
if (process.argv.includes('--write')) {
  writeFileSync('docs/engineering/benchmark.md', scaleMarkdown(scale, bounds, process.versions.node));
  writeFileSync('docs/engineering/benchmark.svg', scaleSvg(scale));
}
