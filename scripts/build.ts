/** `npm run build`: the package as it is published, in `dist`: programs and library as ES modules, the library as CommonJS too. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { ROOT } from './tools.ts';

const DIST = join(ROOT, 'dist');
const COMMONJS = join(DIST, 'cjs');
const DECLARATIONS = join(DIST, 'declarations');

const library = { index: 'src/index.ts', client: 'src/client.ts', mock: 'src/mock.ts' };
const programs = { main: 'src/cli/main.ts', 'pact-process': 'src/pact/pact-process.ts' };

/** What the program reads beside its code, at the same place below `dist`. */
const ASSETS = ['report-page/page.css', 'report-page/page.js', 'pacts', 'schemas'];

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
};

rmSync(DIST, { recursive: true, force: true });
const [outputs] = await Promise.all([
  bundle({ entryPoints: { ...library, ...programs }, format: 'esm', splitting: true, outdir: 'dist/src' }),
  // In one, each part of which is run when it is asked for: a class of one entry is that of the others.
  bundle({
    stdin: {
      contents: Object.entries(library)
        .map(([name, file]) => `exports.${name} = () => require('./${file}');`)
        .join('\n'),
      resolveDir: ROOT,
    },
    format: 'cjs',
    outfile: 'dist/cjs/src/library.js',
    // In jest, a CommonJS module cannot import.
    supported: { 'dynamic-import': false },
    // What it reads, and the process that it starts, are those of the ES modules.
    define: { 'import.meta.url': 'esModuleUrl' },
    banner: {
      js: "const esModuleUrl = require('node:url').pathToFileURL(require('node:path').join(__dirname, '../../src/index.js')).href;",
    },
  }),
]);
for (const name of Object.keys(library)) {
  const names = outputs[`dist/src/${name}.js`]?.exports.join(', ');
  // What never runs tells Node's importer the names.
  const text = `module.exports = require('./library.js').${name}();\n0 && (module.exports = { ${names} });\n`;
  writeFileSync(join(COMMONJS, 'src', `${name}.js`), text);
}
writeManifest(DIST, 'module');
writeManifest(COMMONJS, 'commonjs');
for (const asset of ASSETS) {
  cpSync(join(ROOT, asset), join(DIST, asset), { recursive: true, filter: (file) => !file.endsWith('.ts') });
}

const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', DECLARATIONS];
execFileSync(process.execPath, compiler, { cwd: ROOT, stdio: 'inherit' });
for (const [file, text] of declarationsOf(Object.keys(library).map((name) => `src/${name}.d.ts`))) {
  for (const folder of [DIST, COMMONJS]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
rmSync(DECLARATIONS, { recursive: true });

async function bundle(options: BuildOptions): Promise<Metafile['outputs']> {
  const { warnings, metafile } = await build({
    metafile: true,
    ...{ bundle: true, platform: 'node', target: 'node22.21', packages: 'external', absWorkingDir: ROOT },
    ...options,
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return metafile?.outputs ?? {};
}

/** The declarations that these lead to. TypeScript leaves the `.ts` of an import where it stands in them. */
function declarationsOf(entries: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const files = new Set(entries);
  for (const file of files) {
    const text = readFileSync(join(DECLARATIONS, file), 'utf8');
    const pointed = text.replaceAll(/((?:from|import)\s*\(?\s*(["'])\.[^"']+)\.ts\2/g, '$1.js$2');
    for (const [, target = ''] of pointed.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)\.js["']/g)) {
      files.add(join(dirname(file), `${target}.d.ts`));
    }
    found.set(file, pointed);
  }
  return found;
}

/** What tells Node which kind of modules a folder has, and this program its version. A name would be there twice. */
function writeManifest(folder: string, type: 'module' | 'commonjs'): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ version, type }, null, 2)}\n`);
}
