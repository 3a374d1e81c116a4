import { javaText } from './java-text.ts';
import type { Operator } from './syntax.ts';

/** Whatever is there is true, except `false`: an empty text too. */
export const isTrue = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

/**
 * Values of one type are compared as they are, those of two types as texts. What is missing is equal to an empty text: so
 * the template asks that CDK writes for CORS (`addCorsPreflight`), and it works on AWS.
 */
export function areEqual(left: unknown, right: unknown): boolean {
  return typeof left === typeof right && typeof left !== 'object'
    ? left === right
    : javaText(left) === javaText(right);
}

const numeric: Partial<Record<Operator, (left: number, right: number) => unknown>> = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => quotient(left, right),
  '%': (left, right) => (right === 0 ? undefined : left % right),
};

/** Of two whole numbers a whole one. Undefined for a division by zero. */
function quotient(left: number, right: number): number | undefined {
  if (right === 0) return undefined;
  return Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right;
}

/** What an operator other than `&&` and `||` gives; undefined for operands that it cannot take. */
export function operate(operator: Operator, left: unknown, right: unknown): unknown {
  if (operator === '==') return areEqual(left, right);
  if (operator === '!=') return !areEqual(left, right);
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return javaText(left) + javaText(right);
  return typeof left === 'number' && typeof right === 'number' ? numeric[operator]?.(left, right) : undefined;
}
