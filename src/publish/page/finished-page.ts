/** A page as it is written: what Astro made of it, with the styles it uses and the policy that names them. */
import { createHash } from 'node:crypto';
import { keepsItsBytes } from '../host/fixed-files.ts';
import { pagePolicy } from '../host/headers.ts';
import { withUsedStyles } from './page-styles.ts';

const charset = /<meta charset="utf-8"\s*\/?>/i;

/** A page with its policy, which names the style elements of this page by their hashes. It must come before the first of them. */
export function withPolicy(html: string, path: string): string {
  const hashes = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) =>
    createHash('sha256')
      .update(match[1] ?? '')
      .digest('base64'),
  );
  if (!charset.test(html)) throw new Error(`${path} has no <meta charset="utf-8">, after which the policy is put`);
  return html.replace(
    charset,
    (found) => `${found}<meta http-equiv="Content-Security-Policy" content="${pagePolicy([...new Set(hashes)])}">`,
  );
}

/**
 * The last steps of a page.
 * @param path of its file below the site's root, without a slash in front: `italy/index.html`
 * @throws Error when its styles cannot be read, or there is no place for the policy
 */
export function finishedPage(html: string, path: string): string {
  if (keepsItsBytes(path)) return html;
  const page = withUsedStyles(html);
  // Embeds are counted by the byte: the header must do for them.
  return path.startsWith('embed/') ? page : withPolicy(page, path);
}
