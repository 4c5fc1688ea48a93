import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { labelOnDisk } from './src/publish/edition/label.ts';
import { keepsItsBytes } from './src/publish/host/fixed-files.ts';
import { pageDate } from './src/publish/host/page-date.ts';
import { readSettings } from './src/publish/host/settings.ts';
import { withUsedStyles } from './src/publish/page/page-styles.ts';
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

/** Each built page keeps the styles it uses. First of the integrations, so that whoever reads the built pages reads the finished ones. */
const usedStyles = {
  name: 'used-styles',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      for (const name of readdirSync(folder, { recursive: true })) {
        if (!name.endsWith('.html') || keepsItsBytes(name.replaceAll('\\', '/'))) continue;
        const file = join(folder, name);
        writeFileSync(file, withUsedStyles(readFileSync(file, 'utf8')));
      }
    },
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
    usedStyles,
    sitemap({
      filter: (page) => !page.includes('/embed/'),
      serialize: (item) => ({ ...item, lastmod: pageDate(item.url, outDir, base) }),
      ...alternates,
    }),
    devPages,
  ],
});
