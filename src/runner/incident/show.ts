import { type CloudEvent, isMeter } from '#content/event.ts';
import { gameClock } from '#content/game-clock.ts';
import { describeEvent } from '../cloud/describe-event.ts';
import { followOrders, orderOf } from '../lab/trace-orders.ts';
import { columnsOf, pad } from '../terminal/text.ts';
import { base } from './base.ts';
import { type Fate, fateOf, type SentOrder } from './fates.ts';
import type { World } from './world.ts';

const mostLines = 20;

/** A line for what happened; nothing for what only counts towards a bill, and for what we broke ourselves. */
export function eventLines(events: readonly CloudEvent[]): string[] {
  return events
    .filter((event) => event.type !== 'fault-injected' && !isMeter(event))
    .map(
      (event) =>
        `${pad(gameClock(event.at), 6, 'right')}.${Math.floor((event.at % 1000) / 100)}  ${pad(event.resource.replace(/[0-9A-F]{8}$/, ''), 12)} ${shortened(describeEvent(event))}`,
    );
}

/** Lambda begins its own lines with the moment and the invocation, which stand in the line already or say nothing here. */
const shortened = (text: string) => text.replace(/\S+Z [0-9a-f-]{36} /, '');

const lastOf = (lines: string[], text: string): string[] => {
  const found = lines.filter((line) => line.includes(text));
  return found.length === 0 ? ['Nothing so far.'] : found.slice(-mostLines);
};

/** The last things that happened, log lines left out. */
export const lastEvents = ({ events }: World, text: string): string[] =>
  lastOf(eventLines(events.filter(({ type }) => type !== 'log-line')), text);

/** The last lines that functions wrote. */
export const lastLogs = ({ events }: World, text: string): string[] =>
  lastOf(eventLines(events.filter(({ type }) => type === 'log-line')), text);

/** All that happened to an order, from its request on. */
export function traceLines({ events, traffic }: World, orderId: string): string[] {
  const order = traffic.orders.find((each) => each.orderId === orderId);
  if (!order) return [`There is no order ${orderId}. \`customers\` names some.`];
  const told = events.filter((event) => event.type !== 'log-line' && !isMeter(event));
  const orders = followOrders(told);
  const roots = new Set(orders.get(order.messageId ?? '') ?? [order.messageId]);
  const own = new Set(
    told.flatMap((event) =>
      event.type === 'invocation-started' && orderOf(event, orders).some((root) => roots.has(root))
        ? [event.invocationId]
        : [],
    ),
  );
  const lines = events.filter((event) =>
    event.type === 'log-line'
      ? own.has(event.invocationId ?? '') && event.line.includes(orderId)
      : !isMeter(event) && concerns(event, { orders, roots, orderId }),
  );
  return eventLines(lines);
}

/** A batch's invocation concerns each of its orders, and a write only the one that it is of. */
function concerns(
  event: CloudEvent,
  of: { orders: Map<string, string[]>; roots: Set<string | undefined>; orderId: string },
): boolean {
  if (event.type === 'item-written') return event.key === `orderId=${of.orderId}`;
  return orderOf(event, of.orders).some((root) => of.roots.has(root));
}

/** What customers got so far, and the last of those who complain. */
export function customerLines(world: World): string[] {
  const now = world.now();
  const books = world.books();
  const judged = world.traffic.orders.map((order) => ({
    order,
    fate: fateOf(order, books, { promiseMs: base.promiseMs, now }),
  }));
  const count = (fate: Fate) => judged.filter((each) => each.fate === fate).length;
  const missing = count('lost');
  const complaints = judged.filter(({ fate }) => !['in time', 'waiting'].includes(fate)).slice(-6);
  return [
    `${judged.length} orders: ${count('in time')} in time, ${count('waiting')} on their way, ${missing} overdue, ${count('late')} late, ${count('twice')} charged twice, ${count('refused')} refused.`,
    ...complaints.map(
      ({ order, fate }) => `  ${order.orderId}, sent at ${gameClock(order.sentAt)}: ${saying(order, fate)}`,
    ),
  ];
}

function saying({ status }: SentOrder, fate: Fate): string {
  if (fate === 'refused') return status === 0 ? 'no answer' : `answered ${status}`;
  if (fate === 'twice') return 'my card was charged twice';
  return fate === 'late' ? 'it came too late' : 'accepted, and nothing has come';
}

/** Where the rest of a line begins that is longer than the window is wide: under the text of an event. */
export const restIndent = ' '.repeat(24);

/** Lines that fit the window. What is longer goes on below: the end of a log line may be what tells the cause. */
export const fitted = (lines: readonly string[], columns: number): string[] =>
  lines.flatMap((line) => {
    const parts: string[] = [];
    let rest = line;
    while (columnsOf(rest) > columns) {
      const space = rest.lastIndexOf(' ', columns);
      const at = space > restIndent.length ? space : columns;
      parts.push(rest.slice(0, at).trimEnd());
      rest = restIndent + rest.slice(at).trimStart();
    }
    return [...parts, rest];
  });
