import type { Locator } from '@playwright/test';

/** What speaks for a picture: the picture itself, or, where it holds links, the empty image of its size before them (src/charts/shared/svg.ts). */
export const namedImage = (picture: Locator): Locator =>
  picture.locator('xpath=descendant-or-self::*[@role="img"]').first();
