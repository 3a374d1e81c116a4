import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatQuantity } from './quantity.ts';

const one = [
  ['orders', 'order'],
  ['deliveries', 'delivery'],
  ['processes', 'process'],
  ['crashes', 'crash'],
  ['pieces', 'piece'],
  ['service times', 'service time'],
  ['lists', 'list'],
  ['rows', 'row'],
  ['per s', 'per s'],
  ['status', 'status'],
  ['ms', 'ms'],
  ['1/s', 'per second'],
  ['orders/s', 'orders/s'],
  ['errors and dead letters', 'errors and dead letters'],
] as const;

test('one of a unit has its singular; symbols, rates and what has none stay', () => {
  for (const [unit, name] of one) assert.equal(formatQuantity(1, unit), `1\u00a0${name}`);
});

test('any other number keeps the plural, and so does a fraction that is rounded to one', () => {
  for (const value of [0, 1.04, 2, 11]) assert.match(formatQuantity(value, 'orders'), /orders$/);
});

test('what is below one keeps two digits, as a setting of 0.15 s is not 0.1 s', () => {
  for (const [value, text] of [
    [0.15, '0.15'],
    [0.317, '0.32'],
    [0.4, '0.4'],
    [0.0123, '0.012'],
    [-0.15, '-0.15'],
  ] as const)
    assert.equal(formatQuantity(value), text);
  assert.equal(formatQuantity(0.996, 'orders'), '1.0\u00a0orders');
});
