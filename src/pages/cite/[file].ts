import type { APIContext } from 'astro';
import { bibtex, cslJson, ris } from '../../publish/cite/citation.ts';
import { works } from '../../publish/cite/works.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

const site = siteIn(defaultLanguage);
const formats = {
  bib: { write: bibtex, type: 'application/x-bibtex' },
  json: { write: cslJson, type: 'application/vnd.citationstyles.csl+json' },
  ris: { write: ris, type: 'application/x-research-info-systems' },
} as const;

export const getStaticPaths = () =>
  [...works(site).keys()].flatMap((key) =>
    Object.entries(formats).map(([suffix, format]) => ({
      params: { file: `${key}.${suffix}` },
      props: { key, ...format },
    })),
  );

type Props = (typeof formats)[keyof typeof formats] & { readonly key: string };

/** How to cite a work, in the formats of reference managers. */
export function GET({ props, site: address }: APIContext<Props>): Response {
  const work = works(site).get(props.key);
  if (!work) return new Response(null, { status: 404 });
  const headers = { 'content-type': `${props.type}; charset=utf-8` };
  return new Response(props.write(work(new URL(site.base, address))), { headers });
}
