/**
 * In the page of a host, optional: `<script src="…/embed.js" async></script>`, once a page. Gives each frame of ours exactly the height it reports.
 * Only messages from our own origin count, and only for the frame they come from.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const { origin } = new URL(script.src);
  const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')];

  addEventListener('message', (event) => {
    if (event.origin !== origin) return;
    const { type, height } = (event.data ?? {}) as { type?: unknown; height?: unknown };
    if (type !== '110-abroad:height' || typeof height !== 'number' || !(height > 0 && height < 10000)) return;
    const frame = frames().find((candidate) => candidate.contentWindow === event.source);
    if (frame) frame.style.height = `${height}px`;
  });

  // Frames that reported their height before this script ran are asked for it again. Nothing but the question is sent.
  for (const frame of frames())
    if (frame.src.startsWith(`${origin}/`)) frame.contentWindow?.postMessage({ type: '110-abroad:ask' }, '*');
}

export {};
