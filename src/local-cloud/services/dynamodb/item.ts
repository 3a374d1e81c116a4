/** A value in DynamoDB's own JSON: exactly one of these is set. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

/** An item, or the primary key of one. */
export type Item = Record<string, AttributeValue>;

/** A key as people read it: `id=1`, `customer=7,order=2026-11-21`. */
export function keyText(keyNames: string[], item: Item): string {
  return keyNames.map((name) => `${name}=${Object.values(item[name] ?? {})[0]}`).join(',');
}

/** The attributes of an item with these names, as far as it has them. */
export function pick(item: Item, names: string[]): Item {
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

/** "The maximum item size in DynamoDB is 400 KB", names included. */
export const maxItemBytes = 400 * 1024;

/**
 * Bytes that an item counts for.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSizeBytes(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + valueSizeBytes(value);
  return bytes;
}

const binarySize = (base64: string) => Buffer.byteLength(base64, 'base64');
const sum = <T>(values: T[], size: (value: T) => number) =>
  values.reduce((total, each) => total + size(each), 0);

function valueSizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return binarySize(value.B);
  if (value.SS) return sum(value.SS, (each) => Buffer.byteLength(each));
  if (value.NS) return sum(value.NS, numberSize);
  if (value.BS) return sum(value.BS, binarySize);
  // "An attribute of type List or Map requires 3 bytes of overhead"; each element one more.
  if (value.L) return 3 + sum(value.L, (each) => 1 + valueSizeBytes(each));
  if (value.M) return 3 + Object.keys(value.M).length + itemSizeBytes(value.M);
  return 1;
}

/** "1 byte per two significant digits + 1 byte"; zeroes at either end do not count. */
function numberSize(text: string): number {
  const [mantissa = ''] = text.split(/e/i);
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1;
}
