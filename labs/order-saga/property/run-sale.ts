import { answerSdk } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { MortalProcesses, type PlannedCrash } from '#runner/testing/mortal-processes.ts';
import { replaceMethod } from '#runner/testing/replace-method.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';

/** How many there are, where there are several. */
const counters = 3;

const loaded = await loadHandlers(new URL('../handlers/', import.meta.url), ['sale/sell'], {
  STOCK_TABLE: 'Stock',
  SALES_TABLE: 'Sales',
  SHARDS: String(counters),
  SERVICE_MS: '0',
});
const sell = loaded['sale/sell'].sell as typeof import('../handlers/sale/sell.ts').sell;

export interface Sale {
  counting: 'read-then-write' | 'conditional' | 'sharded';
  pieces: number;
  buyers: number;
  crashes: PlannedCrash[];
  /** At which counter each buyer begins, where there are several. */
  starts: number[];
  /** Whose turn it is, step by step. */
  choices: number[];
}

/** Runs a sale, and gives how many buyers heard “sold”, how many heard “sold out”, and how many pieces are left. */
export async function runSale({ counting, pieces, buyers, crashes, starts, choices }: Sale) {
  const turns = new Turns(choices);
  const processes = new MortalProcesses(turns, crashes);
  const tables = new TablesInMemory(tableKeyedBy('Stock', 'counter'), tableKeyedBy('Sales', 'orderId'));
  const shards = counting === 'sharded' ? counters : 1;
  const put = (counter: number, left: number) =>
    tables.run('PutItem', {
      TableName: 'Stock',
      Item: { counter: { S: `espresso#${counter}` }, left: { N: String(left) } },
    });
  for (let counter = 0; counter < shards; counter += 1)
    await put(counter, Math.floor(pieces / shards) + (counter < pieces % shards ? 1 : 0));

  const stop = answerSdk((request) => processes.call(() => tables.answer(request)));
  const draws = starts.values();
  const stopDraws = replaceMethod(Math, 'random', () => (draws.next().value ?? 0) / counters);
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
    stopDraws();
    tables.close();
  }
}
