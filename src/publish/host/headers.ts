/**
 * What the host of the site says with each file: one table, from which `_headers`, the nginx and Caddy files in docs/hosting/, the local server and the
 * policy inside each page are made. Paths are below the site's root, without a slash in front.
 */

/** Kinds of path, first match first: `*` stands for one folder, and everything below counts. */
interface Kind {
  readonly name: string;
  readonly below: readonly string[];
  /** Pages of others may frame it. */
  readonly framed?: true;
  /** It carries its fonts and pictures inside, as it is also opened from disk. */
  readonly selfContained?: true;
  /** It never changes, or its name changes with it. */
  readonly lasting?: true;
}

export const kinds: readonly Kind[] = [
  { name: 'embeds of frozen editions', below: ['v/*/embed/'], framed: true, lasting: true },
  // Not the page about an edition, which is of today.
  { name: 'frozen editions', below: ['v/*/charts/', 'v/*/data/'], lasting: true },
  { name: 'embeds', below: ['embed/'], framed: true },
  { name: 'offline edition', below: ['offline/'], selfContained: true },
  { name: 'files named after their content', below: ['fonts/', '_astro/'], lasting: true },
  { name: 'everything else', below: [''] },
];

/** The pattern of a kind as a regular expression over paths, in the dialect that JavaScript, nginx and Go share. */
export const kindPattern = (kind: Kind, base = '/'): string =>
  `^${base}(?:${kind.below.map((below) => below.replaceAll('.', '\\.').replaceAll('*', '[^/]+')).join('|')})`;

/** The kind of a path below the site's root. */
export function kindOf(path: string): Kind {
  const kind = kinds.find((candidate) => new RegExp(kindPattern(candidate, '')).test(path));
  if (!kind) throw new Error(`No kind takes ${path}`);
  return kind;
}

/**
 * The policy as a header: nothing from elsewhere, no inline script, no plug-in. Each page has style elements of its own, more than a header could list;
 * the page's own policy names them by hash.
 */
export const headerPolicy = (kind: Kind): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `font-src 'self'${kind.selfContained ? ' data:' : ''}`,
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${kind.framed ? '*' : "'none'"}`,
  ].join('; ');

/**
 * The policy inside a page: it knows the page's own style elements by their hashes, and protects on hosts that set no headers. Short, as every page has it;
 * where both are, a browser holds to both. Who may frame a page can only be said in a header.
 */
export const pagePolicy = (styleHashes: readonly string[]): string =>
  [
    "default-src 'self'",
    ["style-src 'self'", ...styleHashes.map((hash) => `'sha256-${hash}'`)].join(' '),
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
  ].join(';');

/** Sensors and devices that no page here asks for; names that browsers do not know would be warned of in the console. */
const denied =
  'accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial usb';

/** The same for every path. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // A page that is linked to does not learn where its reader came from.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': denied.replace(/[\w-]+/g, '$&=()').replaceAll(' ', ', '),
  // All of it is public and the same for everybody: scripts of others may read any file.
  'Access-Control-Allow-Origin': '*',
};

/** Ten minutes, so that a correction is soon seen; the last two for caches that revalidate behind the reader's back. */
const shortCache = 'public, max-age=600, stale-while-revalidate=3600';
const lastingCache = 'public, max-age=31536000, immutable';

export const cacheControl = (kind: Kind): string => (kind.lasting ? lastingCache : shortCache);

/** What differs from kind to kind. */
export const kindHeaders = (kind: Kind): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': headerPolicy(kind),
  // For browsers older than frame-ancestors.
  ...(kind.framed ? {} : { 'X-Frame-Options': 'DENY' }),
  'Cache-Control': cacheControl(kind),
});

/** All headers of a path below the site's root. */
export const headersFor = (path: string): Readonly<Record<string, string>> => ({
  ...commonHeaders,
  ...kindHeaders(kindOf(path)),
});

/** Media types by the end of a name: the local server's, and what hosts do not know by themselves. */
export const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
  geojson: 'application/geo+json; charset=utf-8',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  zip: 'application/zip',
  epub: 'application/epub+zip',
  pdf: 'application/pdf',
  md: 'text/markdown; charset=utf-8',
  cff: 'text/plain; charset=utf-8',
};
