import { IntlMessageFormat } from 'intl-messageformat';
import { messageOf } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { localeOf } from './format.ts';
import { typeset } from './typeset.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

/** A tree of messages in ICU MessageFormat, as a words file has it. */
export type MessageTree = { readonly [key: string]: string | MessageTree };

/** Reads messages by dotted key and fills in their values. */
export interface Messages {
  /** The message under a key with its values filled in. Throws, naming file and key, when it is missing or a value is. */
  text(key: string, values?: MessageValues): string;
  has(key: string): boolean;
}

const formatsIn = once((language: string) =>
  once((message: string) => new IntlMessageFormat(message, localeOf(language), undefined, { ignoreTag: true })),
);

/** Formats one ICU message in a language; throws when a value is missing. */
export function formatMessage(message: string, language: string, values: MessageValues = {}): string {
  // Without the properties that every object has: a message that asks for {constructor} misses a value like any other.
  return String(
    formatsIn(language)(message).format(Object.assign(Object.create(null) as Record<string, string | number>, values)),
  );
}

export function messagesFrom(file: string, language: string, tree: MessageTree): Messages {
  const find = (key: string) =>
    key
      .split('.')
      .reduce<string | MessageTree | undefined>(
        (node, step) => (typeof node === 'object' && Object.hasOwn(node, step) ? node[step] : undefined),
        tree,
      );
  const filled = (key: string, values: MessageValues): string => {
    const message = find(key);
    if (typeof message !== 'string') throw new Error(`${file} has no message "${key}": add it`);
    try {
      return typeset(formatMessage(message, language, values));
    } catch (error) {
      throw new Error(
        `${file}, message "${key}": ${messageOf(error)}. Values given: ${Object.keys(values).join(', ') || 'none'}`,
      );
    }
  };
  // The labels of the frame are the same on every page.
  const plain = once((key: string) => filled(key, {}));
  return {
    has: (key) => typeof find(key) === 'string',
    text: (key, values) => (values === undefined ? plain(key) : filled(key, values)),
  };
}
