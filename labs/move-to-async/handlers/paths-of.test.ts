import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderRequest } from './order.ts';
import { pathsOf } from './paths-of.ts';

const request = (customer: string, version = 1): OrderRequest => ({
  orderId: `${customer}-1`,
  customer,
  item: 'espresso',
  version,
});
const many = Array.from({ length: 1000 }, (_, index) => `c${index}`);
const queued = (step: string, by: 'customers' | 'requests') =>
  many.filter((name) => pathsOf(step, request(name), by).queues).length;

test('a request always has a path, and two in the shadow only', () => {
  for (const step of ['sync', 'shadow', 'share:0', 'share:30', 'share:100', 'queued']) {
    for (const name of many) {
      const { answers, queues } = pathsOf(step, request(name), 'customers');
      assert.equal(Number(answers) + Number(queues), step === 'shadow' ? 2 : 1);
    }
  }
});

test('a share of none is the old path, a share of all the new one, and one in between about so many', () => {
  assert.equal(queued('share:0', 'customers'), 0);
  assert.equal(queued('share:100', 'customers'), 1000);
  for (const by of ['customers', 'requests'] as const) {
    const third = queued('share:30', by);
    assert.ok(third > 250 && third < 350, `${third} of 1000 ${by}`);
  }
});

test('a larger share keeps whom a smaller one had', () => {
  for (const name of many) {
    if (pathsOf('share:30', request(name), 'customers').queues)
      assert.ok(pathsOf('share:60', request(name), 'customers').queues);
  }
});

test('a customer’s requests stay together in a share of customers, and not in one of requests', () => {
  const parted = (by: 'customers' | 'requests') =>
    many.filter(
      (name) =>
        pathsOf('share:50', request(name, 1), by).queues !== pathsOf('share:50', request(name, 2), by).queues,
    ).length;
  assert.equal(parted('customers'), 0);
  assert.ok(parted('requests') > 400);
});

test('a step that is none is refused with its name', () => {
  for (const step of ['', 'Shadow', 'share', 'share:many', 'share:1000'])
    assert.throws(() => pathsOf(step, request('me'), 'customers'), new RegExp(`“${step}”`));
});
