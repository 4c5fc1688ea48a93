/**
 * Addresses that lead elsewhere. One table; hosts get it as `_redirects` and in docs/hosting/nginx.conf and docs/hosting/Caddyfile. GitHub Pages cannot
 * redirect: a page that moves needs an entry in `redirects` of astro.config.mjs too, which makes a page that leads on.
 */
export interface Redirect {
  /** Path below the site's root, without a slash in front. */
  readonly from: string;
  readonly to: string;
}

export const redirects: readonly Redirect[] = [
  // Addresses that people and programs try.
  { from: 'security.txt', to: '.well-known/security.txt' },
  { from: 'rss.xml', to: 'feed.xml' },
  { from: 'sitemap.xml', to: 'sitemap-index.xml' },
];
