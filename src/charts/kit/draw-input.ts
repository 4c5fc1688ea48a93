/** What a picture is drawn from. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import type { Frame } from '../shared/frame.ts';
import type { SymbolSheet } from '../shared/symbols.ts';

/** What `draw` gets: rows, words and formats, and a frame to fill. */
export interface DrawInput<Row> {
  readonly rows: readonly Row[];
  readonly dataset: Dataset;
  readonly values: MessageValues;
  /** The chart's own words: `labels.*` and the rest of its words file. */
  readonly words: Messages;
  /** A message of the chart's `labels`, with the chart's values and others; where the words do not have it, the one under `otherwise`, or nothing where that is empty. */
  say(key: string, extra?: MessageValues, otherwise?: string): string;
  readonly format: Format;
  readonly frame: Frame;
  readonly symbols: SymbolSheet;
  /** Numbers in place of marks, which are too many; undefined where each piece decides by itself. */
  readonly inNumbers?: boolean;
}
