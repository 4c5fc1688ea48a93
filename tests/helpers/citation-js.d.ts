/** What the tests use of Citation.js, which has no types of its own. */
declare module '@citation-js/core' {
  export interface CslName {
    readonly literal?: string;
    readonly family?: string;
    readonly given?: string;
  }
  export interface CslItem {
    readonly type: string;
    readonly title: string;
    readonly author: readonly CslName[];
    readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
    readonly URL: string;
    readonly note: string;
    readonly [field: string]: unknown;
  }
  export const plugins: {
    readonly input: { chain(text: string, options: { generateGraph: boolean; forceType?: string }): CslItem[] };
  };
}
declare module '@citation-js/plugin-ris';
declare module '@citation-js/plugin-bibtex';
