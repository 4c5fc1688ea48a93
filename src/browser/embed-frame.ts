/**
 * In the embedded page, optional: reports to the page around how tall the chart is, in the dialects that newsroom pages listen for (docs/embedding.md).
 * Once per change, by ResizeObserver, never by timer, to the parent only. It reports a height and nothing else, so any parent may have it.
 */
const { parent } = window;
const { body, documentElement } = document;

// A theme as a query, for systems that drop fragments. The fragment needs no script; a query on a static site does.
const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') {
  documentElement.style.colorScheme = theme;
  documentElement.style.background = 'none';
}

/** WordPress makes no frame taller, and none of its frames has bars. */
const tallestOfWordPress = 1000;

/** A chart that is cut: what was answered moves up, before the picture, and the chart can be scrolled in its frame. */
function cap(): void {
  // With the root clipped the body scrolls by itself: what a frame without bars does not do.
  documentElement.style.overflow = 'hidden';
  body.style.cssText = `height:${tallestOfWordPress}px;overflow:auto`;
  document.querySelector('.chart__dek')?.after(...document.querySelectorAll('.chart__answer,.chart__source'));
}

if (parent !== window) {
  const path = location.pathname;
  let reported = 0;
  const say = (message: unknown): void => parent.postMessage(message, '*');
  const sayOurs = (): void => say({ type: '110-abroad:height', path, height: reported });
  // WordPress adds a secret to frames that it found by oEmbed.
  const secret = /\bsecret=(\w+)/.exec(location.hash)?.[1];
  const main = document.querySelector('main') ?? body;

  new ResizeObserver(() => {
    const needed = Math.ceil(
      main.getBoundingClientRect().bottom - body.getBoundingClientRect().top + body.scrollTop + 4,
    );
    const height = secret ? Math.min(needed, tallestOfWordPress) : needed;
    if (needed > height) cap();
    if (height === reported) return;
    reported = height;
    sayOurs();
    // Datawrapper. Its old listeners look for the key in the address of a frame: the path is in no other.
    say({ 'datawrapper-height': { [path]: height } });
    say({ sentinel: 'amp', type: 'embed-size', height });
    // pym: its hosts add their own id to the address.
    say(`pymxPYMx${new URLSearchParams(location.search).get('childId') ?? ''}xPYMxheightxPYMx${height}`);
    if (secret) say({ message: 'height', value: height, secret });
    // Browsers that size frames themselves measure at load and when asked, and then still at the width of the first layout (Chromium 156):
    // the least height makes them give what is needed at the present one. Asking throws where the frame does not take part.
    documentElement.style.minHeight = `${height}px`;
    try {
      (window as { requestResize?: () => void }).requestResize?.();
    } catch {}
  }).observe(main);

  // Its sandbox lets no link through, but follows one to the site of the frame when it is asked to.
  if (secret)
    document.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (!link) return;
      event.preventDefault();
      say({ message: 'link', value: link.href, secret });
    });

  // A host script that came too late asks.
  addEventListener('message', (event) => {
    if (event.source === parent && reported > 0 && (event.data as { type?: unknown } | null)?.type === '110-abroad:ask')
      sayOurs();
  });
}

export {};
