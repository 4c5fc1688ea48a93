import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { FileWriter } from './scripts/file-writer.ts';
import { labelOnDisk } from './src/publish/edition/label.ts';
import { pageDate } from './src/publish/host/page-date.ts';
import { readSettings } from './src/publish/host/settings.ts';
import { defaultLanguage } from './src/words/language.ts';

const { site, base, port, contact, outDir, freezing } = readSettings();

/** Pages for maintainers: a route in dev, no page in a build (a leading underscore keeps the file from being a route by itself). */
const devPages = {
  name: 'dev-pages',
  hooks: {
    'astro:config:setup': ({ command, injectRoute, updateConfig }) => {
      if (command !== 'dev') return;
      injectRoute({ pattern: '/charts/frames/', entrypoint: './src/pages/charts/_frames.astro' });
      // Else files whose names are parameters (`data/[...file].ts`) would be asked for with a slash after them.
      updateConfig({ trailingSlash: 'ignore' });
    },
  },
};

/** Where Astro writes what is at an address: a page is the index of its folder, but for the one for missing pages. */
const fileAt = (url, type) => {
  const path = decodeURI(new URL(url).pathname.slice(base.length)).replace(/\/$/, '');
  return type === 'page' && path !== '404' ? join(path, 'index.html') : path === '404' ? '404.html' : path;
};

/**
 * What Astro makes is finished and written on a thread of its own, while the next page is made, and so is what `public/` holds. Astro is left nothing to
 * write.
 */
const writtenFiles = {
  name: 'written-files',
  hooks: {
    'astro:config:setup': ({ command, updateConfig }) => {
      if (command !== 'build') return;
      const leftToTheThread = {
        name: 'public-files-left-to-the-thread',
        configEnvironment: (name) => (name === 'client' ? { build: { copyPublicDir: false } } : undefined),
      };
      updateConfig({ vite: { plugins: [leftToTheThread] } });
    },
    'astro:build:start': ({ setPrerenderer }) =>
      setPrerenderer((astro) => {
        const writer = new FileWriter(outDir, 'public');
        return {
          ...astro,
          render: async (request, options) => {
            const { response } = await astro.render(request, options);
            if (response.body === null || (response.status >= 300 && response.status < 400)) return { response };
            const { type } = options.routeData;
            const content = type === 'page' ? await response.text() : await response.bytes();
            writer.write(fileAt(request.url, type), content);
            return { response: new Response(null) };
          },
          teardown: async () => {
            await writer.end();
            await astro.teardown();
          },
        };
      }),
  },
};

/** In the map of the site a page names its other languages, once there are any. */
const tags = readdirSync('content').filter((name) => !name.includes('.'));
const alternates =
  tags.length > 1
    ? { i18n: { defaultLocale: defaultLanguage, locales: Object.fromEntries(tags.map((tag) => [tag, tag])) } }
    : {};

export default defineConfig({
  site,
  base,
  outDir,
  server: { port },
  vite: {
    define: {
      ...(contact && !freezing ? { 'import.meta.env.CONTACT_URL': JSON.stringify(contact) } : {}),
      ...(freezing ? {} : { 'import.meta.env.EDITION_LABEL': JSON.stringify(labelOnDisk()) }),
    },
  },
  trailingSlash: 'always',
  // A page is made while others are written.
  build: { format: 'directory', inlineStylesheets: 'always', concurrency: 8 },
  compressHTML: true,
  devToolbar: { enabled: false },
  // Embeds are parts of pages that are listed.
  integrations: [
    writtenFiles,
    sitemap({
      filter: (page) => !page.includes('/embed/'),
      serialize: (item) => ({ ...item, lastmod: pageDate(item.url, outDir, base) }),
      ...alternates,
    }),
    devPages,
  ],
});
