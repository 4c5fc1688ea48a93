import { smallPicture } from '../../publish/chart/small-picture.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

const site = siteIn(defaultLanguage);

export const getStaticPaths = () => [...site.charts.keys()].map((name) => ({ params: { name } }));

export const GET = ({ params }: { params: Readonly<Record<string, string | undefined>> }): Response =>
  new Response(smallPicture(site)(params['name'] ?? ''), { headers: { 'content-type': 'image/svg+xml' } });
