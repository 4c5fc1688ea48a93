/** The search itself, without a page: documents in, ranked results out. Runs in the browser and in the tests. */
import MiniSearch from 'minisearch';
import { wordsOf } from './terms.ts';

/** What can be found: a page or a place on one. Made by src/publish/find/search-documents.ts. */
export interface SearchDocument {
  /** Below the site's root. */
  readonly path: string;
  readonly kind: string;
  /** What is linked. */
  readonly title: string;
  /** Language of the title, where it is not that of the page. */
  readonly lang?: string | undefined;
  /** Who says it, when, its status. */
  readonly facts?: string | undefined;
  readonly text: string;
  /** Who answered it, or whom it answers. */
  readonly answer?: string | undefined;
  /** Further names by which it is found, not shown. */
  readonly names?: string | undefined;
}

export interface Found {
  readonly document: SearchDocument;
  /** The terms that were found, folded: for marking. */
  readonly terms: ReadonlySet<string>;
}

export interface SearchResults {
  readonly found: readonly Found[];
  /** Nothing has all of the words; these have some. */
  readonly onlySome: boolean;
}

export interface SearchEngine {
  search(query: string): SearchResults;
}

/** Pages that gather come before single records, and records before what they rest on. */
const weights: Readonly<Record<string, number>> = {
  country: 2.2,
  chapter: 1.8,
  term: 1.5,
  chart: 1.3,
  paragraph: 1.1,
  claim: 1,
  response: 1,
  source: 0.6,
};

const isHan = (term: string): boolean => /^\p{Script=Han}/u.test(term);

/** Indexes the documents, in pieces, so that a slow phone stays at hand. */
export async function searchEngine(documents: readonly SearchDocument[]): Promise<SearchEngine> {
  const index = new MiniSearch<SearchDocument & { readonly id: number }>({
    fields: ['title', 'names', 'facts', 'text', 'answer'],
    tokenize: (text) => wordsOf(text).map((word) => word.term),
    // The words are folded already.
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 3, names: 3, facts: 1.5, answer: 0.3 },
      prefix: (term) => term.length > 1 && !isHan(term),
      fuzzy: (term) => (term.length > 4 && !isHan(term) && !/\d/.test(term) ? 0.2 : false),
      boostDocument: (id) => weights[documents[Number(id)]?.kind ?? ''] ?? 1,
    },
  });
  await index.addAllAsync(
    documents.map((document, id) => ({ ...document, id })),
    { chunkSize: 60 },
  );
  const run = (query: string, combineWith: 'AND' | 'OR'): readonly Found[] =>
    index.search(query, { combineWith }).flatMap((result) => {
      const document = documents[Number(result.id)];
      return document ? [{ document, terms: new Set(result.terms) }] : [];
    });
  return {
    search(query) {
      const all = run(query, 'AND');
      return all.length > 0 ? { found: all, onlySome: false } : { found: run(query, 'OR'), onlySome: true };
    },
  };
}
