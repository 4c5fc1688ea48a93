/** The files that hosts read, written from the tables of headers.ts and redirects.ts. Pure: tables in, text out. */
import {
  cacheControl,
  commonHeaders,
  headerPolicy,
  kindHeaders,
  kindOf,
  kindPattern,
  kinds,
  mediaTypes,
} from './headers.ts';
import { redirects } from './redirects.ts';

const remark = 'Made from src/publish/host/headers.ts and redirects.ts; do not edit.';

/** A line for each entry of a table. */
const lines = (table: Readonly<Record<string, string>>, line: (key: string, value: string) => string): string =>
  Object.entries(table)
    .map(([key, value]) => `${line(key, value)}\n`)
    .join('');

const netlifyLines = (headers: Readonly<Record<string, string>>): string =>
  lines(headers, (name, value) => `  ${name}: ${value}`);

/**
 * The rule that a file falls under in `_headers`. Netlify and Cloudflare join the values of all rules that match, so no two of ours may overlap:
 * each folder at the root has one, and below `v/` each folder of an edition.
 */
export function headersRule(path: string): string {
  const [top = '', ...rest] = path.split('/');
  if (rest.length === 0) return path === 'index.html' ? '' : path;
  if (top !== 'v' || rest.length < 2) return `${top}/*`;
  return rest.length === 2 ? `v/:version/${rest[1]}` : `v/:version/${rest[1]}/*`;
}

/** `_headers` for Netlify and Cloudflare Pages. @param files all files of the site; they say which rules are needed */
export function netlifyHeaders(files: readonly string[], base: string): string {
  const rules = new Map<string, Readonly<Record<string, string>>>();
  for (const file of files) {
    if (file.startsWith('_')) continue;
    const headers = kindHeaders(kindOf(file));
    for (const rule of file === 'index.html' ? ['', 'index.html'] : [headersRule(file)]) {
      const known = rules.get(rule);
      if (known && JSON.stringify(known) !== JSON.stringify(headers))
        throw new Error(
          `The rule ${rule} of _headers would have to say two things: ${file} differs from others below it`,
        );
      rules.set(rule, headers);
    }
  }
  const written = [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, headers]) => `${base}${rule}\n${netlifyLines(headers)}`);
  return `# ${remark}\n${base}*\n${netlifyLines(commonHeaders)}${written.join('')}`;
}

/** `_redirects` for Netlify and Cloudflare Pages. */
export const netlifyRedirects = (base: string): string =>
  `# ${remark}\n${redirects.map(({ from, to }) => `${base}${from} ${base}${to} 301\n`).join('')}`;

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const nginxMap = (variable: string, value: (kind: (typeof kinds)[number]) => string, base: string): string =>
  `map $uri $${variable} {\n${kinds.map((kind) => `  ~${kindPattern(kind, base)} ${quoted(value(kind))};\n`).join('')}}\n`;

/** A whole configuration for nginx: http level above, one server below. */
export const nginxConfig = (base: string): string => `# ${remark}
# Put it into /etc/nginx/conf.d/ and fix server_name, root and listen; with TLS add a server on 443 that has the same lines.

${nginxMap('site_policy', headerPolicy, base)}
${nginxMap('site_cache', cacheControl, base)}
# An empty value sends no header.
${nginxMap('site_frame', (kind) => kindHeaders(kind)['X-Frame-Options'] ?? '', base)}
server {
  listen 80;
  server_name example.org;
  root /srv/110-abroad;
  server_tokens off;

  types {
${lines(mediaTypes, (ending, type) => `    ${quoted(type)} ${ending};`)}  }
  default_type application/octet-stream;

  # Files made by npm run compress. brotli_static needs the module ngx_brotli (Debian: libnginx-mod-http-brotli-static).
  gzip_static on;
  brotli_static on;
  gzip_vary on;

${lines(commonHeaders, (name, value) => `  add_header ${name} ${quoted(value)} always;`)}  add_header Content-Security-Policy $site_policy always;
  add_header X-Frame-Options $site_frame always;
  # Not "always": what is missing today may be there tomorrow.
  add_header Cache-Control $site_cache;

  absolute_redirect off;
  # A folder without a page is missing, not forbidden.
  error_page 403 =404 ${base}404.html;
  error_page 404 ${base}404.html;
${redirects.map(({ from, to }) => `  location = ${base}${from} { return 301 ${base}${to}; }\n`).join('')}  location ${base} { ${base === '/' ? '' : 'alias /srv/110-abroad/; '}index index.html; }
  location ~ /\\.(?!well-known/) { return 404; }
  location ~ \\.(br|gz)$ { return 404; }
}
`;

const caddyLines = (headers: Readonly<Record<string, string>>): string =>
  lines(headers, (name, value) => `      ${name} ${quoted(value)}`);

/** A Caddyfile. The later of two header lines wins, so the kinds are in the other order. */
export const caddyfile = (base: string): string => {
  const rules = [...kinds].reverse().map((kind, index) => {
    const { 'X-Frame-Options': _, ...headers } = kindHeaders(kind);
    return `    # ${kind.name}\n    @kind${index} path_regexp ${kindPattern(kind, base)}\n    header @kind${index} {\n${caddyLines(headers)}    }\n`;
  });
  const framed = kinds.filter((kind) => kind.framed).map((kind) => kindPattern(kind, base));
  const types = lines(
    mediaTypes,
    (ending, type) => `    @${ending} path *.${ending}\n    header @${ending} Content-Type ${quoted(type)}`,
  );
  const site = base.replace(/\/$/, '');
  return `# ${remark}
# Fix the address and the root. With a domain as the address Caddy gets a certificate by itself.

:80 {
  root * /srv/110-abroad

  route {
    header {
${caddyLines(commonHeaders)}      -Server
    }
${rules.join('')}    @unframed not path_regexp ${framed.map((pattern) => `(${pattern})`).join('|')}
    header @unframed X-Frame-Options DENY
${types}${redirects.map(({ from, to }) => `    redir ${base}${from} ${base}${to} permanent\n`).join('')}${site ? `    uri strip_prefix ${site}\n` : ''}    @hidden path_regexp (/\\.)|(\\.(br|gz)$)
    @shown path /.well-known/*
    file_server @shown
    error @hidden 404
    file_server {
      # Files made by npm run compress.
      precompressed br gzip
    }
  }

  handle_errors {
    header Cache-Control "no-cache"
    rewrite * /404.html
    file_server
  }
}
`;
};
