import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declinedCard, refusingRestaurant, startPartners } from './partners.ts';

test('a key is one charge and one refund; a declined card and a full restaurant are told so', async (t) => {
  const partners = await startPartners({ serviceMs: 0 });
  t.after(() => partners.close());
  const post = async (path: string, key: string, body: object) => {
    const headers = { 'idempotency-key': key };
    return (await fetch(partners.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  assert.equal(await post('/charges', 'one', { card: 'any' }), 201);
  assert.equal(await post('/charges', 'one', { card: 'any' }), 201);
  assert.equal(await post('/charges', 'two', { card: declinedCard }), 402);
  assert.equal(await post('/tickets', 'one', { restaurant: refusingRestaurant }), 409);
  assert.equal(await post('/tickets', 'two', { restaurant: 'any' }), 201);
  assert.equal(await post('/refunds', 'one', {}), 201);
  assert.equal(await post('/refunds', 'one', {}), 201);
  assert.deepEqual(partners.takeReadings(), { charged: 1, refunded: 1, accepted: 1 });
  assert.deepEqual(partners.takeReadings(), { charged: 0, refunded: 0, accepted: 0 });
});
