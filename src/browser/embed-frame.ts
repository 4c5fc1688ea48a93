/**
 * In the embedded page, optional: tells the page around how tall the chart is, in the dialects that newsroom pages listen for (docs/embedding.md).
 * Once per change, by ResizeObserver, never by timer, to the parent only. What is told is a height, so any parent may hear it.
 */
const { parent } = window;
const { body, documentElement } = document;

// A theme as a query, for systems that drop fragments. The fragment needs no script; a query on a static site does.
const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') documentElement.style.colorScheme = theme;

if (parent !== window) {
  const path = location.pathname;
  let told = 0;
  const say = (message: unknown): void => parent.postMessage(message, '*');
  const sayOurs = (): void => say({ type: '110-abroad:height', path, height: told });

  new ResizeObserver(() => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    sayOurs();
    // Datawrapper. Its old listeners look for the key in the address of a frame: the path is in no other.
    say({ 'datawrapper-height': { [path]: height } });
    say({ sentinel: 'amp', type: 'embed-size', height });
    // pym: its hosts add their own id to the address.
    say(`pymxPYMx${new URLSearchParams(location.search).get('childId') ?? ''}xPYMxheightxPYMx${height}`);
    // WordPress adds a secret to frames that it found by oEmbed.
    const secret = /\bsecret=(\w+)/.exec(location.hash)?.[1];
    if (secret) say({ message: 'height', value: height, secret });
    // Browsers that size frames themselves measure at load and when asked, and then still at the width of the first layout (Chromium 156):
    // the least height makes them give what is needed at the present one. Asking throws where the frame does not take part.
    documentElement.style.minHeight = `${height}px`;
    try {
      (window as { requestResize?: () => void }).requestResize?.();
    } catch {}
  }).observe(body);

  // A host script that came too late asks.
  addEventListener('message', (event) => {
    if (event.source === parent && told > 0 && (event.data as { type?: unknown } | null)?.type === '110-abroad:ask')
      sayOurs();
  });
}

export {};
