import { once } from '../dataset/once.ts';

/** A map whose keys are known and whose values are made one by one, each when it is first asked for. */
export function lazyMap<Value>(keys: readonly string[], make: (key: string) => Value): ReadonlyMap<string, Value> {
  const known = new Set(keys);
  const value = once(make);
  function* entries(): MapIterator<[string, Value]> {
    for (const key of known) yield [key, value(key)];
  }
  function* values(): MapIterator<Value> {
    for (const key of known) yield value(key);
  }
  const map: ReadonlyMap<string, Value> = {
    size: known.size,
    has: (key) => known.has(key),
    get: (key) => (known.has(key) ? value(key) : undefined),
    keys: () => known.keys(),
    values,
    entries,
    forEach: (each) => {
      for (const [key, own] of entries()) each(own, key, map);
    },
    [Symbol.iterator]: entries,
  };
  return map;
}
