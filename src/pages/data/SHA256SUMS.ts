import { publishedFiles } from '../../publish/download/files.ts';

export const GET = async (): Promise<Response> =>
  new Response((await publishedFiles('en').read('data/SHA256SUMS')) as Uint8Array<ArrayBuffer>);
