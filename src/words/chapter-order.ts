/**
 * The chapters of the story in reading order: the files of `content/<language>/chapters/`, by the `order` in their front matter. A file without one comes
 * last; whoever reads it says what it lacks.
 */
export function chapterOrder(files: ReadonlyMap<string, string>, language: string): readonly string[] {
  const folder = `content/${language}/chapters/`;
  return [...files]
    .filter(([file]) => file.startsWith(folder) && file.endsWith('.md'))
    .map(([file, text]) => {
      const front = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
      const order = /^order:[ \t]*(\d+)[ \t]*$/m.exec(front)?.[1];
      return {
        id: file.slice(folder.length, -'.md'.length),
        order: order === undefined ? Number.POSITIVE_INFINITY : Number(order),
      };
    })
    .sort((a, b) => (a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order - b.order))
    .map(({ id }) => id);
}
