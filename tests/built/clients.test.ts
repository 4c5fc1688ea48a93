/** What readers take away, opened by programs that nobody here wrote: those from npm that are small. `npm run clients` has the others. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { extract } from '@extractus/oembed-extractor';
import FeedParser from 'feedparser';
import sanitize from 'sanitize-html';
import { expect, test } from 'vitest';
import { builtFolder, filesIn, readPage } from '../helpers/built-site.ts';

const inFolder = (folder: string, ending: string): string[] =>
  filesIn(join(builtFolder, folder)).filter((file) => file.endsWith(ending) && !file.includes('/'));

test('a feed reader finds a title, a link and an id in every item of every feed', async () => {
  const feeds = ['feed.xml', 'corrections.xml', ...inFolder('charts', '.xml').map((file) => `charts/${file}`)];
  expect(feeds.length).toBeGreaterThan(30);
  let items = 0;
  for (const feed of feeds)
    for await (const item of createReadStream(join(builtFolder, feed)).pipe(new FeedParser({ normalize: true }))) {
      for (const part of [item.title, item.link, item.guid]) expect(part, `${feed}: ${item.title}`).toBeTruthy();
      items += 1;
    }
  expect(items).toBeGreaterThan(50);
});

test('a system that takes styles out leaves the frame of each line, with address, name and height', () => {
  const answers = filesIn(join(builtFolder, 'oembed'));
  expect(answers.length).toBeGreaterThan(60);
  for (const file of answers) {
    const { html } = JSON.parse(readFileSync(join(builtFolder, 'oembed', file), 'utf8')) as { html: string };
    const left = sanitize(html, {
      allowedTags: ['div', 'iframe'],
      allowedAttributes: { iframe: ['src', 'title', 'width', 'height', 'loading'] },
    });
    expect(left, file).toMatch(
      /^(?:<div>)+<iframe src="https?:[^"]+" title="[^"]+" loading="lazy" width="100%" height="\d+"><\/iframe>(?:<\/div>)+$/,
    );
  }
});

test('a client of oEmbed finds the answer of a chart from its page and from its embed', async () => {
  const built = /<link rel="canonical" href="(https?:\/\/[^/]+)\//.exec(readPage('charts/world-map/'))?.[1] ?? '';
  let address = '';
  const server = createServer((request, response) => {
    const file = join(builtFolder, new URL(request.url ?? '', built).pathname.replace(/\/$/, '/index.html'));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.endsWith('.json') ? 'application/json' : 'text/html' });
    // The built pages name the address that they were built for.
    return response.end(readFileSync(file, 'utf8').replaceAll(built, address));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const path of ['charts/world-map/', 'embed/world-map/']) {
      const answer = await extract(`${address}/${path}`);
      expect(answer.type, path).toBe('rich');
      expect(answer.html, path).toContain(`<iframe src="${address}/embed/world-map/"`);
    }
  } finally {
    server.close();
  }
});
