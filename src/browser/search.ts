/**
 * The search page. Loads what can be found when the field is first used, or when the address holds a query (`#q=`), and lists the results.
 * Without it the page is an index. Nothing leaves the browser.
 */
import { maker } from './makes.ts';
import { type Found, type SearchDocument, type SearchEngine, searchEngine } from './search/engine.ts';
import { excerpt } from './search/terms.ts';

/** Words of the page, as src/pages/search.astro hands them over. */
interface Words {
  readonly hint: string;
  readonly loading: string;
  readonly failed: string;
  readonly none: string;
  readonly some: string;
  readonly more: string;
  readonly status: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
}

const shownFirst = 20;
const pause = 150;

const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`There is no ${id} on the page`);
  return element;
};

const box = byId('search', HTMLElement);
const field = byId('search-field', HTMLInputElement);
const hint = byId('search-hint', HTMLElement);
const status = byId('search-status', HTMLElement);
const section = byId('search-results', HTMLElement);
const words = JSON.parse(box.dataset['words'] ?? '{}') as Words;
const root = box.dataset['root'] ?? '/';
const plural = new Intl.PluralRules(document.documentElement.lang);

let loading: Promise<SearchEngine> | undefined;

/** The engine, made once; after a failure the next use tries again. */
function engine(): Promise<SearchEngine> {
  loading ??= fetch(`${root}search.json`)
    .then((response) =>
      response.ok
        ? (response.json() as Promise<readonly SearchDocument[]>)
        : Promise.reject(new Error(String(response.status))),
    )
    .then(searchEngine)
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

const element = maker('search.js');

const marked = (text: string, terms: ReadonlySet<string>, most?: number): (Node | string)[] =>
  excerpt(text, terms, most).map((piece) => (piece.marked ? element('mark', '', piece.text) : piece.text));

function resultItem({ document: item, terms }: Found): HTMLLIElement {
  const link = element('a', '', ...marked(item.title, terms));
  link.href = root + item.path;
  if (item.lang) link.lang = item.lang;
  // What somebody claims or did is never cut: half a sentence is another claim.
  const most = item.kind === 'claim' || item.kind === 'response' ? undefined : 260;
  return element(
    'li',
    '',
    element('p', 'results__title', link, ' ', element('span', 'muted', words.kinds[item.kind] ?? '')),
    ...(item.facts ? [element('p', 'muted', ...marked(item.facts, terms))] : []),
    ...(item.text ? [element('p', '', ...marked(item.text, terms, most))] : []),
    ...(item.answer ? [element('p', 'results__answer', ...marked(item.answer, terms))] : []),
  );
}

function show(found: readonly Found[], onlySome: boolean, query: string): void {
  const list = section.querySelector('ol');
  section.querySelector('button')?.remove();
  list?.replaceChildren(...found.slice(0, shownFirst).map(resultItem));
  section.hidden = found.length === 0;
  const count = words.status[plural.select(found.length)] ?? words.status['other'] ?? '';
  status.textContent =
    found.length === 0
      ? words.none.replace('{query}', query)
      : `${count.replace('{count}', String(found.length))}${onlySome ? `. ${words.some}` : ''}`;
  if (found.length > shownFirst) {
    const more = element('button', '', words.more.replace('{count}', String(found.length)));
    more.type = 'button';
    more.addEventListener('click', () => {
      const rest = found.slice(shownFirst).map(resultItem);
      list?.append(...rest);
      more.remove();
      // Whoever came by keyboard goes on where the list was cut.
      rest[0]?.querySelector('a')?.focus();
    });
    section.append(more);
  }
}

let turn = 0;

/** Searches for what the field holds. A later search overtakes an earlier one. */
async function search(): Promise<void> {
  const query = field.value.trim();
  turn += 1;
  const own = turn;
  history.replaceState(
    history.state,
    '',
    query ? `#q=${encodeURIComponent(query)}` : location.pathname + location.search,
  );
  if (!query) {
    section.hidden = true;
    status.textContent = '';
    return;
  }
  if (!loading) status.textContent = words.loading;
  try {
    const { found, onlySome } = (await engine()).search(query);
    if (own === turn) show(found, onlySome, query);
  } catch {
    if (own === turn) status.textContent = words.failed;
  }
}

/** The query in the address, if there is one. */
function queryOf(address: string): string {
  if (!address.startsWith('#q=')) return '';
  try {
    return decodeURIComponent(address.slice(3).replace(/\+/g, ' '));
  } catch {
    return '';
  }
}

const follow = (): void => {
  const query = queryOf(location.hash);
  if (!query || query === field.value.trim()) return;
  field.value = query;
  void search();
};

let waiting: ReturnType<typeof setTimeout> | undefined;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void search(), pause);
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  clearTimeout(waiting);
  void search();
});
// What is loaded is there by the time the first word is typed.
field.addEventListener('focus', () => void engine().catch(() => undefined), { once: true });
addEventListener('hashchange', follow);
hint.textContent = words.hint;
field.disabled = false;
follow();
