import type { Moment, Run } from '#content/replay/moment.ts';

/** A moment as a sentence without its full stop. */
export function momentText(moment: Moment, { places, copies }: Run): string {
  const name = (index: number | undefined) => places[index ?? -1]?.name ?? '';
  const words = new Map<string, string[]>();
  for (const copy of moment.copies) {
    const { word = '', name: each = '' } = copies[copy - 1] ?? {};
    words.set(word, [...(words.get(word) ?? []), each]);
  }
  const who = [...words].map(([word, names]) =>
    names.length === 1 ? `${word} ${names[0]}` : `${plural(word)} ${ranges(names)}`,
  );
  return `${who.join(', ')}: ${happened(moment, name)}`;
}

/** More than one of a word; methods such as `GET` have no plural. */
export const plural = (word: string): string =>
  /^[a-z]+$/.test(word) ? `${word}${/(s|sh|ch|x)$/.test(word) ? 'es' : 's'}` : word;

const ends = {
  succeeded: 'returns without an error',
  'in-part': 'reports a failure, or the batch is tried again',
  failed: 'fails',
  'timed-out': 'runs out of time and is stopped',
  crashed: 'dies',
  stopped: 'is stopped',
};

function happened(moment: Moment, name: (index: number | undefined) => string): string {
  const [place, to] = [name(moment.place), name(moment.to)];
  const { status = 0, receives = 0, outcome, fault, state, request, ofBatch } = moment;
  const nth = receives > 1 ? `, receive number ${receives}` : '';
  switch (moment.kind) {
    case 'received':
      return `${place} receives ${request ?? 'the request'}`;
    case 'called':
      return `${place} receives ${request ?? 'the call'} from ${name(moment.from)}`;
    case 'answered':
      return `${moment.from === undefined ? 'the caller' : name(moment.from)} is answered ${status}${status >= 400 ? ', an error' : ''}`;
    case 'enqueued':
      return `${place} has a message for it`;
    case 'put':
      return `${place} has stored it, and its stream has the record`;
    case 'put-refused':
      return `${place} refuses a record: the shard takes no more in this second`;
    case 'published':
      return moment.past ? `${place} takes the event, and nobody is told` : `${place} takes the event`;
    case 'filtered':
      return `a filter keeps the event from ${to || 'a subscriber'}`;
    case 'replayed':
      return `the archive puts the event on ${place} again`;
    case 'handed-over':
      return `Lambda takes the event for ${place}`;
    case 'retried':
      return `${place} is to try it again`;
    case 'given-up':
      return moment.kept ? 'it is given up, and kept in a dead-letter queue' : 'it is given up and dropped';
    case 'polled':
      return `${to ? `the message is received by ${to}` : 'a poller receives the message'}${nth}; it is in flight`;
    case 'started':
      return moment.cold
        ? `${place} starts a new environment for it: a cold start`
        : `${place} starts to work on it`;
    case 'throttled':
      return `${place} is throttled: no concurrency is left`;
    case 'written':
      if (moment.removed) return `an item is removed from ${place}`;
      if (ofBatch) return `${place} stores an item for the batch`;
      return moment.again ? `${place} stores it once more` : `${place} stores an item`;
    case 'table-throttled':
      return `${place} refuses a write for want of capacity`;
    case 'ended':
      return `${place} ${ends[outcome ?? 'succeeded']}`;
    case 'returned':
      return 'the message is visible again';
    case 'deleted':
      return moment.past
        ? 'its message is deleted: it has gone on'
        : 'the message is deleted: nothing is left to do';
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
    case 'execution-started':
      return `${place} begins an execution for it`;
    case 'state-entered':
      return `${place} comes to the state ${state}`;
    case 'execution-ended':
      return outcome === 'succeeded'
        ? `the execution comes to its end`
        : `the execution ${ends[outcome ?? 'failed']}`;
    case 'pushed':
      return `it is posted to a connection of ${place}`;
    case 'push-answered':
      return status === 410
        ? 'that connection is gone: 410'
        : `${place} answers ${status}${status < 400 ? ': it is on its way to the client' : ', an error'}`;
    case 'fault':
      return `injected on purpose${place && ` at ${place}`}: ${fault}`;
  }
}

/** Names with runs of neighbouring numbers joined: `1–4, 7, 8b`. */
function ranges(names: readonly string[]): string {
  const numbers = names.filter((each) => /^\d+$/.test(each)).map(Number);
  const parts: [number, number][] = [];
  for (const each of numbers.sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last[1] === each - 1) last[1] = each;
    else parts.push([each, each]);
  }
  const joined = parts.flatMap(([from, to]) =>
    to - from > 1 ? `${from}–${to}` : from === to ? `${from}` : [`${from}`, `${to}`],
  );
  return [...joined, ...names.filter((each) => !/^\d+$/.test(each))].join(', ');
}
