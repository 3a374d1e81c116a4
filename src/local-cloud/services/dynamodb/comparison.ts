import { compareNumbers } from './decimal.ts';
import type { AttributeValue, Item } from './item.ts';

export type AttributeType = keyof AttributeValue;

/** The one type that a value has. */
export const typeOf = (value: AttributeValue): AttributeType => Object.keys(value)[0] as AttributeType;

/**
 * Whether two values are the same: numbers by their value, sets whatever their order, lists and maps element by element.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function isEqual(left: AttributeValue, right: AttributeValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  if (left.N !== undefined) return compareNumbers(left.N, right.N ?? '0') === 0;
  if (left.SS) return isSameSet(left.SS, right.SS ?? [], (a, b) => a === b);
  if (left.BS) return isSameSet(left.BS, right.BS ?? [], (a, b) => a === b);
  if (left.NS) return isSameSet(left.NS, right.NS ?? [], (a, b) => compareNumbers(a, b) === 0);
  if (left.L) {
    const others = right.L ?? [];
    return left.L.length === others.length && left.L.every((each, at) => isEqualIfAny(each, others[at]));
  }
  if (left.M) {
    const others = right.M ?? {};
    const names = Object.keys(left.M);
    return (
      names.length === Object.keys(others).length &&
      names.every((name) => isEqualIfAny(left.M?.[name], others[name]))
    );
  }
  return left.S === right.S && left.B === right.B && left.BOOL === right.BOOL;
}

/** Whether two items hold the same data, or both are none. */
export const isSameItem = (left: Item | undefined, right: Item | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && isEqual({ M: left }, { M: right }));

/** Negative, 0 or positive for two texts, numbers or binaries; undefined for what has no order. */
export function orderOf(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(bytesOf(left.B), bytesOf(right.B));
  return undefined;
}

/** Whether a value begins with another of its type; both are texts or binaries. */
export function beginsWith(value: AttributeValue, start: AttributeValue): boolean {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S);
  if (value.B === undefined || start.B === undefined) return false;
  const prefix = bytesOf(start.B);
  return bytesOf(value.B).subarray(0, prefix.length).equals(prefix);
}

/** Whether a text or binary has a part, or a set or list an element. */
export function contains(value: AttributeValue, wanted: AttributeValue): boolean {
  if (value.S !== undefined && wanted.S !== undefined) return value.S.includes(wanted.S);
  if (value.B !== undefined && wanted.B !== undefined)
    return bytesOf(value.B).indexOf(bytesOf(wanted.B)) !== -1;
  return elementsOf(value).some((each) => isEqual(each, wanted));
}

/** The elements of a set or list as values of their own. */
function elementsOf({ SS, NS, BS, L }: AttributeValue): AttributeValue[] {
  if (SS) return SS.map((S) => ({ S }));
  if (NS) return NS.map((N) => ({ N }));
  if (BS) return BS.map((B) => ({ B }));
  return L ?? [];
}

/** What `size` gives, or undefined where it gives nothing. Texts count as in Java, in UTF-16. */
export function sizeOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return bytesOf(value.B).length;
  if (value.M) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
}

const isEqualIfAny = (left: AttributeValue | undefined, right: AttributeValue | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && isEqual(left, right));

const isSameSet = (left: string[], right: string[], isSame: (a: string, b: string) => boolean): boolean =>
  left.length === right.length && left.every((a) => right.some((b) => isSame(a, b)));

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
