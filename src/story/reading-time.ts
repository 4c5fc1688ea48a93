/** Minutes to read a text at 230 words a minute (the mean for English non-fiction in Brysbaert, 2019, is 238), at least one. */
export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / 230));
