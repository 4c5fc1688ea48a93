/**
 * Addresses that lead elsewhere, as paths below the site's root. One table; hosts get it as `_redirects` and in docs/hosting/nginx.conf and
 * docs/hosting/Caddyfile. GitHub Pages cannot redirect: a page that moves needs an entry in `redirects` of astro.config.mjs too, which makes a page that leads on.
 */
export const redirects: readonly { readonly from: string; readonly to: string }[] = [
  // Addresses that people and programs try.
  { from: 'security.txt', to: '.well-known/security.txt' },
  { from: 'rss.xml', to: 'feed.xml' },
  { from: 'sitemap.xml', to: 'sitemap-index.xml' },
];
