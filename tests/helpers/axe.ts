/** axe in a page, in both colour modes. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that look at colours. The modes differ in nothing else: one HTML, one layout, other inks. */
const colourRules = ['color-contrast', 'link-in-text-block'];

const listed = (mode: string, violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] =>
  violations.map(
    (violation) =>
      `${mode}: ${violation.id}: ${violation.nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  );

/**
 * What axe finds: all rules in the light mode, those on colours in the dark one too.
 * @param prepare called before each of the two, with the mode
 * @param within a selector: only what is inside is looked at
 */
export async function axeFindings(
  page: Page,
  { prepare, within }: { prepare?: (mode: 'light' | 'dark') => Promise<void>; within?: string } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const mode of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await prepare?.(mode);
    // Legacy mode is three times as fast where no frames are looked into; half the time is saved by not describing what passes.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    if (within) axe.include(within);
    const { violations } = await (mode === 'light' ? axe.withTags(tags) : axe.withRules(colourRules)).analyze();
    found.push(...listed(mode, violations));
  }
  return found;
}

/**
 * Folds a page open, as what is folded away must be accessible too, and leaves out what would only cost time: of hundreds of rows from a few templates three of
 * each kind, by the elements and classes in them, stand for the rest; frames are pages of their own, tested as such.
 */
export const openForAxe = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
    for (const list of document.querySelectorAll('ul, ol, tbody')) {
      const kept = new Map<string, number>();
      for (const row of [...list.children]) {
        const parts = [row, ...row.querySelectorAll('*')].map((part) => `${part.localName}.${part.classList.value}`);
        const kind = [...new Set(parts)].sort().join();
        const alike = kept.get(kind) ?? 0;
        if (alike < 3) kept.set(kind, alike + 1);
        else row.remove();
      }
    }
  });
