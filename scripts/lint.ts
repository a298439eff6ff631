/** `npm run lint`: all linters at once. What one of them finds is printed when it ends; the exit code is 1 if any does. */
import { installTools, pathOfTool, runProgram } from './tools.ts';

const linters: Readonly<Record<string, readonly string[]>> = {
  biome: ['check', '--error-on-warnings', '.'],
  depcruise: [
    '--config',
    '.dependency-cruiser.cjs',
    'contracts',
    'src',
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
    ...['**/*.md', '{src,contracts,tests,benchmarks,truth,scripts}/**/*.ts'],
  ],
};

await installTools();
await Promise.all(
  Object.entries(linters).map(async ([name, args]) => {
    const { exitCode, output } = await runProgram(pathOfTool(name), args);
    if (exitCode === 0) return;
    process.stderr.write(`${name} finds:\n${output}\n`);
    process.exitCode = 1;
  }),
);
