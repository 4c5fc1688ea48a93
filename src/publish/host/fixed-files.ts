/**
 * Files whose bytes the steps after a build leave alone: frozen editions never change, and the sums of the offline edition are those of its files.
 * The pages about them are pages like others. Paths are relative to the built folder, with forward slashes.
 */
export const keepsItsBytes = (path: string): boolean => /^(?:v\/[^/]+|offline)\/(?!index\.html$)/.test(path);
