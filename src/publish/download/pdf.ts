/**
 * A chart as a PDF for print: the same sheet as vectors, its words as text in subsets of our own fonts, tagged, and with its text alternative inside (PDF/UA-1).
 * Typst sets it, which reads SVG as the PNGs' resvg does. Nothing in the file depends on the day or the machine: it has no date, and its ids come from its content.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { once } from '../../shared/once.ts';
import { kept, keptFolder, madeBy } from '../png/kept.ts';
import { fontFiles } from '../png/raster.ts';

interface PrintedSheet {
  readonly svg: string;
  readonly title: string;
  readonly author: string;
  readonly description: string;
  /** What the picture says to those who do not see it. */
  readonly alt: string;
  /** BCP 47. */
  readonly language: string;
}

/** As wide as `@3x.png` is on paper. Texts come in as inputs, so that none is read as markup. */
const page = `#set document(title: sys.inputs.title, author: sys.inputs.author, description: sys.inputs.description, date: none)
#set text(lang: sys.inputs.language)
#set page(width: 8in, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.alt)`;

const programs = [
  'src/publish/download/pdf.ts',
  'node_modules/@myriaddreamin/typst-ts-node-compiler/package.json',
  ...fontFiles,
];

/**
 * A font whose letters are not joined: Inkscape leaves out a glyph that stands for two letters when it opens a PDF ("the f rst report"). The feature stays in its
 * place under a name that nobody asks for.
 */
export function withoutLigatures(font: Buffer): Buffer {
  const [plain, entry] = [Buffer.from(font), font.indexOf('GSUB')];
  const [start, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)];
  const table = plain.subarray(start, start + length);
  for (let at = table.indexOf('liga'); at >= 0; at = table.indexOf('liga', at + 4)) table.write('lig_', at);
  return plain;
}

/** Loaded only when something is set, as it is large. */
const typst = once(async (root: string) => {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  return NodeCompiler.create({
    fontArgs: [{ fontBlobs: fontFiles.map((file) => withoutLigatures(readFileSync(join(root, file)))) }],
  });
});

/** The fonts in a PDF, without the six letters that mark a subset. */
export const fontsIn = (pdf: Uint8Array): ReadonlySet<string> =>
  new Set(
    [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g),
    ].map(([, name]) => name ?? ''),
  );

async function setNow({ svg, title, author, description, alt, language }: PrintedSheet): Promise<Uint8Array> {
  const compiler = await typst(resolve('.'));
  const inputs = { svg, title, author, description, alt, language: new Intl.Locale(language).language };
  const { result } = compiler.compile({ mainFileContent: page, inputs });
  if (!result) throw new Error(`The PDF of "${title}" could not be set`);
  const pdf = compiler.pdf(result, { pdfStandard: 'ua-1' });
  compiler.evictCache(0);
  // Where our fonts lack a letter Typst takes one of the machine's: then the file would differ from machine to machine.
  const foreign = [...fontsIn(pdf)].find((name) => !/^Source(?:Sans3|Serif4)-/.test(name));
  if (foreign) throw new Error(`The PDF of "${title}" has letters that our fonts lack, set in ${foreign}: use others`);
  return pdf;
}

/**
 * The PDF of a sheet, from an earlier build where nothing that decides its bytes has changed.
 * @throws Error when the sheet cannot be set, or not in our fonts
 */
export const printedSheet = (sheet: PrintedSheet, folder = keptFolder): Promise<Uint8Array> =>
  kept(madeBy(programs, JSON.stringify(sheet)), () => setNow(sheet), folder);
