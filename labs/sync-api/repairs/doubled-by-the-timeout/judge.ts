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
      twiceSameKey: {
        label: 'rows of an order that was sent twice with one key',
        unit: 'rows',
        better: 'lower',
      },
      toldInTheEnd: {
        label: 'of four questions with its key, those until it was told that it is done',
        unit: 'questions',
        better: 'lower',
      },
      twoKeys: { label: 'rows of two equal orders with two keys', unit: 'rows', better: 'higher' },
    },
    async run({ clients, clock, outputs, parameters, runId, signal }) {
      const { ApiUrl, TableName = '' } = outputs;
      const send = (customer: string, key: string) =>
        clients.http.postJson(`${ApiUrl}/orders`, { customer, item: 'espresso' }, signal, {
          'idempotency-key': key,
        });
      const [same, two] = [`${runId}-same`, `${runId}-two`];
      await Promise.all([send(same, 'a'), send(two, 'a'), send(two, 'b')]);
      await clock.sleepUntil(clock.now() + 2 * parameters.serviceMs, signal);
      // A busy machine may answer too late once; a server that begins anew each time always does.
      let toldInTheEnd = 0;
      for (let ask = 1; ask <= 4 && toldInTheEnd === 0; ask += 1)
        if ((await send(same, 'a')).status < 300) toldInTheEnd = ask;
      await clock.sleepUntil(clock.now() + 2 * parameters.serviceMs, signal);
      const rowsOf = async (customer: string) =>
        (await itemsWhere(clients.documents, TableName, 'customer', customer)).length;
      return { toldInTheEnd, twiceSameKey: await rowsOf(same), twoKeys: await rowsOf(two) };
    },
  },
  mends: [
    {
      id: 'a-retry-places-nothing-new',
      statement: 'A caller who gets a timeout and sends the order again with the same key has one order.',
      judge: ({ 'retries-with-key': run }, { orders }) => ({
        holds: run.duplicates.max === 0 && run.twiceSameKey.max === 1,
        because: `${run.duplicates.median} rows too many of ${orders} orders; ${run.twiceSameKey.median} rows of an order that was sent twice with one key.`,
      }),
    },
    {
      id: 'a-retry-hears-that-it-is-done',
      statement: 'Whoever asks again with the key hears that the order is placed.',
      judge: ({ 'retries-with-key': run }) => ({
        holds: run.toldInTheEnd.min > 0,
        because:
          run.toldInTheEnd.min > 0
            ? 'A caller who asked again heard so.'
            : 'A caller who asked again four times never heard it.',
      }),
    },
  ],
  keeps: [
    {
      id: 'every-order-is-stored',
      statement: 'Every order is in the table.',
      judge: ({ 'retries-with-key': run }, { orders }) => ({
        holds: run.stored.min === orders && run.twiceSameKey.min > 0,
        because: `${run.stored.median} of ${orders} orders are in the table.`,
      }),
    },
    {
      id: 'two-keys-are-two-orders',
      statement: 'Who orders the same thing twice, with two keys, gets it twice.',
      judge: ({ 'retries-with-key': run }) => ({
        holds: run.twoKeys.min === 2,
        because: `${run.twoKeys.median} of 2 equal orders of one customer are in the table.`,
      }),
    },
  ],
});
