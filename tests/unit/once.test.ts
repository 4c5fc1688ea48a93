/** The one cache: what is asked for on every page is made once. */
import { expect, test, vi } from 'vitest';
import { once } from '../../src/shared/once.ts';

test('makes one value for each object, and for each text', () => {
  const make = vi.fn((key: object | string | undefined) => ({ key }));
  const made = once(make);
  const [a, b] = [{}, {}];
  expect(made(a)).toBe(made(a));
  expect(made(a)).not.toBe(made(b));
  expect(made('x')).toBe(made('x'));
  expect(made(undefined)).toBe(made(undefined));
  expect(make).toHaveBeenCalledTimes(4);
});

test('remembers nothing of what throws', () => {
  let faulty = true;
  const made = once((key: string) => {
    if (faulty) throw new Error('faulty');
    return key;
  });
  expect(() => made('a')).toThrow('faulty');
  faulty = false;
  expect(made('a')).toBe('a');
});

test('remembers a value that is nothing', () => {
  const make = vi.fn(() => undefined);
  const made = once<string, undefined>(make);
  made('a');
  made('a');
  expect(make).toHaveBeenCalledTimes(1);
});
