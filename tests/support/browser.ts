import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { startHttp } from './faulty-server.ts';

const executablePath = '/usr/bin/chromium';

/** Whether Debian's chromium is there. */
export const hasChromium = existsSync(executablePath);

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

type Files = Readonly<Record<string, string>>;

/** A server on loopback with the pages of the tests. */
export interface PageServer extends AsyncDisposable {
  /** Serves these files in a folder of their own, with these headers. */
  address(files: Files, headers?: Readonly<Record<string, string>>): string;
}

const types = new Map([
  ['html', 'text/html'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
]);

export async function servePages(): Promise<PageServer> {
  const folders: { files: Files; headers: Readonly<Record<string, string>> }[] = [];
  const server = await startHttp(({ url = '' }, response) => {
    const [, folder, file = ''] = url.split('/');
    const { files, headers } = folders[Number(folder)] ?? { files: {}, headers: {} };
    const type = types.get(file.split('.').at(-1) ?? '') ?? 'text/plain';
    response.writeHead(files[file] === undefined ? 404 : 200, { 'Content-Type': type, ...headers });
    response.end(files[file]);
  });
  return {
    ...server,
    address: (files, headers = {}) => `${server.origin}/${folders.push({ files, headers }) - 1}/index.html`,
  };
}

/** axe-core, as a script for a page. */
export const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
