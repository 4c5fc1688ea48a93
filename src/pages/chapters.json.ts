import { chapterList } from '../publish/record/chapter-history.ts';
import { defaultLanguage } from '../words/language.ts';

/** Which chapters there are, and a sum of the words of each: an edition keeps it, and so knows later what was revised. */
export const GET = (): Response => new Response(chapterList(defaultLanguage));
