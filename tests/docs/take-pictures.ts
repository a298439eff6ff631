/** `npm run pictures`: two nights of verify over five mocked Jiras, and pictures of the page that it writes. */
import { writeFileSync } from 'node:fs';
import { servePages, startBrowser } from '../support/browser.ts';
import { PICTURES, photographedPage, takenOf } from './photographed-page.ts';

const [OVERVIEW, DETAILS] = PICTURES;
await using stack = new AsyncDisposableStack();
const page = await photographedPage();
const pages = stack.use(await servePages());
const address = pages.address({ 'index.html': page });
const browser = stack.use(await startBrowser());
const overview = await browser.newPage({ viewport: { width: 1000, height: 1700 } });
await overview.goto(address);
await overview.screenshot({ path: OVERVIEW });
const details = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: 'dark' });
await details.goto(address);
await details.locator('td[aria-label*="initech"][aria-label*="a log-out without a session"]').click();
await details.locator('dialog[open]').waitFor();
await details.screenshot({ path: DETAILS });
writeFileSync('tests/docs/pictures.json', `${JSON.stringify(takenOf(page), null, 2)}\n`);
