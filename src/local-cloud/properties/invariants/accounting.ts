import type { CloudEvent } from '../../../content/event.ts';
import type { Invariant } from '../invariant.ts';

/** Where a message of the source queue is. */
type Place = 'visible' | 'in flight' | 'deleted' | 'filtered' | 'dead-lettered';

/** From where a message can come to the place that an event tells of. */
const moves: Partial<Record<CloudEvent['type'], { from: (Place | undefined)[]; to: Place }>> = {
  'message-enqueued': { from: [undefined], to: 'visible' },
  // In flight already: a standard queue may deliver twice.
  'message-received': { from: ['visible', 'in flight'], to: 'in flight' },
  'message-returned': { from: ['in flight'], to: 'visible' },
  // Visible again: the latest receipt handle still deletes it.
  'message-deleted': { from: ['in flight', 'visible'], to: 'deleted' },
  'message-dead-lettered': { from: ['visible', 'in flight'], to: 'dead-lettered' },
};

/** "Every accepted message ends up exactly one of stored, in flight, visible, dead-lettered, or deleted by a filter." */
export const accounting: Invariant = {
  name: 'every accepted message is in exactly one place, and none is deleted that was not stored or filtered',
  violation({ scenario, accepted, events, counts }) {
    const places = new Map<string, Place>();
    const stored = new Set<string>();
    for (const event of events) {
      if (event.type === 'item-written') stored.add(event.key.replace('id=', ''));
      const move = moves[event.type];
      if (!move || event.resource !== 'Queue' || !('messageId' in event)) continue;
      const { messageId } = event;
      const from = places.get(messageId);
      if (!move.from.includes(from)) return `${messageId} is ${from ?? 'nowhere'} and has ${event.type}`;
      const filtered = event.type === 'message-deleted' && event.reason === 'filtered';
      places.set(messageId, filtered ? 'filtered' : move.to);
      if (move.to === 'deleted' && !filtered && !stored.has(messageId))
        return `${messageId} is deleted before it was stored`;
    }
    for (const [index, id] of accepted.entries()) {
      const place = places.get(id);
      if (place === undefined) return `${id} was accepted and is nowhere`;
      if (place === 'filtered' && (scenario.messages[index]?.wanted || !scenario.filtered))
        return `${id} is wanted and was filtered`;
    }
    const inPlace = (place: Place) => accepted.filter((id) => places.get(id) === place).length;
    const told = {
      visible: inPlace('visible'),
      inFlight: inPlace('in flight'),
      dead: inPlace('dead-lettered'),
    };
    // One that was delivered twice may be in flight under its earlier receipt handle after it is deleted.
    const ghosts = scenario.fifo ? 0 : scenario.duplicates;
    if (told.visible !== counts.queue.visible || counts.queue.inFlight - told.inFlight > ghosts)
      return `the events tell of ${JSON.stringify(told)}, the queue of ${JSON.stringify(counts.queue)}`;
    if (told.dead !== counts.dlq.visible + counts.dlq.inFlight)
      return `the events tell of ${JSON.stringify(told)}, the dead-letter queue of ${JSON.stringify(counts.dlq)}`;
    return undefined;
  },
};
