/** The one cache of the checker: works something out once for each key, an object by identity and text by value, and keeps it as long as the key lives. */
export function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const ofObjects = new WeakMap<object, { readonly value: Value }>();
  const ofTexts = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const isObject = typeof key === 'object' && key !== null;
    const known = isObject ? ofObjects.get(key) : ofTexts.get(key);
    if (known) return known.value;
    const made = { value: make(key) };
    if (isObject) ofObjects.set(key, made);
    else ofTexts.set(key, made);
    return made.value;
  };
}
