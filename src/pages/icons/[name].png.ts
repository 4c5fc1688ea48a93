import type { APIContext } from 'astro';
import { type IconName, iconFiles, iconPng } from '../../publish/share/icons.ts';

export const getStaticPaths = () => Object.keys(iconFiles).map((name) => ({ params: { name } }));

export const GET = async ({ params }: APIContext): Promise<Response> =>
  new Response((await iconPng(params['name'] as IconName)) as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': 'image/png' },
  });
