import { AsyncLocalStorage } from 'node:async_hooks';
import { answerSdk, type SdkAnswer, type SdkRequest } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { DurableExecution } from '#runner/testing/durable-functions.ts';
import { MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import { WorkflowInMemory } from '#runner/testing/workflow-in-memory.ts';
import type { Order } from '../handlers/saga/order.ts';
import type { PlannedOrders } from './orders.ts';
import { definitionOfMachine } from './state-machine.ts';

/** Who calls the steps. */
export type Caller = 'durable function' | 'state machine';

/** What is other than deployed. */
export interface Flaws {
  /** Whoever asks for a shipment to be stopped hears that it is, and it is not. */
  stopsNothing?: boolean;
  /** A row is stored without looking whether it is still as it was read. */
  isUnconditional?: boolean;
}

export type Violation =
  | 'an order has no end'
  | 'a completed order lacks a step'
  | 'something is left of a cancelled order'
  | 'pieces are missing, or sold that nobody has';

const attempts = 2;
const services = ['Reservations', 'Payments', 'Shipments'] as const;
const nameOfSteps = [
  'ReserveStock',
  'AuthorisePayment',
  'BookShipment',
  'StopShipment',
  'VoidPayment',
  'ReleaseStock',
];

const loaded = await loadHandlers(
  new URL('../handlers/', import.meta.url),
  ['orchestrated/answer', 'orchestrated/fulfil'],
  {
    ORDERS_TABLE: 'Orders',
    STOCK_TABLE: 'Stock',
    RESERVATIONS_TABLE: 'Reservations',
    PAYMENTS_TABLE: 'Payments',
    SHIPMENTS_TABLE: 'Shipments',
    SERVICE_MS: '0',
    ATTEMPTS: String(attempts),
    ...Object.fromEntries(nameOfSteps.map((name) => [name, name])),
  },
);
const steps = loaded['orchestrated/answer'] as Record<string, (order: Order) => Promise<string>>;
const fulfil = loaded['orchestrated/fulfil'].handler as (
  order: Order,
  execution: DurableExecution,
) => Promise<unknown>;
const machine = new WorkflowInMemory(definitionOfMachine(attempts));

/** Has orders fulfilled by the lab’s handlers, and gives what went wrong, in the end, when nobody works any more. */
export async function violationsOf(
  { pieces, orders, fates, crashes, choices }: PlannedOrders,
  caller: Caller,
  flaws: Flaws = {},
): Promise<Violation[]> {
  const turns = new Turns(choices);
  const processes = new MortalProcesses(turns, crashes);
  const tables = new TablesInMemory(
    tableKeyedBy('Stock', 'counter'),
    ...['Orders', ...services].map((name) => tableKeyedBy(name, 'orderId')),
  );
  const actors: Promise<unknown>[] = [];
  const act = (work: () => Promise<unknown>) => actors.push(turns.during(work));
  const upcoming = fates.values();
  /** Turns before each call of an invocation. */
  const slowness = new AsyncLocalStorage<number>();

  /** Calls the function of a step. Rejects where its caller hears that it failed. */
  async function call(name: string, order: Order): Promise<string> {
    if (flaws.stopsNothing && name === 'StopShipment') return 'ShipmentRefused';
    const fate = upcoming.next().value ?? 'answered';
    const failed = new Error(`${name} failed.`);
    if (fate === 'fails') throw failed;
    const work = () => processes.invoke(async () => steps[name]?.(order) ?? '');
    if (fate === 'answered') return slowness.run(0, work);
    act(() => slowness.run(fate.slow, work).catch(() => undefined));
    throw failed;
  }
  async function answer(request: SdkRequest): Promise<SdkAnswer> {
    const [, name] = /\/functions\/([^/]+)\/invocations/.exec(request.path) ?? [];
    if (name === undefined) return tables.answer(flaws.isUnconditional ? withoutCondition(request) : request);
    return call(name, JSON.parse(request.body)).then(
      (event) => ({ statusCode: 200, headers: {}, body: JSON.stringify(event) }),
      () => ({ statusCode: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: '{}' }),
    );
  }
  async function conduct(order: Order): Promise<unknown> {
    if (caller === 'state machine')
      return machine.run(order, { turns, tables, invoke: (name, payload) => call(name, payload as Order) });
    const execution = new DurableExecution(turns, processes);
    return execution.run(() => fulfil(order, execution));
  }

  const stop = answerSdk(async (request) => {
    for (let left = slowness.getStore() ?? 0; left > 0; left -= 1) await turns.turn();
    return processes.call(() => answer(request));
  });
  try {
    const put = (TableName: string, row: Record<string, string>, more = {}) =>
      tables.run('PutItem', {
        TableName,
        Item: { ...Object.fromEntries(Object.entries(row).map(([name, S]) => [name, { S }])), ...more },
      });
    await put('Stock', { counter: 'espresso#0' }, { left: { N: String(pieces) } });
    for (const [index, { isDeclined, isNowhere }] of orders.entries()) {
      const order = {
        orderId: `order-${index}`,
        item: 'espresso',
        card: isDeclined ? 'declined' : 'good',
        address: isNowhere ? 'nowhere' : 'Rhine 1',
      };
      await put('Orders', { ...order, state: 'pending' });
      // An execution that fails ends its order in no way.
      act(() => conduct(order).catch(() => undefined));
    }
    await turns.untilQuiet();
    await Promise.all(actors);
    return violationsIn(tables, pieces);
  } finally {
    stop();
    tables.close();
  }
}

function violationsIn(tables: TablesInMemory, pieces: number): Violation[] {
  const found = new Set<Violation>();
  const stateIn = (table: string, orderId: string) =>
    tables.items(table).find((row) => row.orderId?.S === orderId)?.state?.S;
  for (const { orderId, state } of tables.items('Orders')) {
    const done = services.filter((table) => stateIn(table, `${orderId?.S}`) === 'done');
    if (state?.S === 'pending') found.add('an order has no end');
    if (state?.S === 'completed' && done.length < services.length)
      found.add('a completed order lacks a step');
    if (state?.S === 'cancelled' && done.length > 0) found.add('something is left of a cancelled order');
  }
  const left = Number(tables.items('Stock')[0]?.left?.N);
  const reserved = tables.items('Reservations').filter(({ state }) => state?.S === 'done').length;
  if (left < 0 || left + reserved !== pieces) found.add('pieces are missing, or sold that nobody has');
  return [...found];
}

/** A write of one row, whatever is there. */
function withoutCondition(request: SdkRequest): SdkRequest {
  const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...put } = JSON.parse(
    request.body,
  );
  const isPut = request.headers['x-amz-target']?.endsWith('.PutItem');
  return isPut ? { ...request, body: JSON.stringify(put) } : request;
}
