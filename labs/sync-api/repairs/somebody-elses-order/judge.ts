import { defineRepair } from '#experiment/define-repair.ts';
import { itemsWhere } from '#experiment/table.ts';
import experiment from '../../experiments/timed-out-but-done.ts';

export default defineRepair(experiment, {
  // Far apart, so that a busy machine does not make a quick answer late.
  variants: { 'retries-with-key': { context: { serviceMs: 1_000, deadlineMs: 650, concurrency: 4 } } },
  parameters: { orders: 3, retryAfterMs: 1_000, patienceMs: 800 },
  // Who is late must not look like who is wrong.
  tolerance: { loopLag: 1, sendDrift: 1, cpuTaken: 1.5 },
  probe: {
    metrics: {
      foreign: {
        label: 'answers that show the order of another customer',
        unit: 'answers',
        better: 'lower',
      },
      toldInTheEnd: {
        label: 'of four questions with its key, those until the second customer was told that it is done',
        unit: 'questions',
        better: 'lower',
      },
      ownRows: {
        label: 'customers of one key with an order of their own',
        unit: 'customers',
        better: 'higher',
      },
      ownAgain: { label: 'rows of the second of them, who sent it twice', unit: 'rows', better: 'lower' },
    },
    async run({ clients, clock, outputs, parameters, runId, signal }) {
      const { ApiUrl, TableName = '' } = outputs;
      const customers = [`${runId}-first`, `${runId}-second`];
      const [first = '', second = ''] = customers;
      const { serviceMs } = parameters;
      let foreign = 0;
      /** Both apps number their orders, each from 1. */
      const ask = async (customer: string) => {
        const { body, status } = await clients.http.postJson(
          `${ApiUrl}/orders`,
          { customer, item: 'espresso' },
          signal,
          { 'idempotency-key': 'order-1' },
        );
        const another = body.includes(customer === first ? second : first);
        if (another) foreign += 1;
        return status < 300 && !another;
      };
      for (const customer of [first, second]) {
        await ask(customer);
        await clock.sleepUntil(clock.now() + 2 * serviceMs, signal);
      }
      // A busy machine may answer too late once; a server that begins anew each time always does.
      let toldInTheEnd = 0;
      for (let count = 1; count <= 4 && toldInTheEnd === 0; count += 1)
        if (await ask(second)) toldInTheEnd = count;
      await clock.sleepUntil(clock.now() + 2 * serviceMs, signal);
      const rows = await Promise.all(
        customers.map(async (customer) => itemsWhere(clients.documents, TableName, 'customer', customer)),
      );
      return {
        foreign,
        toldInTheEnd,
        ownRows: rows.filter(({ length }) => length > 0).length,
        ownAgain: rows[1]?.length ?? 0,
      };
    },
  },
  mends: [
    {
      id: 'nobody-is-given-anothers-order',
      statement: 'Whoever sends a key that another customer has used is not shown that customer’s order.',
      judge: ({ 'retries-with-key': run }) => ({
        holds: run.foreign.max === 0,
        because: `${run.foreign.median} answers showed the order of another customer.`,
      }),
    },
    {
      id: 'each-customer-has-an-order',
      statement: 'Two customers who happen to use the same key have an order each.',
      judge: ({ 'retries-with-key': run }) => ({
        holds: run.ownRows.min === 2,
        because: `${run.ownRows.median} of 2 customers have an order in the table.`,
      }),
    },
    {
      id: 'a-retry-hears-that-it-is-done',
      statement: 'Whoever asks again with the key hears that their own order is placed.',
      judge: ({ 'retries-with-key': run }) => ({
        holds: run.toldInTheEnd.min > 0,
        because:
          run.toldInTheEnd.min > 0
            ? 'The second customer heard so.'
            : 'The second customer asked four times more, and never heard it.',
      }),
    },
  ],
  keeps: [
    {
      id: 'a-retry-places-nothing-new',
      statement: 'A caller who gets a timeout and sends the order again with the same key has one order.',
      judge: ({ 'retries-with-key': run }, { orders }) => ({
        holds: run.duplicates.max === 0 && run.ownAgain.max <= 1,
        because: `${run.duplicates.median} rows too many of ${orders} orders; ${run.ownAgain.median} rows of the second customer, who sent one order twice.`,
      }),
    },
    {
      id: 'a-retry-costs-no-second-payment',
      statement: 'An order that is sent once more with its key is not worked on once more.',
      judge: ({ 'retries-with-key': run }, { orders }) => ({
        holds: run.stored.min === orders && run.duplicates.max === 0,
        because: `${run.stored.median + run.duplicates.median} rows for ${orders} orders that were sent twice.`,
      }),
    },
  ],
});
