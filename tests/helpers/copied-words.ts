/** What a reader takes from a chapter: used by the tests of each engine. */

/** Runs in a page: the words of each paragraph, item and heading of its text, without what marks show. Marks without a style sheet are numbers in brackets. */
export function textBlocks(): string[] {
  const blocks = document.querySelectorAll<HTMLElement>(
    '.story > p, .story > h2, .story > ul > li, .brief li, .aside p',
  );
  return [...blocks]
    .filter((block) => block.checkVisibility() && !block.querySelector('p, ul'))
    .map((block) => {
      const copy = block.cloneNode(true) as HTMLElement;
      for (const mark of copy.querySelectorAll('.mark, .term, .permalink:empty')) mark.remove();
      return copy.textContent ?? '';
    });
}

/** Runs in a page: selects the whole article and copies it, as a reader would. */
export function copyArticle(): boolean {
  getSelection()?.selectAllChildren(document.querySelector('article') ?? document.body);
  return document.execCommand('copy');
}

/** Runs in a page: whether the browser's own search finds words. */
export const findsWords = (words: string): boolean => {
  getSelection()?.removeAllRanges();
  return (window as unknown as { find(text: string): boolean }).find(words);
};

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

/** Blocks that are not in a copied text, in their order, each alone on its line and with nothing beside its words. */
export function lostBlocks(copied: string, blocks: readonly string[]): string[] {
  const lines = copied.split(/\n+/).map((line) => plain(line.replace(/^\s*(?:[•*-]|\d+\.)\s+/, '')));
  let from = 0;
  return blocks.filter((block) => {
    const at = lines.indexOf(plain(block), from);
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
}
