import { decideDo, decideStop, decideUndo, endOf, type StepState } from './handlers/saga/decide.ts';
import { backward, eventNames, forward } from './handlers/saga/events.ts';

/** What can happen to a message at one step of a run; `sweep` happens to none. */
export const incidents = [
  'delivered',
  'delivered',
  'delivered',
  'begun',
  'twice',
  'dies before the write',
  'dies after the write',
  'dies after it told',
  'dead letter',
  'sweep',
] as const;
export type Incident = (typeof incidents)[number];

/** A shop and how it decides; `deployedShop` is the one that is deployed. */
export interface Shop {
  reactions: Record<string, string[]>;
  isCompensated: boolean;
  isSwept: boolean;
  /** Whether a row is stored only if it is still as it was read. */
  isConditional: boolean;
  decideUndo: typeof decideUndo;
}

export const deployedShop: Shop = {
  reactions: { ...forward, ...backward },
  isCompensated: true,
  isSwept: true,
  isConditional: true,
  decideUndo,
};

/** One random run: what is ordered, and what happens to whichever message `pick` falls on. */
export interface Run {
  pieces: number;
  orders: { declined: boolean; isNowhere: boolean }[];
  schedule: { pick: number; incident: Incident }[];
}

type Service = keyof typeof eventNames;
const serviceOf: Record<string, Service> = {
  ReserveStock: 'stock',
  ReleaseStock: 'stock',
  AuthorisePayment: 'payment',
  VoidPayment: 'payment',
  BookShipment: 'shipment',
  StopShipment: 'shipment',
};

interface Message {
  consumer: string;
  event: string;
  order: number;
  /** What its consumer has read, once it has begun. */
  read?: { known: StepState | undefined };
}

/** Runs a shop, lets it come to rest without further incidents, and gives what is wrong then, in words. */
export function runShop(shop: Shop, { pieces, orders, schedule }: Run): string[] {
  const rows: Record<Service, Map<number, StepState>> = {
    stock: new Map(),
    payment: new Map(),
    shipment: new Map(),
  };
  const ends = new Map<number, 'completed' | 'cancelled'>();
  const wrong: string[] = [];
  let left = pieces;
  let messages: Message[] = [];

  const tell = (event: string, order: number) => {
    for (const [consumer, events] of Object.entries(shop.reactions)) {
      if (events.includes(event)) messages.push({ consumer, event, order });
    }
    messages.push({ consumer: 'RecordEnd', event, order });
  };
  const sweep = () => {
    if (!shop.isSwept) return;
    for (const order of orders.keys()) if (!ends.has(order)) tell('OrderOverdue', order);
  };
  const decide = (consumer: string, order: number, known: StepState | undefined) => {
    const placed = orders[order];
    if (consumer === 'ReserveStock') return decideDo(known, left > 0);
    if (consumer === 'AuthorisePayment') return decideDo(known, !placed?.declined);
    if (consumer === 'BookShipment') return decideDo(known, !placed?.isNowhere);
    return consumer === 'StopShipment' ? decideStop(known) : shop.decideUndo(known);
  };
  /** Takes the step of a message, with what was read for it; false when the row has changed and it has to begin again. */
  const takeStep = ({ consumer, order, event, read }: Message, isTold: boolean): boolean => {
    const service = serviceOf[consumer];
    if (!service) {
      const end = endOf(event, shop.isCompensated);
      if (end && !ends.has(order)) ends.set(order, end);
      return true;
    }
    const now = rows[service].get(order);
    const known = read ? read.known : now;
    const { store, tell: told } = decide(consumer, order, known);
    if (store && shop.isConditional && now !== known) return false;
    if (store) {
      if (service === 'stock') left += (known === 'done' ? 1 : 0) - (store === 'done' ? 1 : 0);
      rows[service].set(order, store);
    }
    if (isTold) tell(eventNames[service][told], order);
    return true;
  };
  const deliver = (message: Message, incident: Incident) => {
    const isGone = incident === 'delivered' || incident === 'dead letter';
    if (isGone) messages = messages.filter((each) => each !== message);
    if (incident === 'dead letter' || incident === 'dies before the write') return;
    if (incident === 'begun') {
      const service = serviceOf[message.consumer];
      message.read ??= { known: service && rows[service].get(message.order) };
      return;
    }
    if (!takeStep(message, incident !== 'dies after the write')) {
      delete message.read;
      if (isGone) messages.push(message);
    }
  };
  const look = () => {
    for (const order of orders.keys()) {
      const [stock, payment, shipment] = [rows.stock, rows.payment, rows.shipment].map((each) =>
        each.get(order),
      );
      if (shipment === 'done' && (stock !== 'done' || payment !== 'done'))
        wrong.push(`order ${order} is shipped with stock ${stock} and payment ${payment}`);
    }
    if (left < 0) wrong.push(`${-left} pieces are sold that nobody has`);
  };

  for (const order of orders.keys()) tell('OrderPlaced', order);
  for (const { pick, incident } of schedule) {
    const message = messages[pick % Math.max(1, messages.length)];
    if (incident === 'sweep') sweep();
    else if (message) deliver(message, incident);
    look();
  }
  for (let round = 0; round < 3; round += 1) {
    for (let next = messages[0]; next; next = messages[0]) deliver(next, 'delivered');
    sweep();
  }
  for (let next = messages[0]; next; next = messages[0]) deliver(next, 'delivered');
  look();

  const done = (service: Service, order: number) => rows[service].get(order) === 'done';
  for (const order of orders.keys()) {
    const end = ends.get(order);
    if (!end) wrong.push(`order ${order} has no end`);
    for (const service of ['stock', 'payment', 'shipment'] as const) {
      if (done(service, order) !== (end === 'completed'))
        wrong.push(
          `order ${order} is ${end ?? 'without an end'}, its ${service} ${rows[service].get(order)}`,
        );
    }
  }
  const reserved = [...orders.keys()].filter((order) => done('stock', order)).length;
  if (left + reserved !== pieces) wrong.push(`${pieces} pieces became ${left} and ${reserved} reserved`);
  return wrong;
}
