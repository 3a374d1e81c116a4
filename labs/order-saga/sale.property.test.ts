/*
 * Who gets a piece, against random runs: buyers come at any time, and the processes of their purchases die before and
 * after each of their calls. What runs is the code that is deployed; the tables are the local cloud’s.
 * `npm test` takes 50 runs, `npm run test:lab-properties` ten thousand from a seed that is drawn then.
 */
import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { answerSdk } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { MortalProcesses, type PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import { fc, propertyRuns } from '#testing/properties.ts';

const numRuns = propertyRuns(50);
const counters = 3;

const loaded = await loadHandlers(new URL('handlers/', import.meta.url), ['sale/sell'], {
  STOCK_TABLE: 'Stock',
  SALES_TABLE: 'Sales',
  SHARDS: String(counters),
  SERVICE_MS: '0',
});
const sell = loaded['sale/sell'].sell as typeof import('./handlers/sale/sell.ts').sell;

interface Sale {
  counting: 'read-then-write' | 'conditional' | 'sharded';
  pieces: number;
  buyers: number;
  crashes: PlannedCrash[];
  /** At which counter each buyer begins, where there are several. */
  starts: number[];
  /** Whose turn it is, step by step. */
  choices: number[];
}

const sales = fc.record({
  pieces: fc.integer({ min: 0, max: 4 }),
  buyers: fc.integer({ min: 1, max: 6 }),
  crashes: fc.array(fc.record({ call: fc.nat(15), after: fc.boolean() }), { maxLength: 3 }),
  starts: fc.array(fc.nat(counters - 1), { maxLength: 6 }),
  choices: fc.array(fc.nat(9), { maxLength: 40 }),
});

/** Runs a sale, and gives how many buyers heard “sold”, how many heard “sold out”, and how many pieces are left. */
async function runSale({ counting, pieces, buyers, crashes, starts, choices }: Sale) {
  const turns = new Turns(choices);
  const processes = new MortalProcesses(turns, crashes);
  const tables = new TablesInMemory(tableKeyedBy('Stock', 'counter'), tableKeyedBy('Sales', 'orderId'));
  const shards = counting === 'sharded' ? counters : 1;
  const put = (counter: number, left: number) =>
    tables.answer({
      method: 'POST',
      hostname: '',
      path: '/',
      headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      body: JSON.stringify({
        TableName: 'Stock',
        Item: { counter: { S: `espresso#${counter}` }, left: { N: String(left) } },
      }),
    });
  for (let counter = 0; counter < shards; counter += 1)
    await put(counter, Math.floor(pieces / shards) + (counter < pieces % shards ? 1 : 0));

  const stop = answerSdk((request) => processes.call(() => tables.answer(request)));
  const draws = starts.values();
  const drawn = mock.method(Math, 'random', () => (draws.next().value ?? 0) / counters);
  try {
    const outcomes: (string | undefined)[] = [];
    const bought = Array.from({ length: buyers }, (_, buyer) =>
      turns.during(async () => {
        await turns.turn();
        const purchase = { orderId: `order-${buyer}`, item: 'espresso', counting };
        const sale = await processes.invoke(() => sell(purchase)).catch(() => undefined);
        outcomes.push(sale?.outcome);
      }),
    );
    await turns.untilQuiet();
    await Promise.all(bought);
    const told = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    const left = tables.items('Stock').reduce((sum, row) => sum + Number(row.left?.N), 0);
    return { sold: told('sold'), soldOut: told('sold out'), left };
  } finally {
    stop();
    drawn.mock.restore();
    tables.close();
  }
}

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
