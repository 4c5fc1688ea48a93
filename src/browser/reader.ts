/**
 * Comfort for readers, the only script of the pages: what CSS cannot do, or cannot do everywhere yet. With it off, blocked or broken nothing is lost.
 * What it adds is listed in makes.ts, because pages carry only the styles of what can be in them.
 * Words come from the data attributes of its own element.
 */
import { maker } from './makes.ts';
import { startNotes } from './notes.ts';
import { startOpening } from './opening.ts';
import { startPlaces } from './places.ts';
import { startSorting } from './sorting.ts';

const words = document.currentScript?.dataset ?? {};
const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents > details > ul a')];

/** What folds on small screens only is open elsewhere, for assistive technology too and not only to the eye. */
for (const [folded, open] of [
  ['.contents > details', '(min-width: 76rem)'],
  ['.notes > details, .fold', '(min-width: 48rem)'],
] as const)
  for (const details of document.querySelectorAll<HTMLDetailsElement>(folded)) {
    const room = matchMedia(open);
    const follow = (): void => {
      details.open = room.matches;
    };
    room.addEventListener('change', follow);
    follow();
  }

/** An address leads into what is folded; some browsers do not open it by themselves. */
function openTarget(): void {
  const target = document.querySelector(':target');
  let folded: HTMLDetailsElement | null | undefined =
    target?.closest<HTMLDetailsElement>('details:not([open])') ??
    document.querySelector<HTMLDetailsElement>(':target + .fold:not([open])');
  if (!folded) return;
  for (; folded; folded = folded.parentElement?.closest('details:not([open])')) folded.open = true;
  target?.scrollIntoView();
}
addEventListener('hashchange', openTarget);
openTarget();

/** Marks the section being read in the contents, where `:target-current` does not. */
function markSection(): void {
  const sections = links.flatMap((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? []);
  const mark = (): void => {
    const current = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2).pop();
    for (const link of links) {
      if (current && link.hash === `#${current.id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -50% 0px' });
  for (const section of sections) observer.observe(section);
}
if (!CSS.supports('scroll-target-group', 'auto')) markSection();

const element = maker('reader.js');
startNotes(words['close'] ?? '');

/**
 * Copies what a button names or follows, and the lasting address that a link marks, and says so. A link to a part of the page leads
 * there all the same.
 */
const status = element('p', 'toast');
status.setAttribute('role', 'status');
document.body.append(status);
let hide = 0;
function say(what: string): void {
  status.textContent = what;
  clearTimeout(hide);
  hide = window.setTimeout(() => {
    status.textContent = '';
  }, 4000);
}
for (const button of document.querySelectorAll<HTMLElement>('[data-copies]')) button.hidden = false;

/** The text that a click asks for; undefined where it asks for none. What can be selected is selected, should the browser refuse to copy. */
function asked(control: HTMLElement): string | undefined {
  if (control instanceof HTMLAnchorElement) return control.href;
  const before = control.previousElementSibling;
  if (before instanceof HTMLTextAreaElement) before.select();
  return (
    control.dataset['copies'] || (before instanceof HTMLTextAreaElement ? before.value : before?.textContent?.trim())
  );
}

document.addEventListener('click', (event) => {
  const control = (event.target as Element).closest<HTMLElement>('a.permalink, [data-copies]');
  if (!control || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const text = asked(control);
  // Absent on pages that are not served safely; refused where the reader forbids it. The address is in the address bar then.
  if (!text || !navigator.clipboard) return;
  if (!control.getAttribute('href')?.startsWith('#')) event.preventDefault();
  void navigator.clipboard.writeText(text).then(
    () => say(words['copied'] ?? ''),
    () => {},
  );
});

// An open sheet lies above the page, and would be printed over its first lines.
matchMedia('print').addEventListener('change', ({ matches }) => {
  if (matches) for (const open of document.querySelectorAll<HTMLElement>(':popover-open')) open.hidePopover();
});

startPlaces((name) => say(`${name}. ${words['again'] ?? ''}`));
startSorting();
startOpening(document);
