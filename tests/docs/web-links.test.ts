import { expect, it } from '@jest/globals';
import { deadLinks } from '../../scripts/check-links.ts';
import { startHttp } from '../support/faulty-server.ts';
import { webLinksOf } from '../support/markdown.ts';

it('an address that a document links to and that leads nowhere is named, with the reason', async () => {
  await using server = await startHttp(({ url }, response) =>
    response.writeHead(url === '/there' ? 200 : 404).end('a page'),
  );
  const at = `http://127.0.0.1:${server.port}`;
  const document = `[a](${at}/there) [b](${at}/gone) \`[c](${at}/code)\` [d](http://127.0.0.1:1/) [e](other.md)`;
  const links = webLinksOf(document);
  expect(links).toEqual([`${at}/there`, `${at}/gone`, 'http://127.0.0.1:1/']);
  expect(await deadLinks(links)).toEqual([
    `${at}/gone: 404`,
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/: ./),
  ]);
});
