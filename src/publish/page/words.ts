/** The words of files and pages that have a file of messages of their own, for whatever writes them. */
import type { Messages, MessageValues } from '../../words/message.ts';
import { loadMessages } from '../../words/messages.ts';
import { plainSpaces } from '../chart/chart-record.ts';

/** The words of downloads and of the page about the data: `content/<language>/downloads.yaml`. */
export const downloadWords = (language: string): Messages => loadMessages(language, 'downloads');

/** The words of the pages of countries: `content/<language>/countries.yaml`. */
export const countryWords = (language: string): Messages => loadMessages(language, 'countries');

/** The words of the search page: `content/<language>/search.yaml`. */
export const searchWords = (language: string): Messages => loadMessages(language, 'search');

/** Finds any of these names, as whole words. */
export const anyOf = (names: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}])`, 'u');

/** A message for a file rather than a page: plain spaces. */
export const plainWords = (language: string, key: string, values?: MessageValues): string =>
  plainSpaces(downloadWords(language).text(key, values));
