/** axe in a page, in both colour modes. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that look at colours. The modes differ in nothing else: one HTML, one layout, other inks. */
const colourRules = ['color-contrast', 'link-in-text-block'];

const told = (mode: string, violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] =>
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
    // Legacy mode is three times as fast where no frames are looked into.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    if (within) axe.include(within);
    const { violations } = await (mode === 'light' ? axe.withTags(tags) : axe.withRules(colourRules)).analyze();
    found.push(...told(mode, violations));
  }
  return found;
}
