import type { Fault } from '#experiment/faults.ts';
import type { PlannedOrder } from '../shared/orders.ts';

/** How fast orders come on each path: per period, so many to begin with and then so many for the rest. */
interface Load {
  first: { periods: number; perPeriod: number };
  afterwards: number;
}

/** Orders per period on an ordinary day, a fifth of what each path can work on. */
export const ordinary = 2;
const usual: Load = { first: { periods: 0, perPeriod: 0 }, afterwards: ordinary };
const customers = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What goes wrong in a variant: what is broken, how fast orders come meanwhile, and which of them are malformed. */
export interface Trouble {
  label: string;
  /** In words, for the report. */
  what: string;
  faults: Fault[];
  load: Load;
  malformed(index: number): boolean;
  fifo?: boolean;
}

const none = () => false;
const everywhere = { load: usual, malformed: none };

export const troubles = {
  crash: {
    ...everywhere,
    label: 'crash',
    what: 'every invocation of either function throws',
    faults: [
      { resource: 'SyncHandler', fault: 'fail' },
      { resource: 'QueuedHandler', fault: 'fail' },
    ],
  },
  'slow-backend': {
    ...everywhere,
    label: 'slow backend',
    what: 'the table answers two and a half service times later; there is capacity for all orders all the same',
    faults: [{ resource: 'Orders', fault: 'slow', milliseconds: 1_000 }],
  },
  poison: {
    ...everywhere,
    label: 'poison',
    what: 'one order in three is malformed',
    faults: [],
    malformed: (index) => index % 3 === 0,
  },
  'stuck-group': {
    ...everywhere,
    label: 'stuck group',
    what: 'a FIFO queue with a group for each customer, and one malformed order of one customer',
    faults: [],
    malformed: (index) => index === 0,
    fifo: true,
  },
  'silent-backlog': {
    ...everywhere,
    label: 'silent backlog',
    what: 'twice as many orders come as can be worked on, and it does not end',
    faults: [],
    load: { ...usual, afterwards: 20 },
  },
  'lost-table': {
    ...everywhere,
    label: 'lost permission to write',
    what: 'the functions’ roles may no longer use the table',
    faults: [{ resource: 'Orders', fault: 'deny' }],
  },
  'lost-queue': {
    ...everywhere,
    label: 'lost permission to receive',
    what: 'the queued function’s role may no longer receive from the queue',
    faults: [{ resource: 'OrderQueue', fault: 'deny' }],
  },
  'busy-day': {
    ...everywhere,
    label: 'busy day',
    what: 'nothing is broken; for three periods more orders come than can be worked on at once, and then as many as usual',
    faults: [],
    // Half as many again as can be worked on: in the second of the three periods twice as many wait as the alarm allows.
    load: { first: { periods: 3, perPeriod: 15 }, afterwards: ordinary },
  },
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof troubles;

/**
 * The orders of one repetition on a path, evenly spaced: so many periods of an ordinary day, and then so many of the
 * trouble. Offsets in ms.
 */
export function planOrders(
  { load, malformed }: Trouble,
  { before, during, periodMs }: { before: number; during: number; periodMs: number },
): PlannedOrder[] {
  const evenly = (from: number, periods: number, perPeriod: number) =>
    Array.from({ length: periods * perPeriod }, (_, index) => (from + (index + 0.5) / perPeriod) * periodMs);
  const healthy = evenly(0, before, ordinary);
  const troubled = [
    ...evenly(before, load.first.periods, load.first.perPeriod),
    ...evenly(before + load.first.periods, during - load.first.periods, load.afterwards),
  ];
  return [
    ...healthy.map((offset, index) => ({ offset, customer: customerOf(index) })),
    ...troubled.map((offset, index) => ({
      offset,
      customer: customerOf(index),
      malformed: malformed(index),
    })),
  ];
}

export const customerNames: readonly string[] = customers;

const customerOf = (index: number) => customers[index % customers.length] as string;
