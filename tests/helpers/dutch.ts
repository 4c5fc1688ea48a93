/** A little Dutch for the fact-checker: enough to read numbers, dates and sentences of a test. What it does not need of a language matches nothing. */
import type { Language, Mention } from '../../src/fact-check/types.ts';

const units = 'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf'.split(' ');
const months = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const nothing = /(?!)/;

const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

function mentions(text: string): readonly Mention[] {
  const pattern = new RegExp(
    `(?:(?<day>\\d{1,2}) )?(?<month>${months.join('|')}) (?<year>\\d{4})|\\b(?:in|van) (?<alone>\\d{4})\\b|(?<digits>\\d+(?:\\.\\d{3})*(?:,\\d+)?)|\\b(?<word>${units.slice(2).join('|')})\\b`,
    'giu',
  );
  return [...text.matchAll(pattern)].map((match): Mention => {
    const { day, month, year, alone, digits = '', word } = match.groups ?? {};
    const end = match.index + match[0].length;
    const at = { start: match.index, end, text: match[0], nouns: words(text.slice(end, end + 40)).slice(0, 3) };
    if (month === undefined && alone === undefined) {
      const value = word ? units.indexOf(word.toLowerCase()) : Number(digits.replaceAll('.', '').replace(',', '.'));
      return { ...at, kind: 'number', value };
    }
    const date = {
      year: Number(year ?? alone),
      month: month ? months.indexOf(month.toLowerCase()) + 1 : undefined,
      day: day ? Number(day) : undefined,
    };
    return { ...at, kind: 'date', date };
  });
}

export const dutch: Language = {
  code: 'nl',
  mentions,
  sentences: (text) =>
    [...text.matchAll(/[^.!?]+[.!?]*(?:\[\^[^\]]+\])*/g)].map((match) => ({
      start: match.index + match[0].length - match[0].trimStart().length,
      end: match.index + match[0].length,
    })),
  negated: () => false,
  bodies: [],
  denier: nothing,
  verbDenier: nothing,
  contrast: nothing,
  denies: /\b(?:niet|geen|nooit)\b/i,
  ownVoice: /\b(?:wij|we|onze)\b/i,
  opposites: [],
  comparison: /(?!)/g,
  strong: [],
  stems: (text) => words(text).map((word) => word.replace(/(?:en|s)$/, '')),
  counted: (nouns) => nouns.slice(0, 1),
  sameThing: (a, b) => a === b,
  currency: () => undefined,
  clauseEnd: /[,;:]/g,
  participle: nothing,
  partOf: /^ van (?:de )?$/,
  moreThan: /^ (?:(?<more>meer)|minder)\b(?<than> dan\b)?/i,
  remaining: /\bde andere\s+$/i,
  allBut: nothing,
  times: nothing,
  refersBack: nothing,
  office: (word) => word,
  offices: new Set(),
  takesUp: /^(?:Het|Hij|Zij)\b/,
  timeNouns: new Set(['dag', 'jaar']),
  ownNouns: new Set(),
  again: /\b(?:ook|beide)\b/,
  taken: /\bde $/,
  listJoint: /^(?:, | en )$/,
  range: { before: /\btussen $/, between: /^ en $/ },
  wrongPreposition: () => undefined,
  number: (value) => new Intl.NumberFormat('nl').format(value),
  date: (date) => {
    const [year = '', month, day] = date.split('-').map(Number);
    return [day, month && months[month - 1], year].filter(Boolean).join(' ');
  },
};
