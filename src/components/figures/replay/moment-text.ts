import type { Moment, Run } from '#content/replay/moment.ts';

/** A moment as a sentence without its full stop. */
export function momentText(moment: Moment, places: Run['places'], carries: string): string {
  const { orders, place } = moment;
  const [one, ...others] = orders;
  const who =
    others.length === 0
      ? `${carries} ${one}`
      : `${carries}s ${others.length > 2 ? ranges(orders) : orders.join(', ')}`;
  return `${who}: ${happened(moment, places[place]?.name ?? '')}`;
}

function happened(moment: Moment, place: string): string {
  const { status = 0, receives = 0, outcome, fault, ofBatch } = moment;
  switch (moment.kind) {
    case 'received':
      return `${place} receives the request`;
    case 'answered':
      return `the caller is answered ${status}${status >= 400 ? ', an error' : ''}`;
    case 'enqueued':
      return `${place} has stored the message`;
    case 'put':
      return `${place} has stored the record in a shard`;
    case 'published':
      return `${place} takes the event`;
    case 'handed-over':
      return `Lambda takes the event for ${place}`;
    case 'given-up':
      return moment.kept ? 'it is given up, and kept in a dead-letter queue' : 'it is given up and dropped';
    case 'polled':
      return `a poller receives the message${receives > 1 ? `, receive number ${receives}` : ''}; it is in flight`;
    case 'started':
      return `${place} starts to work on it`;
    case 'throttled':
      return `${place} is throttled: no concurrency is left`;
    case 'written':
      return ofBatch ? `${place} stores an item for the batch` : `${place} stores an item`;
    case 'table-throttled':
      return `${place} refuses a write for want of capacity`;
    case 'ended':
      return `${place} ends: ${outcome}`;
    case 'returned':
      return 'the message is visible again';
    case 'deleted':
      return 'the poller deletes the message: done';
    case 'dead-lettered':
      return 'the message moves to the dead-letter queue';
    case 'dead-read':
      return 'somebody reads it in the dead-letter queue';
    case 'dead-deleted':
      return 'somebody deletes it from the dead-letter queue';
    case 'moved':
      return 'a redrive moves it back to the queue';
    case 'expired':
      return 'the retention period is over: the message is dropped';
    case 'fault':
      return `injected on purpose: ${fault}`;
  }
}

/** Numbers with runs of neighbours joined: `1–4, 7`. */
function ranges(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const each of sorted) {
    const last = parts.at(-1);
    if (last && last[1] === each - 1) last[1] = each;
    else parts.push([each, each]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
