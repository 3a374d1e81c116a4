import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startLab } from '#runner/testing/start-lab.ts';

let cloud: Awaited<ReturnType<typeof startLab>>;

before(async () => {
  cloud = await startLab('sync-api', { serviceMs: 1 });
});

after(() => cloud?.close());

/** Places an order under a key, as the customer named. */
async function place(customer: string, key: string, item = 'espresso') {
  const reply = await fetch(`${cloud.outputs.ApiUrl}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ customer, item }),
  });
  return { status: reply.status, order: (await reply.json()) as { orderId: string; customer: string } };
}

test('the same customer with the same key is given the order that is stored', async () => {
  const first = await place('ada', 'press-1');
  const second = await place('ada', 'press-1');
  assert.equal(first.status, 201);
  assert.equal(second.status, 200);
  assert.deepEqual(second.order, first.order);
});

test('another customer with that key is given no order of theirs, and places an order of their own', async () => {
  const hers = await place('grace', 'press-2', 'a ring');
  const his = await place('mallory', 'press-2');
  assert.equal(his.status, 201);
  assert.equal(his.order.customer, 'mallory');
  assert.notEqual(his.order.orderId, hers.order.orderId);
  assert.ok(!JSON.stringify(his.order).includes('a ring'), 'somebody else’s order came back');
});
