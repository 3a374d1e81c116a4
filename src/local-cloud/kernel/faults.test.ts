import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '../../content/event.ts';
import type { DeployError } from './errors.ts';
import { EventStream } from './events.ts';
import { Faults } from './faults.ts';

function bench(seed = 1) {
  const events = new EventStream();
  const told: CloudEvent[] = [];
  events.subscribe((event) => told.push(event));
  const faults = new Faults({
    events,
    seed,
    resources: [
      { logicalId: 'Orders1A2B3C4D', path: 'Shop/Orders/Resource', faults: ['slow', 'throttle'] },
      { logicalId: 'AcceptHandler0F0F0F0F', path: 'Shop/Accept/Handler/Resource', faults: ['slow', 'down'] },
      { logicalId: 'Orders99999999', path: 'Other/Orders/Resource', faults: ['slow'] },
      { logicalId: 'Api', path: undefined, faults: [] },
    ],
  });
  return { faults, told };
}

const refuses = (pattern: RegExp) => (error: DeployError) => {
  assert.equal(error.name, 'DeployError');
  assert.match(error.problem, pattern);
  assert.ok(error.remedy.length > 0);
  return true;
};

test('nothing strikes unless it was asked for, and nothing after it was ended', () => {
  const { faults, told } = bench();
  assert.equal(faults.strike('Orders1A2B3C4D', 'throttle'), undefined);
  const end = faults.inject({ resource: 'Orders1A2B3C4D', fault: 'throttle' });
  assert.equal(faults.strike('Orders1A2B3C4D', 'throttle', 'id')?.fault, 'throttle');
  assert.equal(faults.strike('Orders1A2B3C4D', 'slow'), undefined);
  assert.equal(faults.strike('Orders99999999', 'throttle'), undefined);
  end();
  assert.equal(faults.strike('Orders1A2B3C4D', 'throttle'), undefined);
  assert.deepEqual(
    told.map((each) => each.type === 'fault-injected' && [each.resource, each.fault, each.id]),
    [['Orders1A2B3C4D', 'throttle', 'id']],
  );
});

test('a resource is found by logical ID, by its part before the hash, and by construct path', () => {
  for (const resource of [
    'AcceptHandler0F0F0F0F',
    'AcceptHandler',
    'Accept/Handler',
    'Shop/Accept/Handler',
  ]) {
    const { faults } = bench();
    faults.inject({ resource, fault: 'slow', milliseconds: 7 });
    assert.equal(faults.strike('AcceptHandler0F0F0F0F', 'slow')?.milliseconds, 7);
  }
});

test('a name that fits none or several is refused with the names that would do', () => {
  const { faults } = bench();
  assert.throws(
    () => faults.inject({ resource: 'Orders', fault: 'slow', milliseconds: 1 }),
    refuses(/Orders fits several resources: Orders1A2B3C4D, Orders99999999/),
  );
  // Only one of them can be throttled.
  faults.inject({ resource: 'Orders', fault: 'throttle' });
  assert.throws(
    () => faults.inject({ resource: 'Nobody', fault: 'slow', milliseconds: 1 }),
    refuses(/No resource Nobody/),
  );
  assert.throws(
    () => faults.inject({ resource: 'Api', fault: 'down' }),
    refuses(/No resource Api can suffer the fault down/),
  );
});

test('times ends a fault after so many strikes', () => {
  const { faults } = bench();
  faults.inject({ resource: 'AcceptHandler', fault: 'slow', milliseconds: 1, times: 2 });
  const strikes = [1, 2, 3].map(() => faults.strike('AcceptHandler0F0F0F0F', 'slow') !== undefined);
  assert.deepEqual(strikes, [true, true, false]);
});

test('share strikes that part of the operations, the same ones for the same seed', () => {
  const strikesOf = (seed: number) => {
    const { faults } = bench(seed);
    faults.inject({ resource: 'AcceptHandler', fault: 'slow', milliseconds: 1, share: 0.25 });
    return Array.from({ length: 400 }, () => faults.strike('AcceptHandler0F0F0F0F', 'slow') !== undefined);
  };
  const strikes = strikesOf(1).filter(Boolean).length;
  assert.ok(strikes > 70 && strikes < 130, `${strikes} of 400`);
  assert.deepEqual(strikesOf(1), strikesOf(1));
  assert.notDeepEqual(strikesOf(1), strikesOf(2));
});

test('an impossible share or number of times is refused', () => {
  const { faults } = bench();
  const inject = (more: object) => () =>
    faults.inject({ resource: 'AcceptHandler', fault: 'slow', milliseconds: 1, ...more });
  assert.throws(inject({ share: 0 }), refuses(/share is 0/));
  assert.throws(inject({ share: 1.5 }), refuses(/share is 1.5/));
  assert.throws(inject({ times: 0 }), refuses(/times is 0/));
});

test('down ends by itself after its seconds', async () => {
  const { faults } = bench();
  faults.inject({ resource: 'AcceptHandler', fault: 'down', seconds: 0.05 });
  assert.ok(faults.strike('AcceptHandler0F0F0F0F', 'down'));
  while (faults.strike('AcceptHandler0F0F0F0F', 'down')) await new Promise(setImmediate);
  faults.stop();
});

test('armed twice, a fault that may strike once strikes once', () => {
  const { faults, told } = bench();
  faults.inject({ resource: 'Orders1A2B3C4D', fault: 'throttle', times: 1 });
  const armed = [faults.arm('Orders1A2B3C4D', 'throttle'), faults.arm('Orders1A2B3C4D', 'throttle')];
  assert.deepEqual(
    armed.map((each) => each?.tell()),
    [true, false],
  );
  assert.equal(told.length, 1);
});

test('an armed fault tells nothing until it strikes', () => {
  const { faults, told } = bench();
  faults.inject({ resource: 'Orders1A2B3C4D', fault: 'throttle', times: 1 });
  const armed = faults.arm('Orders1A2B3C4D', 'throttle');
  assert.equal(told.length, 0);
  armed?.tell('id');
  assert.equal(told.length, 1);
  assert.equal(faults.arm('Orders1A2B3C4D', 'throttle'), undefined);
});
