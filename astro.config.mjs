import { readdirSync } from 'node:fs';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { labelOnDisk } from './src/publish/edition/label.ts';
import { pageDate } from './src/publish/host/page-date.ts';
import { readSettings } from './src/publish/host/settings.ts';
import { finishedPage } from './src/publish/page/finished-page.ts';
import { defaultLanguage } from './src/words/language.ts';

const { site, base, port, contact, outDir, freezing } = readSettings();

/** Pages for maintainers: a route in dev, no page in a build (a leading underscore keeps the file from being a route by itself). */
const devPages = {
  name: 'dev-pages',
  hooks: {
    'astro:config:setup': ({ command, injectRoute }) => {
      if (command === 'dev')
        injectRoute({ pattern: '/charts/frames/', entrypoint: './src/pages/charts/_frames.astro' });
    },
  },
};

/** Each page is finished while the next is made, and written once. */
const finishedPages = {
  name: 'finished-pages',
  hooks: {
    'astro:build:start': ({ setPrerenderer }) =>
      setPrerenderer((astro) => ({
        ...astro,
        render: async (request, options) => {
          const { response } = await astro.render(request, options);
          if (options.routeData.type !== 'page') return { response };
          const path = new URL(request.url).pathname.slice(base.length);
          const file = path === '404/' ? '404.html' : `${path}index.html`;
          return { response: new Response(finishedPage(await response.text(), file), response) };
        },
      })),
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
    finishedPages,
    sitemap({
      filter: (page) => !page.includes('/embed/'),
      serialize: (item) => ({ ...item, lastmod: pageDate(item.url, outDir, base) }),
      ...alternates,
    }),
    devPages,
  ],
});
