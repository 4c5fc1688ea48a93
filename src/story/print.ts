/** Text as a CSS string. */
const cssString = (text: string): string =>
  `"${text.replace(/["\\\n<]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;

/** The foot of every printed page, for browsers that know margin boxes: what was printed and in which edition, and the number of the page. */
export const printFoot = (edition: string): string =>
  `@page{@bottom-left{content:${cssString(edition)}}@bottom-right{content:counter(page) "/" counter(pages)}}`;
