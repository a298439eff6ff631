import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

export const PICTURES = ['docs/report-overview.png', 'docs/report-details.png'] as const;

/** What the pictures were made of, and what was made. */
export interface Taken {
  readonly page: string;
  readonly pictures: Readonly<Record<string, string>>;
}

export function takenOf(page: string): Taken {
  const hashes = PICTURES.map((file) => [file, hashOf(readFileSync(file))]);
  return { page: fingerprintOf(page), pictures: Object.fromEntries(hashes) };
}

/** The page of README's pictures: what verify writes in the second of two nights over five mocked Jiras. */
export async function photographedPage(): Promise<string> {
  await using stack = new AsyncDisposableStack();
  const upgraded = new Set(['umbrella']);
  const names = ['acme', 'globex', 'hooli', 'initech', 'umbrella'];
  const jiras = await Promise.all(
    names.map(async (name, index) => {
      const jira = stack.use(
        await startMockedJira({ flavour: index % 2 === 0 ? 'datacenter10' : 'datacenter' }),
      );
      const afterUpgrade: JiraChange = async (request, ask) =>
        upgraded.has(name) && request.method === 'DELETE' && !request.headers.cookie
          ? wireResponse(500, {}, '')
          : ask(request);
      const { baseUrl } = stack.use(await startFront(jira, afterUpgrade));
      const { personalAccessToken: _, ...withoutToken } = everyAccount;
      return { name, baseUrl, ...(name === 'globex' ? withoutToken : everyAccount) };
    }),
  );
  using targets = targetsFolder(jiras);
  const night = () =>
    targets.verify(['--baseline', 'last.json', '--json', 'last.json', '--report', 'html=report.html']);
  await night();
  upgraded.add('initech');
  await night();
  return readFileSync(join(targets.folder, 'report.html'), 'utf8');
}

/** The responses of a mocked Jira, which shuffles its cookies; and numbers, but for those of the style and the script. */
const CHANGING = /(<(style|script)\b.*?<\/\2>)|<template id="details">.*?<\/template>|[\d.]+ m?s\b|\d+/gs;

/** What of a page is the same each time that it is made. */
function fingerprintOf(page: string): string {
  const lasting = page.replaceAll(CHANGING, (_, kept?: string) => kept ?? '0');
  return hashOf(lasting);
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
