/** Which folder may import from which. `npm run lint` holds it; docs/engineering/architecture.md shows it as a picture. */
'use strict';

/**
 * The folders of src from the ground up, and those that each may import from, beside itself, the ground floor and the contract.
 * A folder names only what stands above its own line: so there can be no circle.
 */
const allowed = {
  files: [],
  settings: ['files'],
  http: ['settings'],
  'mock-jira': ['http'],
  jira: ['files', 'http', 'mock-jira', 'settings'],
  redaction: ['http', 'settings'],
  answers: ['files', 'http', 'jira', 'mock-jira', 'redaction', 'settings'],
  report: ['files'],
  pact: ['files', 'http', 'redaction', 'report', 'settings'],
  verification: ['http', 'jira', 'mock-jira', 'pact', 'redaction', 'report', 'settings'],
  targets: ['files', 'http', 'jira', 'pact', 'report', 'settings', 'verification'],
  recording: [
    'answers',
    'files',
    'http',
    'mock-jira',
    'pact',
    'redaction',
    'report',
    'settings',
    'verification',
  ],
  doctor: ['http', 'jira', 'settings'],
  render: ['report'],
  inventory: [],
  client: [],
  cli: [
    'answers',
    'doctor',
    'files',
    'http',
    'inventory',
    'jira',
    'mock-jira',
    'pact',
    'recording',
    'redaction',
    'render',
    'report',
    'settings',
    'targets',
    'verification',
  ],
};

/** The same inside of a folder: what stands in an inner one imports nothing that stands beside it. */
const inner = {
  recording: { run: [], search: ['run'], result: ['run', 'search'] },
};

/** The ground floor: the files that stand in src itself, but for the entries of the library. */
const GROUND_FLOOR = '^src/(?!(index|client|mock)\\.ts$)[^/]+$';

const folders = Object.entries(allowed).map(([folder, others]) => ({
  name: `${folder}-imports-only-what-it-may`,
  comment: `src/${folder} may import from: ${['contracts', 'the ground floor', ...others].join(', ')}. See .dependency-cruiser.cjs.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [GROUND_FLOOR, ...[folder, ...others].map((one) => `^src/${one}/`)],
  },
}));

const innerFolders = Object.entries(inner).flatMap(([folder, rooms]) =>
  Object.entries(rooms).map(([room, others]) => ({
    name: `${folder}-${room}-imports-only-what-it-may`,
    comment: `src/${folder}/${room} may import from: ${others.join(', ') || 'nothing'} of src/${folder}. See .dependency-cruiser.cjs.`,
    severity: 'error',
    from: { path: `^src/${folder}/${room}/` },
    to: { path: `^src/${folder}/`, pathNot: [room, ...others].map((one) => `^src/${folder}/${one}/`) },
  })),
);

for (const rooms of [allowed, ...Object.values(inner)]) {
  const floors = Object.keys(rooms);
  for (const [name, others] of Object.entries(rooms)) {
    const unknown = others.filter((other) => !floors.slice(0, floors.indexOf(name)).includes(other));
    if (unknown.length > 0)
      throw new Error(`${name} names ${unknown.join(', ')}, which does not stand above it.`);
  }
}

module.exports = {
  forbidden: [
    ...folders,
    ...innerFolders,
    {
      name: 'the-ground-floor-stands-on-nothing',
      severity: 'error',
      from: { path: GROUND_FLOOR },
      to: { path: '^src/', pathNot: GROUND_FLOOR },
    },
    {
      name: 'contracts-import-nothing-of-the-program',
      comment: 'The contract is data: what is outside depends on it, and never the other way.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^src/' },
    },
    {
      name: 'the-program-imports-nothing-that-is-not-shipped',
      severity: 'error',
      from: { path: '^(src|contracts)/' },
      to: { path: '^(tests|mutation|dev-broker|scripts|benchmarks|examples|truth|docs)/' },
    },
    {
      name: 'the-engine-knows-no-terminal',
      comment: 'Findings stay data until a command shows them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|render)/' },
      to: { path: '^node_modules/commander/|^src/render/' },
    },
    {
      name: 'one-way',
      comment: 'Two files that import each other, types included, cannot be read one after the other.',
      severity: 'error',
      from: { path: '^(src|contracts|mutation|dev-broker)/' },
      to: { circular: true },
    },
    {
      name: 'no-package-that-is-not-declared',
      severity: 'error',
      from: { path: '^(src|contracts|mutation|dev-broker|tests|benchmarks)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is no longer used.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '^src/(index|client|mock|cli/main)\\.ts$|\\.d\\.ts$|pact-process',
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dev-broker/vendor/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};

/** For the picture in docs/engineering/architecture.md: dependency-cruiser refuses what it does not know, so it does not see this. */
Object.defineProperty(module.exports, 'folders', { value: allowed });
