/** Two clients of tests/built/clients.test.ts that bring no types, as far as they are used there. */
declare module 'feedparser' {
  import type { Transform } from 'node:stream';

  export default class FeedParser extends Transform {
    constructor(options: { readonly normalize: boolean });
    [Symbol.asyncIterator](): AsyncIterableIterator<{ title?: string; link?: string; guid?: string }>;
  }
}

declare module 'sanitize-html' {
  export default function sanitize(
    html: string,
    options: {
      readonly allowedTags: readonly string[];
      readonly allowedAttributes: Readonly<Record<string, readonly string[]>>;
    },
  ): string;
}
