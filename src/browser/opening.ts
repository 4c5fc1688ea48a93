/**
 * The opening of the front page where the browser cannot tie the picture to scrolling by CSS: marks on it which step is being read.
 * src/styles/opening.css does the rest, and leaves the stills where motion is not wanted. Without this nothing is lost.
 */
export function startOpening(document: Document): void {
  const passage = document.querySelector<HTMLElement>('.passage');
  const { CSS, IntersectionObserver } = document.defaultView ?? {};
  if (
    !passage ||
    !IntersectionObserver ||
    (CSS?.supports('animation-timeline:view()') && CSS.supports('timeline-scope:--before'))
  )
    return;
  // Whoever reads already would see the page move: the stills stay.
  if (passage.getBoundingClientRect().top < 0) return;
  const headings = [...passage.querySelectorAll('h2')];
  const begun = new Set<Element>();
  const mark = () => {
    passage.dataset['step'] = (headings.filter((heading) => begun.has(heading)).pop() ?? headings[0])?.id;
  };
  // A step has begun once its heading is well inside the screen, and stays so above its upper edge.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? begun.add(target) : begun.delete(target);
      mark();
    },
    { rootMargin: '99999px 0px -14% 0px' },
  );
  mark();
  for (const heading of headings) observer.observe(heading);
}
