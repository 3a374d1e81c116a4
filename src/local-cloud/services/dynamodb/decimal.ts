import { validationError } from './errors.ts';

/** A decimal number, exactly: `unscaled` times ten to the power of minus `scale`. */
interface Decimal {
  unscaled: bigint;
  scale: number;
}

/** "DynamoDB numbers … can have up to 38 digits of precision", from 1E-130 to 9.99E+125. */
const maxDigits = 38;
const maxExponent = 125;
const minExponent = -130;

/** Negative, 0 or positive, as for sorting. Both are numbers as DynamoDB takes them. */
export function compareNumbers(left: string, right: string): number {
  const [a, b] = aligned(parse(left), parse(right));
  return a.unscaled < b.unscaled ? -1 : a.unscaled > b.unscaled ? 1 : 0;
}

/**
 * Left plus or minus right. Throws DynamoDB's ValidationException for what cannot be stored.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function sumOf(left: string, sign: '+' | '-', right: string): string {
  const [a, b] = aligned(parse(left), parse(right));
  const sum = sign === '+' ? a.unscaled + b.unscaled : a.unscaled - b.unscaled;
  return checked(withoutTrailingZeros({ unscaled: sum, scale: a.scale }));
}

function parse(text: string): Decimal {
  const parts = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
  const digits = BigInt(`${whole}${fraction}`);
  return withoutTrailingZeros({
    unscaled: sign === '-' ? -digits : digits,
    scale: fraction.length - Number(exponent),
  });
}

function aligned(left: Decimal, right: Decimal): [Decimal, Decimal] {
  const scale = Math.max(left.scale, right.scale);
  const to = (each: Decimal) => ({ unscaled: each.unscaled * 10n ** BigInt(scale - each.scale), scale });
  return [to(left), to(right)];
}

function withoutTrailingZeros({ unscaled, scale }: Decimal): Decimal {
  if (unscaled === 0n) return { unscaled, scale: 0 };
  const text = unscaled.toString();
  const shorter = text.replace(/0+$/, '');
  return { unscaled: BigInt(shorter), scale: scale - (text.length - shorter.length) };
}

function checked({ unscaled, scale }: Decimal): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const exponent = unscaled === 0n ? 0 : digits.length - 1 - scale;
  if (exponent > maxExponent)
    throw validationError(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  if (exponent < minExponent)
    throw validationError(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  if (digits.length > maxDigits)
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  const sign = unscaled < 0n ? '-' : '';
  if (scale <= 0) return `${sign}${digits}${'0'.repeat(-scale)}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
