import { siteName } from '../publish/cite/works.ts';
import { webManifest } from '../publish/share/icons.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

export function GET(): Response {
  const site = siteIn(defaultLanguage);
  const { messages, language, base } = site;
  const manifest = webManifest(
    { name: siteName(site), description: messages.text('site.description'), language },
    base,
  );
  return new Response(manifest, { headers: { 'content-type': 'application/manifest+json' } });
}
