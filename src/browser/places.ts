/**
 * Shapes of countries on a map lead to their pages. A finger covers what it touches and has no pointer to rest on it: the first tap says what
 * the shape is, a second on the same country follows the link.
 */

/** @param say shows words for a moment */
export function startPlaces(say: (words: string) => void): void {
  let touched = false;
  let named = '';
  document.addEventListener(
    'pointerdown',
    ({ pointerType }) => {
      touched = pointerType === 'touch';
    },
    true,
  );
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('.picture a, .units a');
    const href = link?.getAttribute('href') ?? '';
    const isAgain = href === named;
    named = href;
    if (!link || !touched || isAgain) return;
    event.preventDefault();
    say(link.getAttribute('title') ?? link.firstElementChild?.textContent ?? '');
  });
}
