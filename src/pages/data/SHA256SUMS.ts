import { publishedFiles } from '../../publish/download/files.ts';
import { defaultLanguage } from '../../words/language.ts';

export const GET = async (): Promise<Response> =>
  new Response((await publishedFiles(defaultLanguage).read('data/SHA256SUMS')) as Uint8Array<ArrayBuffer>);
