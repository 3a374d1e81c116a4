/*
 * Who gets a piece, against random runs: buyers come at any time, and the processes of their purchases die before and
 * after each of their calls. What runs is the code that is deployed; the tables are the local cloud’s.
 * `npm test` takes 200 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inThread } from '#testing/in-thread.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { runSale as run } from './property/run-sale.ts';

const numRuns = propertyRuns(200);
const runSale = inThread<typeof run>(new URL('property/run-sale.ts', import.meta.url), 'runSale');

const sales = fc.record({
  pieces: fc.integer({ min: 0, max: 4 }),
  buyers: fc.integer({ min: 1, max: 6 }),
  crashes: fc.array(fc.record({ call: fc.nat(15), after: fc.boolean() }), { maxLength: 3 }),
  // One of three counters.
  starts: fc.array(fc.nat(2), { maxLength: 6 }),
  choices: fc.array(fc.nat(9), { maxLength: 40 }),
});

const oneWrite = fc.constantFrom('conditional' as const, 'sharded' as const);

suite('random sales', () => {
  test('property: with one conditional write nothing is sold that nobody has, whoever dies; where nobody dies every piece that is wanted is sold', async () => {
    await fc.assert(
      fc.asyncProperty(sales, oneWrite, async (sale, counting) => {
        const { sold, soldOut, left } = await runSale({ ...sale, counting });
        assert.ok(left >= 0 && sold + left <= sale.pieces, `${sold} sold and ${left} left of ${sale.pieces}`);
        if (sold + soldOut < sale.buyers) return;
        const wanted = Math.min(sale.pieces, sale.buyers);
        assert.deepEqual([sold, left], [wanted, sale.pieces - wanted]);
      }),
      { numRuns },
    );
  });

  const breaks = [
    { what: 'a counter that is read and then written oversells', counting: 'read-then-write' as const },
    // The piece is taken, and its buyer is gone: a job has to find it.
    { what: 'who dies after taking a piece leaves it to nobody', counting: 'conditional' as const },
  ];
  for (const { what, counting } of breaks)
    test(`property: ${what}`, async () => {
      const { failed } = await fc.check(
        fc.asyncProperty(sales, async (sale) => {
          const { sold, left } = await runSale({ ...sale, counting });
          assert.ok(counting === 'conditional' ? sold + left === sale.pieces : sold <= sale.pieces);
        }),
        { numRuns: Math.max(numRuns, 200), endOnFailure: true },
      );
      assert.equal(failed, true);
    });
});
