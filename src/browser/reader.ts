/**
 * Comfort for readers, the only script of the pages: what CSS cannot do, or cannot do everywhere yet. With it off, blocked or broken nothing is lost.
 * What it adds is listed in makes.ts, because pages carry only the styles of what can be in them.
 * Words come from the data attributes of its own element.
 */
import { maker } from './makes.ts';
import { startNotes } from './notes.ts';
import { startOpening } from './opening.ts';

const words = document.currentScript?.dataset ?? {};
const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents > details > ul a')];

/** Contents in the margin are open for assistive technology too, not only to the eye; where they fold, the reader opens them. */
const contents = document.querySelector<HTMLDetailsElement>('.contents > details');
if (contents) {
  const margin = matchMedia('(min-width: 76rem)');
  const follow = (): void => {
    contents.open = margin.matches;
  };
  margin.addEventListener('change', follow);
  follow();
}

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

/** Copies the lasting address of what a link stands at, and says so. A link to a part of the page leads there all the same. */
const status = element('p', 'toast');
status.setAttribute('role', 'status');
document.body.append(status);
let hide = 0;
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a.permalink');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // Absent on pages that are not served safely; refused where the reader forbids it. The address stands in the address bar then.
  if (!navigator.clipboard) return;
  if (!link.getAttribute('href')?.startsWith('#')) event.preventDefault();
  void navigator.clipboard.writeText(link.href).then(
    () => {
      status.textContent = words['copied'] ?? '';
      clearTimeout(hide);
      hide = window.setTimeout(() => {
        status.textContent = '';
      }, 4000);
    },
    () => {},
  );
});

// What is open stands above the page, and would be printed over its first lines.
matchMedia('print').addEventListener('change', ({ matches }) => {
  if (matches) for (const open of document.querySelectorAll<HTMLElement>(':popover-open')) open.hidePopover();
});

startOpening(document);
