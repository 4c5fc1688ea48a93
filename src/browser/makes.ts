/**
 * What script may add to a page, script by script: the only place that says so. The scripts can make nothing else (`maker`), pages keep the styles of it
 * (src/publish/page/page-styles.ts), and a test in the browser holds every page to it (tests/browser/script-makes.spec.ts).
 */
export interface Makes {
  readonly elements: readonly (keyof HTMLElementTagNameMap)[];
  readonly classes: readonly string[];
  /** Attributes set on elements of the page or on what was made. */
  readonly attributes: readonly string[];
}

/** By the name of the script as pages load it. */
export const makes = {
  'reader.js': {
    elements: ['button', 'div', 'ol', 'p'],
    classes: ['sheet', 'sort', 'toast'],
    attributes: [
      'aria-current',
      'aria-expanded',
      'aria-label',
      'aria-sort',
      'class',
      'data-step',
      'hidden',
      'open',
      'popover',
      'role',
      'tabindex',
      'type',
      'value',
    ],
  },
  'search.js': {
    elements: ['a', 'button', 'li', 'mark', 'p', 'span'],
    classes: ['muted', 'results__answer', 'results__title'],
    attributes: ['class', 'disabled', 'hidden', 'href', 'lang', 'type'],
  },
} as const satisfies Readonly<Record<string, Makes>>;

/** A function that makes elements of one script. It does not take an element or a class that the script is not said to make. */
export function maker<Script extends keyof typeof makes>(_script: Script) {
  return <Name extends (typeof makes)[Script]['elements'][number]>(
    name: Name,
    className: '' | (typeof makes)[Script]['classes'][number],
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Name] => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
}
