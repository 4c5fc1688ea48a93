import { searchDocuments } from '../publish/find/search-documents.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

/** What can be found. Loaded by the search page when it is used; its form may change with any edition. */
export const GET = (): Response =>
  new Response(JSON.stringify(searchDocuments(siteIn(defaultLanguage))), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
