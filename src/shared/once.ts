/**
 * Works something out once for each key and remembers it as long as the key lives: an object (a dataset, a site) by identity, text by value.
 * What throws is not remembered. The one cache of the project: what is asked for on every page is made once a build.
 */
export function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const ofObjects = new WeakMap<object, { readonly value: Value }>();
  const ofOthers = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const isObject = typeof key === 'object' && key !== null;
    const known = isObject ? ofObjects.get(key) : ofOthers.get(key);
    if (known) return known.value;
    const made = { value: make(key) };
    if (isObject) ofObjects.set(key, made);
    else ofOthers.set(key, made);
    return made.value;
  };
}
