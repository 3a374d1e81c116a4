import { isMap, javaText, TemplateList } from './java-text.ts';
import { areEqual } from './operators.ts';

type Method<Self> = (self: Self, ...given: unknown[]) => unknown;
type Methods<Self> = Record<string, Method<Self>>;

const text = (value: unknown): string => javaText(value);
const pattern = (value: unknown, flags = ''): RegExp => new RegExp(text(value), flags);

const ofEverything: Methods<unknown> = {
  equals: (self, other) => typeof self === typeof other && areEqual(self, other),
  toString: (self: unknown) => javaText(self),
};

const ofTexts: Methods<string> = {
  charAt: (self, index) => self.charAt(Number(index)),
  concat: (self, other) => self + text(other),
  contains: (self, other) => self.includes(text(other)),
  endsWith: (self, other) => self.endsWith(text(other)),
  equalsIgnoreCase: (self, other) => self.toLowerCase() === text(other).toLowerCase(),
  indexOf: (self, other) => self.indexOf(text(other)),
  isEmpty: (self) => self === '',
  lastIndexOf: (self, other) => self.lastIndexOf(text(other)),
  length: (self) => self.length,
  matches: (self, expression) => new RegExp(`^(?:${text(expression)})$`).test(self),
  replace: (self, from, to) => self.split(text(from)).join(text(to)),
  replaceAll: (self, from, to) => self.replace(pattern(from, 'g'), text(to)),
  replaceFirst: (self, from, to) => self.replace(pattern(from), text(to)),
  split: (self, separator) => TemplateList.from(self.split(pattern(separator))),
  startsWith: (self, other) => self.startsWith(text(other)),
  substring: (self, from, to) => self.substring(Number(from), to === undefined ? undefined : Number(to)),
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
};

const ofNumbers: Methods<number> = {
  doubleValue: (self) => self,
  floatValue: (self) => self,
  intValue: (self) => Math.trunc(self),
  longValue: (self) => Math.trunc(self),
};

const ofLists: Methods<unknown[]> = {
  add: (self, value) => self.push(value) > 0,
  addAll: (self, values) => Array.isArray(values) && self.push(...values) > 0,
  contains: (self, value) => self.some((each) => areEqual(each, value)),
  count: (self) => self.length,
  get: (self, index) => self[Number(index)],
  indexOf: (self, value) => self.findIndex((each) => areEqual(each, value)),
  isEmpty: (self) => self.length === 0,
  remove: (self, index) => self.splice(Number(index), 1)[0],
  set(self, index, value) {
    self[Number(index)] = value;
  },
  size: (self) => self.length,
  subList: (self, from, to) => TemplateList.from(self.slice(Number(from), Number(to))),
};

const ofMaps: Methods<Record<string, unknown>> = {
  containsKey: (self, key) => Object.hasOwn(self, text(key)),
  containsValue: (self, value) => Object.values(self).some((each) => areEqual(each, value)),
  count: (self) => Object.keys(self).length,
  entrySet: (self) => TemplateList.from(Object.entries(self).map(([key, value]) => ({ key, value }))),
  get: (self, key) => (Object.hasOwn(self, text(key)) ? self[text(key)] : undefined),
  // An entry of a map is one too.
  getKey: (self) => self.key,
  getOrDefault: (self, key, other) => (Object.hasOwn(self, text(key)) ? self[text(key)] : other),
  getValue: (self) => self.value,
  isEmpty: (self) => Object.keys(self).length === 0,
  keySet: (self) => TemplateList.from(Object.keys(self)),
  put: (self, key, value) => assign(self, text(key), value),
  putAll(self, other) {
    if (isMap(other)) for (const [key, value] of Object.entries(other)) assign(self, key, value);
  },
  remove(self, key) {
    delete self[text(key)];
  },
  size: (self) => Object.keys(self).length,
  values: (self) => TemplateList.from(Object.values(self)),
};

/** Names of all methods that a value may have. */
export const methodNames: ReadonlySet<string> = new Set(
  [ofEverything, ofTexts, ofNumbers, ofLists, ofMaps].flatMap((each) => Object.keys(each)),
);

/** Sets a key whatever it is called. */
export function assign(map: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Calls a method of Java's on a value; undefined for one that values of its type do not have. Throws an Error for a
 * regular expression that is none.
 */
export function callMethod(self: unknown, name: string, given: unknown[]): unknown {
  if (self === undefined || self === null) return undefined;
  const method = [methodsOf(self), ofEverything].find((each) => Object.hasOwn(each, name))?.[name];
  return (method as Method<unknown> | undefined)?.(self, ...given);
}

function methodsOf(self: unknown): Record<string, unknown> {
  if (typeof self === 'string') return ofTexts;
  if (typeof self === 'number') return ofNumbers;
  if (Array.isArray(self)) return ofLists;
  return isMap(self) ? ofMaps : {};
}
