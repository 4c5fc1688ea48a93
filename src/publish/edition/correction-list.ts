/** The list of corrections as the page about them and the offline edition print it. */
import { correctionItems, placeOfRecord } from '../../story/corrections.ts';
import { type Html, html } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { type CorrectedValue, correctedValues } from './corrected-values.ts';

/** A value as it is printed: texts in quotation marks, so that their full stops do not run into ours. */
function shown(value: unknown, { messages }: Site): string {
  if (value === undefined || value === null) return messages.text('corrections.nothing');
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

/** One value as it was and as it is, with the way to its record where that has a page. */
function valueLine({ table, row, column, old, new: now }: CorrectedValue, site: Site): Html {
  const where = { table, row, column };
  const line =
    column === '*'
      ? site.messages.text('corrections.removed', where)
      : site.messages.text('corrections.changed', { ...where, old: shown(old, site), new: shown(now, site) });
  const place = placeOfRecord(table, row, site);
  return html`<li>${line}${place && html` <a href="${place}">${site.messages.text('corrections.record')}</a>`}</li>`;
}

/** Every correction, newest first: the sentence, why, how it was noticed, and the values, folded; or that there is none. */
export function correctionList(site: Site): Html {
  const { messages, format } = site;
  const items = correctionItems(site);
  if (items.length === 0)
    return html`<p><strong>${messages.text('corrections.none', { version: site.dataset.edition.version })}</strong></p>`;
  const values = correctedValues(site.dataset);
  return html`<ul class="records">${items.map(({ id, date, text, noticed }) => {
    const { edition, values: changed = [] } = values.get(id) ?? {};
    const since =
      edition === undefined
        ? messages.text('corrections.unreleased')
        : messages.text('corrections.inEdition', { version: edition });
    return html`<li id="${id}"><b>${format.date(date)}</b> · ${since}<br>${text} ${noticed}<details class="chart__more"><summary>${messages.text('corrections.values', { count: changed.length })}</summary><ul>${changed.map((value) => valueLine(value, site))}</ul></details></li>`;
  })}</ul>`;
}
