import { iconSvg } from '../publish/share/icons.ts';

export const GET = (): Response => new Response(iconSvg(), { headers: { 'content-type': 'image/svg+xml' } });
