/**
 * The settings of a build, for whoever runs one: read and checked here and nowhere else, before any work. The table of them is in README.md.
 * Every setting that cannot be used is refused in one sentence that names the variable, says what is wrong and what to write.
 */

export interface Settings {
  /** Origin of the site, such as `https://example.org`, without a slash at the end. */
  readonly site: string;
  /** Path prefix with a slash at both ends. */
  readonly base: string;
  /** Port of the local server. */
  readonly port: number;
  /** Where readers reach those who run the site; undefined when nobody is named. */
  readonly contact: string | undefined;
  /** Where Astro writes; `npm run build` sets it to a folder beside the one it swaps. */
  readonly outDir: string;
  /** `npm run release` sets it: the build is of the edition that it freezes. */
  readonly freezing: boolean;
}

/** Thrown with one sentence for each setting that cannot be used. */
export class SettingsError extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
    this.name = 'SettingsError';
    // Whoever mistypes a variable needs the sentence, not the place in our code.
    this.stack = this.message;
  }
}

/** What is wrong with a setting, as a sentence. */
class Refusal extends Error {}

const shown = (name: string, value: string): string => `${name} is ${JSON.stringify(value)}`;

const isWeb = (url: URL | null): boolean =>
  url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '';

function origin(value: string): string {
  const found = shown('SITE_URL', value);
  const url = URL.parse(value);
  if (url === null || !isWeb(url)) {
    const bare = value.replace(/^[a-z]*:?\/\//i, '');
    throw new Refusal(
      isWeb(URL.parse(`https://${bare}`))
        ? `${found}, which does not begin with https:// or http://: write SITE_URL=https://${bare}`
        : `${found}, which is not an address: write one such as SITE_URL=https://example.org`,
    );
  }
  if (url.username || url.password)
    throw new Refusal(`${found}, which has a user name in it: write SITE_URL=${url.origin}`);
  if (url.search || url.hash)
    throw new Refusal(`${found}, which has more than a host in it: write SITE_URL=${url.origin}`);
  if (url.pathname !== '/')
    throw new Refusal(
      `${found}, which has a path: write SITE_URL=${url.origin} and BASE_PATH=${url.pathname.replace(/\/*$/, '/')}`,
    );
  return url.origin;
}

function prefix(value: string): string {
  const found = shown('BASE_PATH', value);
  if (/^[a-z]+:/i.test(value))
    throw new Refusal(`${found}, which is an address: write its path alone, such as BASE_PATH=/110-abroad/`);
  const parts = value.split('/').filter((part) => part !== '');
  const odd = parts.find((part) => !/^[a-z\d_~.-]+$/.test(part) || /^\.+$/.test(part));
  if (odd !== undefined)
    throw new Refusal(
      `${found}, in which ${JSON.stringify(odd)} cannot be part of a path prefix: write letters a to z, digits, "-", "_", "." and "~", such as BASE_PATH=/110-abroad/`,
    );
  return parts.length === 0 ? '/' : `/${parts.join('/')}/`;
}

function portNumber(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535)
    throw new Refusal(
      `${shown('PORT', value)}, which is not a port: write a whole number from 1 to 65535, such as PORT=8080`,
    );
  return port;
}

function contactAddress(value: string): string {
  const url = URL.parse(value);
  if (url === null || !(isWeb(url) || url.protocol === 'mailto:'))
    throw new Refusal(
      `${shown('CONTACT_URL', value)}, which is not an address: write one that begins with https:// or mailto:, such as CONTACT_URL=https://example.org/contact`,
    );
  return url.href;
}

/**
 * The settings in an environment; a variable that is empty counts as unset.
 * @throws SettingsError with a sentence for each variable that cannot be used
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const refused: string[] = [];
  const read = <Value>(name: string, check: (value: string) => Value, unset: Value): Value => {
    const value = env[name]?.trim();
    if (!value) return unset;
    try {
      return check(value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error.message);
      return unset;
    }
  };
  const port = read('PORT', portNumber, 4321);
  const settings: Settings = {
    port,
    site: read('SITE_URL', origin, `http://localhost:${port}`),
    base: read('BASE_PATH', prefix, '/'),
    contact: read('CONTACT_URL', contactAddress, undefined as string | undefined),
    outDir: env['OUT_DIR'] || './dist',
    freezing: env['FREEZING'] === '1',
  };
  if (refused.length > 0) throw new SettingsError(refused);
  return settings;
}
