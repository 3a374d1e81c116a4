import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { brokenStretches } from './broken.ts';
import { Followed, type Untimed } from './followed.ts';
import type { Moment, Run } from './moment.ts';
import { withoutAlarms } from './place-of.ts';

/**
 * What the cloud's events say about each order, as moments that can be drawn. An order is a request that reached an API,
 * or what came by itself: a message into a queue, an object into a bucket that tells somebody, a row into a table with a
 * stream. What concerns no order is left out. Times count from the first of these moments, or from `begin` on the clock of
 * the events.
 */
export function runOf(all: readonly CloudEvent[], places: Place[], carries = 'order', begin?: number): Run {
  const events = withoutAlarms(all);
  const followed = new Followed(events, places, carries);
  const found = events.flatMap((event) =>
    followed
      .take(event)
      .filter(({ copies }) => copies.length > 0)
      .map((moment) => ({
        at: event.at,
        moment: event.standIn ? { ...moment, standIn: event.standIn } : moment,
      })),
  );
  const zero = begin ?? found[0]?.at ?? 0;
  const since = (at: number) => Math.round((at - zero) * 10) / 10;
  const moments = together(found.map(({ at, moment }) => ({ atMs: since(at), ...moment })));
  const endMs = moments.at(-1)?.atMs ?? 0;
  const broken = brokenStretches(events, places)
    .filter(({ toMs }) => toMs >= zero)
    .map(({ fromMs, toMs, ...stretch }) => ({
      ...stretch,
      fromMs: Math.min(endMs, Math.max(0, since(fromMs))),
      toMs: Math.min(endMs, since(toMs)),
    }));
  return { places, orders: followed.ids.orders, copies: followed.ids.copies, endMs, moments, broken };
}

/** Joins what happened to several orders in the same instant, such as the receipt of a batch. */
function together(moments: (Untimed & { atMs: number })[]): Moment[] {
  const joined: Moment[] = [];
  for (const { copies, ...moment } of moments) {
    // Each cold start is counted by its moment.
    const alike = moment.cold ? undefined : joined.at(-1);
    if (alike && JSON.stringify({ ...alike, copies: [] }) === JSON.stringify({ ...moment, copies: [] })) {
      alike.copies = [...new Set([...alike.copies, ...copies])];
    } else {
      joined.push({ ...moment, copies });
    }
  }
  return joined;
}
