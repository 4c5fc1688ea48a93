/** `/.well-known/security.txt` (RFC 9116). The contact is CONTACT_URL; without it the place that says that this copy has none, as the file must name one. */
export const securityPath = '.well-known/security.txt';

/** A year after the date of the edition: whoever keeps the site alive cuts an edition by then, or the file says that nobody does. */
function expires(editionDate: string): string {
  const [year = 0, month = 1, day = 1] = editionDate.split('-').map(Number);
  return new Date(Date.UTC(year + 1, month - 1, day)).toISOString().replace('.000', '');
}

/**
 * @param home address of the site, ending in a slash
 * @param contact as in the settings
 */
export const securityText = (home: string, editionDate: string, contact: string | undefined): string =>
  [
    `Contact: ${contact ?? `${home}about/#contact`}`,
    `Expires: ${expires(editionDate)}`,
    'Preferred-Languages: en',
    `Canonical: ${home}${securityPath}`,
    `Policy: ${home}about/#corrections`,
    '',
  ].join('\n');
