/**
 * Notes and definitions in place. A mark in the text is a link to its note or to its entry in the glossary; here it opens a sheet beside itself, with all the
 * notes of its passage. Where a browser has no popovers, the link is followed.
 */
import { maker } from './makes.ts';

const element = maker('reader.js');

/** What a link opens: notes of the page with their numbers, or the definition of a term. Empty for other links, and where the page has none. */
function opened(link: HTMLAnchorElement): Node[] {
  const copy = (id: string): HTMLElement[] => {
    const original = document.getElementById(id);
    if (!original) return [];
    const made = original.cloneNode(true) as HTMLElement;
    made.removeAttribute('id');
    if (made instanceof HTMLLIElement) made.value = [...(original.parentElement?.children ?? [])].indexOf(original) + 1;
    return [made];
  };
  if (link.matches('.term')) return copy(`term-${link.hash.slice(1)}`);
  const ids = link.dataset['notes']?.split(' ').map((id) => `note-${id}`) ?? [link.hash.slice(1)];
  const notes = ids.flatMap(copy);
  return notes.length > 0 ? [element('ol', '', ...notes)] : [];
}

/** @param close the word on the button that closes the sheet */
export function startNotes(close: string): void {
  if (!('popover' in HTMLElement.prototype) || !document.querySelector('.mark, .term')) return;
  const button = element('button', '', close);
  button.type = 'button';
  const sheet = element('div', 'sheet');
  sheet.popover = 'auto';
  sheet.tabIndex = -1;
  sheet.role = 'dialog';
  document.body.append(sheet);
  button.addEventListener('click', () => sheet.hidePopover());

  let mark: HTMLAnchorElement | undefined;
  sheet.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') mark?.removeAttribute('aria-expanded');
  });
  /** The mark that was open when the pointer went down on it: its click closes. */
  let closing: Element | null = null;
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      closing = (target as Element).closest('.mark[aria-expanded], .term[aria-expanded]');
    },
    true,
  );
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('.mark, .term, a[href^="#note-"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const again = link === closing;
    closing = null;
    const found = again ? [] : opened(link);
    if (found.length === 0 && !again) return;
    event.preventDefault();
    if (again) return;
    // A note that leads to another: the sheet stays where it is.
    if (!sheet.contains(link)) {
      mark?.removeAttribute('aria-expanded');
      mark = link;
      mark.setAttribute('aria-expanded', 'true');
    }
    sheet.ariaLabel = link.ariaLabel ?? link.textContent;
    sheet.replaceChildren(button, ...found);
    sheet.scrollTop = 0;
    sheet.showPopover();
    sheet.focus({ preventScroll: true });
  });
}
