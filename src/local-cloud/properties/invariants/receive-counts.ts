import type { Invariant } from '../invariant.ts';

export const receiveCounts: Invariant = {
  name: 'receive counts go up by one, and a message is dead-lettered after maxReceiveCount of them and not before',
  violation({ scenario, events }) {
    const counts = new Map<string, number>();
    for (const event of events) {
      if (event.resource !== 'Queue') continue;
      if (event.type === 'message-received') {
        const expected = (counts.get(event.messageId) ?? 0) + 1;
        if (event.receiveCount !== expected)
          return `${event.messageId} is received with count ${event.receiveCount}, after ${expected - 1}`;
        if (expected > scenario.maxReceiveCount) return `${event.messageId} is received ${expected} times`;
        counts.set(event.messageId, expected);
      }
      if (
        (event.type === 'message-returned' || event.type === 'message-dead-lettered') &&
        event.receiveCount !== counts.get(event.messageId)
      )
        return `${event.messageId} has ${event.type} with count ${event.receiveCount}, after ${counts.get(event.messageId)}`;
      if (event.type === 'message-dead-lettered' && event.receiveCount !== scenario.maxReceiveCount)
        return `${event.messageId} is dead-lettered after ${event.receiveCount} of ${scenario.maxReceiveCount} receives`;
    }
    return undefined;
  },
};
