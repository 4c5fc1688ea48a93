import { test } from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { builtFolder } from './built-site.ts';

/** The built site, served while the tests of the file that calls this run. `url` ends with a slash. */
export function servedSite(): { readonly url: string } {
  let server: RunningServer | undefined;
  test.beforeAll(async () => {
    server = await serveFolder(builtFolder);
  });
  test.afterAll(() => server?.close());
  return {
    get url() {
      if (!server) throw new Error('The site is served while tests run, not before');
      return server.url;
    },
  };
}
