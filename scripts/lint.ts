/** `npm run lint`: all linters at once. What one of them finds is printed when it ends; the exit code is 1 if any does. */
import { installTools, pathOfTool, runProgram } from './tools.ts';

const linters: Readonly<Record<string, readonly string[]>> = {
  biome: ['check', '--error-on-warnings', '.'],
  depcruise: [
    '--config',
    '.dependency-cruiser.cjs',
    'contracts',
    'src',
    'mutation',
    'dev-broker',
    'tests',
    'benchmarks',
    'truth',
    'scripts',
  ],
  knip: [],
  redocly: ['lint', 'contracts/session/openapi.yaml'],
  'openapi-typescript': [
    'contracts/session/openapi.yaml',
    ...['--output', 'contracts/session/openapi.ts', '--check'],
  ],
  cspell: [
    ...['lint', '--no-progress', '--no-summary'],
    ...['**/*.md', '{src,mutation,dev-broker,contracts,tests,benchmarks,truth,scripts}/**/*.ts'],
  ],
};

await installTools();
const runs = [
  ...Object.entries(linters).map(([name, args]) => [name, pathOfTool(name), args] as const),
  ['the reference of the library', process.execPath, ['scripts/api-docs.ts', '--check']] as const,
  ['validators', process.execPath, ['scripts/validators.ts', '--check']] as const,
];
await Promise.all(
  runs.map(async ([name, program, args]) => {
    const { exitCode, output } = await runProgram(program, args);
    if (exitCode === 0) return;
    process.stderr.write(`${name}:\n${output}\n`);
    process.exitCode = 1;
  }),
);
