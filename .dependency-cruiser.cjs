/** Which folder may import from which. `npm run lint` holds it; docs/explanation/architecture.md shows it as a picture. */
'use strict';

/** By folder below src: the folders and files that it may import from, beside itself and those that all may use. */
const allowed = {
  settings: ['http/loopback', 'http/sent-credentials', 'listed'],
  http: ['settings'],
  client: ['http/loopback', 'http/sent-credentials'],
  consumer: ['client'],
  jira: ['http', 'literal', 'settings'],
  reports: ['listed', 'numbered', 'recording/recording', 'settings/jira-settings', 'shell', 'tool'],
  secrets: ['http', 'literal', 'settings'],
  verification: [
    'http',
    'jira',
    'listed',
    'numbered',
    'reports/report',
    'reports/exit-code',
    'reports/combine',
    'settings',
    'secrets',
    'semaphore',
    'shell',
  ],
  targets: ['http', 'jira', 'reports/report', 'settings', 'tool', 'verification'],
  recording: [
    'consumer/pact-parts',
    'http',
    'jira',
    'literal',
    'output-file',
    'secrets',
    'semaphore',
    'settings/environment',
    'verification',
  ],
  broker: ['http', 'reports/report', 'reports/printable', 'settings', 'secrets', 'verification'],
  doctor: ['http', 'jira', 'settings'],
  mutation: [
    'http',
    'jira',
    'reports/markdown-table',
    'reports/printable',
    'reports/report',
    'settings',
    'secrets',
    'verification',
  ],
  verbs: ['commands', 'jira/mocked-jira/flavours', 'listed', 'recording/scenarios', 'reports/format-names'],
  commands: [
    'broker',
    'doctor',
    'http',
    'jira',
    'mutation',
    'output-file',
    'recording',
    'reports',
    'secrets',
    'settings',
    'targets',
    'tool',
    'verification',
  ],
};

/** Data, files and processes: what every folder may use. */
const forAll = ['children', 'errors', 'findings', 'input-file', 'optional-package', 'temporary-folder'];

const folders = Object.entries(allowed).map(([folder, others]) => ({
  name: `${folder}-imports-only-what-it-may`,
  comment: `src/${folder} may import from: ${['contracts', ...others, ...forAll].join(', ')}. See .dependency-cruiser.cjs.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [folder, ...others, ...forAll].map((one) => `^src/${one}(/|\\.ts$)`),
  },
}));

module.exports = {
  forbidden: [
    ...folders,
    {
      name: 'contracts-import-nothing-of-the-program',
      comment: 'The contract is data: what is outside depends on it, and never the other way.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^(src|tests)/' },
    },
    {
      name: 'the-program-imports-no-test',
      severity: 'error',
      from: { path: '^(src|contracts)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'the-engine-knows-no-terminal',
      comment: 'Findings stay data until a command shows them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli\\.ts$|(verbs|commands|reports)/)' },
      to: { path: '^node_modules/commander/|^src/reports/(terminal|fleet|paint)\\.ts$' },
    },
    {
      name: 'one-way',
      comment: 'Two files that import each other cannot be read one after the other.',
      severity: 'error',
      from: { path: '^(src|contracts)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-package-that-is-not-declared',
      severity: 'error',
      from: { path: '^(src|contracts|tests|benchmarks)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is no longer used.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '^src/(index|client|mock|main)\\.ts$|\\.d\\.ts$|pact-process|html/page\\.js$',
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
