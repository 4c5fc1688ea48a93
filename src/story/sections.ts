/** A rendered text cut at its headings of the second rank, for pages that arrange them by themselves. */
export interface Section {
  /** Key of the heading. */
  readonly id: string;
  readonly heading: string;
  /** What stands below the heading. */
  readonly body: string;
}

/** Sections of a text in order. What stands before the first heading would be lost, so it is refused. */
export function sectionsOf(file: string, html: string): readonly Section[] {
  const parts = html.trim().split(/(?=<h2[\s>])/);
  if (!/^<h2[\s>]/.test(parts[0] ?? ''))
    throw new Error(`${file}: the text must begin with a heading, as each part of it is placed by its heading`);
  return parts.map((part) => {
    const end = part.indexOf('</h2>') + '</h2>'.length;
    const id = /^<h2[^>]*\sid="([^"]+)"/.exec(part)?.[1];
    if (!id) throw new Error(`${file}: a heading has no key`);
    return { id, heading: part.slice(0, end), body: part.slice(end) };
  });
}
