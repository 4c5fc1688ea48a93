import { type Attributes, element, textsApart } from './svg.ts';

/**
 * Shapes that several pictures of one page share (a country drawn wide and narrow, in two maps): written once, used by reference.
 * One sheet a page; ids come from the shape's own name, so the same page gives the same bytes.
 */
export class SymbolSheet {
  readonly #symbols = new Map<string, string>();

  /** The reference (`#id`) to a shape; `make` is called the first time only and returns SVG content without an id of its own. */
  use(id: string, make: () => string): string {
    return this.#shape(id, () => element('g', { id, class: 'shape' }, textsApart(make())));
  }

  /** The same for a shape that is one path, such as land: every `use` copies it into the page, so it has no group around it. Its border does not scale. */
  usePath(id: string, d: () => string, attributes: Attributes = {}): string {
    const path = () =>
      element('path', { id, class: 'shape', 'vector-effect': 'non-scaling-stroke', ...attributes, d: d() });
    return this.#shape(id, path);
  }

  #shape(id: string, make: () => string): string {
    if (!this.#symbols.has(id)) this.#symbols.set(id, make());
    return `#${id}`;
  }

  /** Takes over all shapes of another sheet. */
  add(other: SymbolSheet): void {
    for (const [id, symbol] of other.#symbols) if (!this.#symbols.has(id)) this.#symbols.set(id, symbol);
  }

  /** The definitions, for the `<defs>` of a picture on its own. */
  definitions(): string {
    return [...this.#symbols.values()].join('');
  }

  /** An invisible SVG element that holds the shapes for all pictures of a page; empty when there are none. */
  toSvg(): string {
    if (this.#symbols.size === 0) return '';
    return element(
      'svg',
      { class: 'symbols', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
      element('defs', {}, this.definitions()),
    );
  }
}
