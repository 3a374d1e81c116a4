import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Break, judgeBroken } from '#runner/testing/broken-lab.ts';

/** The ids of the claims that do not hold when the lab is broken so. */
async function falseClaims(...breaks: Break[]): Promise<string[]> {
  const parameters = { orders: 8, patienceMs: 1000 };
  const claims = await judgeBroken({ name: 'two-paths/first-order', breaks, parameters });
  return claims.filter(({ holds }) => !holds).map(({ id }) => id);
}

test('as it is, every claim holds', async () => {
  assert.deepEqual(await falseClaims(), []);
});

const cases: { what: string; claim: string; break: Break }[] = [
  {
    what: 'the synchronous handler answers before it has stored',
    claim: 'reply-after-write',
    break: {
      file: 'handlers/sync.ts',
      find: 'return json(201, await placeOrder(order));',
      replace: 'void placeOrder(order); return json(201, order);',
    },
  },
  {
    what: 'nobody waits for the payment',
    claim: 'reply-waits-for-the-work',
    break: { file: 'handlers/place-order.ts', find: 'await payFor();', replace: '' },
  },
  {
    what: 'the handler makes up its own order id',
    claim: 'stored-exactly-once',
    break: {
      file: 'handlers/place-order.ts',
      find: '{ ...order, placedAt',
      replace: '{ ...order, orderId: crypto.randomUUID() as string, placedAt',
    },
  },
  {
    what: 'every order is stored a second time under another id',
    claim: 'stored-exactly-once',
    break: {
      file: 'handlers/place-order.ts',
      find: '    return Item;',
      replace:
        '    if (!order.orderId.endsWith("!")) await placeOrder({ ...order, orderId: order.orderId + "!" });\n    return Item;',
    },
  },
  {
    what: 'the queued handler has less to do',
    claim: 'queued-is-not-sooner',
    break: {
      file: 'stack.ts',
      find: 'SERVICE_MS: String(serviceMs)',
      replace: "SERVICE_MS: name === 'Queued' ? '0' : String(serviceMs)",
    },
  },
];

// Side by side: a run is mostly waiting.
suite('broken on purpose', { concurrency: 2 }, () => {
  for (const { what, claim, break: change } of cases) {
    test(`${what}: ${claim} does not hold`, async () => {
      const claims = await falseClaims(change);
      assert.ok(claims.includes(claim), `false are: ${claims.join(', ') || 'none'}`);
    });
  }
});
