import { webManifest } from '../publish/share/icons.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

export function GET(): Response {
  const { messages, language, base } = siteIn(defaultLanguage);
  const manifest = webManifest(
    { name: messages.text('site.name'), description: messages.text('site.description'), language },
    base,
  );
  return new Response(manifest, { headers: { 'content-type': 'application/manifest+json' } });
}
