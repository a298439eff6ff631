import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';

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
  const server = createServer(({ url = '' }, response) => {
    const [, folder, file = ''] = url.split('/');
    const { files, headers } = folders[Number(folder)] ?? { files: {}, headers: {} };
    const type = types.get(file.split('.').at(-1) ?? '') ?? 'text/plain';
    response.writeHead(files[file] === undefined ? 404 : 200, { 'Content-Type': type, ...headers });
    response.end(files[file]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (files, headers = {}) =>
      `http://127.0.0.1:${port}/${folders.push({ files, headers }) - 1}/index.html`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** axe-core, as a script for a page. */
export const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
