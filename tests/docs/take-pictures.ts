/** `npm run pictures`: two nights of verify over five mocked Jiras, and pictures of the page that it writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { servePages, startBrowser } from '../support/browser.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

const OVERVIEW = 'docs/report-overview.png';
const DETAILS = 'docs/report-details.png';

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

const pages = stack.use(await servePages());
const address = pages.address({ 'index.html': readFileSync(join(targets.folder, 'report.html'), 'utf8') });
const browser = stack.use(await startBrowser());
const overview = await browser.newPage({ viewport: { width: 1000, height: 1700 } });
await overview.goto(address);
await overview.screenshot({ path: OVERVIEW });
const details = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: 'dark' });
await details.goto(address);
await details.locator('td[aria-label*="initech"][aria-label*="a log-out without a session"]').click();
await details.locator('dialog[open]').waitFor();
await details.screenshot({ path: DETAILS });
