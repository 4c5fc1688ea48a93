/** The list of corrections as the page about them and the offline edition print it. */
import { correctionItems } from '../../story/corrections.ts';
import { type Html, html } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { type CorrectedValue, correctedValues } from './corrected-values.ts';

/** A value as it is printed: texts in quotation marks, so that their full stops do not run into ours. */
function shown(value: unknown, { messages }: Site): string {
  if (value === undefined || value === null) return messages.text('corrections.nothing');
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function valueLine({ table, row, column, old, new: now }: CorrectedValue, site: Site): string {
  const where = { table, row, column };
  return column === '*'
    ? site.messages.text('corrections.removed', where)
    : site.messages.text('corrections.changed', { ...where, old: shown(old, site), new: shown(now, site) });
}

/** Every correction, newest first: the sentence, why, how it was noticed, and the values; or that there is none. */
export function correctionList(site: Site): Html {
  const { messages, format } = site;
  const items = correctionItems(site);
  if (items.length === 0)
    return html`<p><strong>${messages.text('corrections.none', { version: site.dataset.edition.version })}</strong></p>`;
  const values = correctedValues(site.dataset);
  return html`<ul class="records">${items.map(({ id, date, text, noticed, records }) => {
    const { edition, values: changed = [] } = values.get(id) ?? {};
    const since =
      edition === undefined
        ? messages.text('corrections.unreleased')
        : messages.text('corrections.inEdition', { version: edition });
    const links = records.map((address) => html` <a href="${address}">${messages.text('corrections.record')}</a>`);
    return html`<li id="${id}"><b>${format.date(date)}</b> · ${since}<br>${text} ${noticed}${links}<ul>${changed.map((value) => html`<li>${valueLine(value, site)}</li>`)}</ul></li>`;
  })}</ul>`;
}
