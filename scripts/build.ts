/** `npm run build`: the package as it is published, in `dist`: ES modules with declarations, and the library as CommonJS. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './tools.ts';

const DIST = join(ROOT, 'dist');
const COMMONJS = join(DIST, 'cjs');

/** The address of the ES module beside a CommonJS one: `dist/src/x.js` of `dist/cjs/src/x.js`. */
const ES_MODULE_URL = [
  "const __esModuleUrl = require('node:url').pathToFileURL(",
  "  __filename.replace(/([\\\\/]dist)[\\\\/]cjs([\\\\/](?!.*[\\\\/]dist[\\\\/]cjs[\\\\/]))/, '$1$2'),",
  ').href;',
].join('\n');

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** What the program reads beside its code, at the same place below `dist`. */
const ASSETS = ['report-page/page.css', 'report-page/page.js', 'pacts', 'schemas'];

rmSync(DIST, { recursive: true, force: true });
execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
  if (/\.(d\.ts|js)$/.test(file)) pointAtJavaScript(join(DIST, file));
}
writeManifest(DIST, 'module');
for (const asset of ASSETS) {
  cpSync(join(ROOT, asset), join(DIST, asset), { recursive: true, filter: (file) => !file.endsWith('.ts') });
}

for (const file of librariesModules()) {
  copyToCommonJs(file, asCommonJs(file));
  const declarations = file.replace(/js$/, 'd.ts');
  copyToCommonJs(declarations, readFileSync(join(DIST, declarations), 'utf8'));
}
writeManifest(COMMONJS, 'commonjs');

/** TypeScript leaves the `.ts` of an import where it stands in declarations, and in a function with `await using`. */
function pointAtJavaScript(path: string): void {
  const text = readFileSync(path, 'utf8');
  const pointed = text.replaceAll(/((?:from|import)\s*\(?\s*(["'])\.[^"']+)\.ts\2/g, '$1.js$2');
  if (pointed !== text) writeFileSync(path, pointed);
}

/** The modules that the library's entries lead to, as seen from `dist`; the command line needs no CommonJS. */
function librariesModules(): Set<string> {
  const modules = new Set(['src/index.js', 'src/client.js', 'src/mock.js']);
  for (const module of modules) {
    const texts = [module, module.replace(/js$/, 'd.ts')].map((file) =>
      readFileSync(join(DIST, file), 'utf8'),
    );
    for (const [, target = ''] of texts.join('\n').matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
      modules.add(join(dirname(module), target));
    }
  }
  return modules;
}

/** What tells Node which kind of modules a folder has, and this program its version. A name would be there twice. */
function writeManifest(folder: string, type: 'module' | 'commonjs'): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ version, type }, null, 2)}\n`);
}

function copyToCommonJs(file: string, text: string): void {
  const path = join(COMMONJS, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A module as CommonJS. What it reads, and the process that it starts, are those of the ES module of the same name. */
function asCommonJs(file: string): string {
  const text = readFileSync(join(DIST, file), 'utf8')
    .replaceAll('import.meta.url', '__esModuleUrl')
    .replaceAll('import.meta.filename', '__filename');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
      removeComments: true,
    },
  });
  if (outputText.includes('import.meta'))
    throw new Error(`${file} asks import.meta what CommonJS does not know`);
  return outputText.includes('__esModuleUrl')
    ? outputText.replace(/^"use strict";\n/, (first) => `${first}${ES_MODULE_URL}\n`)
    : outputText;
}
