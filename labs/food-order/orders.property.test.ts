/*
 * What becomes of orders and of money, against random runs: the handlers’ processes die before and after each of their
 * calls, messages come twice and become dead letters, clients send again and do not wait. What runs is the code that is
 * deployed, with each of its settings; the tables are the local cloud’s, bus, queue and partners are modelled.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Setting } from './property/handlers.ts';
import type { Clients } from './property/run-scenario.ts';
import { scenarios } from './property/scenario.ts';
import type { Violation, violationsOf } from './property/violations.ts';

const numRuns = propertyRuns(200);

const violations = inThread<typeof violationsOf>(
  new URL('property/violations.ts', import.meta.url),
  'violationsOf',
);

const replies = ['received', 'paid', 'accepted'] as const;
const oneWrite = (['outbox', 'stream'] as const).flatMap((tell) =>
  replies.map((replyAt) => ({ tell, replyAt })),
);

suite('random runs of ordering food', () => {
  test('property: with an outbox or the stream every order has an end, is charged once or not at all, and is cooked if it is accepted, wherever the reply comes', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.constantFrom(...oneWrite), async (scenario, setting) => {
        assert.deepEqual(await violations(scenario, setting), []);
      }),
      { numRuns },
    );
  });

  const promisesLess: { what: string; setting: Setting; clients?: Clients; breaks: Violation }[] = [
    {
      what: 'the row first and then the event, with the reply at the end',
      setting: { tell: 'row-then-event', replyAt: 'accepted' },
      breaks: 'the kitchen never heard of an order',
    },
    {
      what: 'the row first and then the event, with the reply at the beginning',
      setting: { tell: 'row-then-event', replyAt: 'received' },
      breaks: 'an order has no end',
    },
    {
      what: 'the event first and clients that give up',
      setting: { tell: 'event-then-row', replyAt: 'accepted' },
      clients: { giveUp: true },
      breaks: 'the kitchen heard of no order',
    },
    {
      what: 'clients with a new key for each attempt',
      setting: { tell: 'stream', replyAt: 'accepted' },
      clients: { newKeys: true },
      breaks: 'charged twice',
    },
    {
      // The card comes before the row: nobody but the client knows of an order whose function died in between.
      what: 'clients that give up where the card comes before the row',
      setting: { tell: 'stream', replyAt: 'accepted' },
      clients: { giveUp: true },
      breaks: 'charged for nothing',
    },
  ];
  for (const { what, setting, clients, breaks } of promisesLess)
    test(`property: ${what}: ${breaks}`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(scenarios, async (scenario) => {
          assert.ok(!(await violations(scenario, setting, clients)).includes(breaks));
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });

  test('property: where the row comes before the card, nobody is charged for nothing, clients that give up included', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const setting: Setting = { tell: 'stream', replyAt: 'received' };
        assert.deepEqual(await violations(scenario, setting, { giveUp: true }), []);
      }),
      { numRuns },
    );
  });
});
