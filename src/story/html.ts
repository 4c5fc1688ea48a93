/** HTML as text with escaping by default: interpolated values are escaped unless they are `Html` already. */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export function escapeHtml(text: string): string {
  // Most texts have nothing to escape.
  if (!/[&<>"']/.test(text)) return text;
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

type Value = Html | string | number | undefined | false | readonly Value[];

const write = (value: Value): string => {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(write).join('');
  return escapeHtml(String(value));
};

/** Template tag: html`<p>${untrusted}</p>`. Arrays are joined, undefined and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) text += write(value) + (strings[index + 1] ?? '');
  return new Html(text);
}

/** Marks text as HTML. Only for text made by this project's own renderers, never for data. */
export const trusted = (text: string): Html => new Html(text);

/** Items one after the other, with a separator between them. */
export const joined = (separator: string, items: readonly (Html | string)[]): Html =>
  html`${items.map((item, index) => html`${index > 0 ? separator : ''}${item}`)}`;
