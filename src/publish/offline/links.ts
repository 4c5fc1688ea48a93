/**
 * Where a link of the site leads inside the offline edition. One function for all three files: a part and a place in it, another site, or a page that
 * the edition does not hold. The edition knows no address of the site, as its bytes are the same wherever the site is served: such a page is named by
 * its path.
 */
import { continentSection } from '../../story/continent-list.ts';

export type OfflineTarget =
  | { readonly kind: 'inside'; readonly part: string; readonly id: string | undefined }
  | { readonly kind: 'external' }
  /** A page that the edition does not hold, by its path below the site's root, such as `/data/`. */
  | { readonly kind: 'elsewhere'; readonly path: string };

/** Ids by part. The id of a part is its path on the site without slashes; the front page is `front`. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>;

/** The part that shows a chart. */
const partOfChart = (places: Places, id: string): string | undefined =>
  [...places].find(([part, ids]) => part !== 'sources' && ids.has(id))?.[0];

/**
 * @param href as the site writes it: `/prefix/scale/#who-counted`, `#note-scale-01`, `https://…`
 * @param base path prefix of the site, with a slash at both ends
 * @param from part that holds the link
 */
export function offlineTarget(href: string, base: string, from: string, places: Places): OfflineTarget {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return { kind: 'external' };
  const [whole = '', fragment = ''] = href.split('#');
  const path = whole === '' ? undefined : whole.startsWith(base) ? whole.slice(base.length) : whole.replace(/^\//, '');
  const elsewhere: OfflineTarget = {
    kind: 'elsewhere',
    path: path === undefined ? `#${fragment}` : `/${path}${fragment && `#${fragment}`}`,
  };
  const inside = (part: string | undefined, id: string | undefined): OfflineTarget =>
    part !== undefined && (id === undefined ? places.has(part) : places.get(part)?.has(id))
      ? { kind: 'inside', part, id }
      : elsewhere;
  if (path === undefined) return inside(from, fragment || undefined);
  const [part = '', record, ...deeper] = path.split('/').filter(Boolean);
  if (deeper.length > 0) return elsewhere;
  // A chart's page, its sections, and its place in the gallery are one place here: the figure with its numbers.
  const chart =
    part !== 'charts'
      ? undefined
      : record !== undefined
        ? `chart-${record}`
        : fragment.startsWith('chart-')
          ? fragment
          : undefined;
  // The countries of a chart by continent are on its page alone.
  if (fragment === continentSection) return elsewhere;
  if (chart !== undefined) return inside(partOfChart(places, chart), chart);
  // What is known of a country is in the records: its page is its responses here, and so is every section of it.
  if (part === 'countries' && record !== undefined) return inside('claims', `responses-${record}`);
  if (record !== undefined) return part === 'claims' ? inside('claims', record) : elsewhere;
  return inside(part || 'front', fragment || undefined);
}
