/**
 * `npm run docs`: writes all that comes from the code, the schemas, the pacts and the commands. What fails is told and
 * does not keep the rest from being written; the exit code is then 1.
 */

const programs = [
  '../description/print-table.ts',
  '../findings/print-findings.ts',
  './print-architecture.ts',
  './print-install-form.ts',
  './print-clients.ts',
  '../../scripts/api-docs.ts',
  './print-pages.ts',
  './print-outputs.ts',
];

for (const program of programs) {
  try {
    await import(program);
  } catch (error) {
    console.error(`${program} did not end:`, error);
    process.exitCode = 1;
  }
}
