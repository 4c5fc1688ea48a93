/** The language at the root of the site, into which every other falls back. The one place that names it. */
export const defaultLanguage = 'en';
