/*
 * The steps of an order against random runs: messages come twice, late, in any order or become dead letters, functions
 * die before their write, after it and after they told, two run at once for one order, and the sweep comes at any time.
 * What decides is the code that is deployed (handlers/saga/decide.ts and events.ts); tables and queues are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { decideUndo } from './handlers/saga/decide.ts';
import { backward, forward } from './handlers/saga/events.ts';
import { deployedShop, type Incident, incidents, type Run, runShop, type Shop } from './saga-model.ts';

const numRuns = propertyRuns(200);
const placed = { declined: fc.boolean(), isNowhere: fc.boolean() };
const runs = fc.record({
  pieces: fc.integer({ min: 0, max: 3 }),
  orders: fc.array(fc.record(placed), { minLength: 1, maxLength: 4 }),
  schedule: fc.array(fc.record({ pick: fc.nat(1000), incident: fc.constantFrom<Incident>(...incidents) }), {
    maxLength: 60,
  }),
});

const violationsOf = (shop: Shop) => {
  const { failed, counterexample } = fc.check(
    fc.property(runs, (run) => assert.deepEqual(runShop(shop, run), [])),
    { numRuns: Math.max(numRuns, 200) },
  );
  return { failed, counterexample };
};

suite('random runs of the saga', () => {
  test('no piece is sold twice, every order ends, and nothing is left reserved or authorised', () => {
    fc.assert(
      fc.property(runs, (run) => assert.deepEqual(runShop(deployedShop, run), [])),
      { numRuns },
    );
  });

  test('without compensation this breaks', () => {
    assert.ok(violationsOf({ ...deployedShop, reactions: forward, isCompensated: false }).failed);
  });

  test('without the sweep it breaks', () => {
    assert.ok(violationsOf({ ...deployedShop, isSwept: false }).failed);
  });

  test('an event that comes after its order was cancelled finds a mark; without the mark it reserves for ever', () => {
    const withoutMark: typeof decideUndo = (known) => (known ? decideUndo(known) : { tell: 'undone' });
    const order = { declined: false, isNowhere: false };
    const steps = (pick: number, incident: Incident): Run['schedule'] => [{ pick, incident }];
    const schedule = [
      // “Order placed” waits. The sweep has shipment, payment and stock told, and the order is cancelled …
      steps(0, 'sweep'),
      ...[2, 3, 4, 5].map((pick) => steps(pick, 'delivered')),
      // … then it arrives, and what it leads to becomes a dead letter.
      steps(0, 'delivered'),
      steps(4, 'dead letter'),
    ].flat();
    const run = { pieces: 1, orders: [order], schedule };
    assert.deepEqual(runShop(deployedShop, run), []);
    assert.deepEqual(runShop({ ...deployedShop, decideUndo: withoutMark }, run), [
      'order 0 is cancelled, its stock done',
    ]);
  });

  test('where the sweep asks the payment to be voided and not the shipment to be stopped, it breaks', () => {
    const reactions = {
      ...forward,
      ...backward,
      StopShipment: [],
      VoidPayment: [...backward.VoidPayment, 'OrderOverdue'],
    };
    assert.ok(violationsOf({ ...deployedShop, reactions }).failed);
  });

  test('where a row is stored without looking whether it is still as it was read, it breaks', () => {
    assert.ok(violationsOf({ ...deployedShop, isConditional: false }).failed);
  });
});
