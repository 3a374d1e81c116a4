import type { CloudEvent } from '../../../content/event.ts';
import type { Invariant } from '../invariant.ts';
import type { ScenarioRun } from '../run-scenario.ts';

export const fifoOrder: Invariant = {
  name: 'a FIFO group never reorders: none of it is received or processed before an earlier one that is still there',
  violation(run) {
    if (!run.scenario.fifo) return undefined;
    return violationByReceives(run) ?? violationByBatches(run);
  },
};

/** Nothing is received while an earlier message of its group waits, or is in flight from an earlier receive. */
function violationByReceives({ scenario, accepted, events }: ScenarioRun): string | undefined {
  const groupOf = new Map(accepted.map((id, index) => [id, scenario.messages[index]?.group]));
  /** Those that are in the queue, in order, with the number of the receive that they are in flight by. */
  const present = new Map<string, number | undefined>();
  let receive = 0;
  let last: CloudEvent | undefined;
  for (const event of events) {
    if (event.resource === 'Queue' && 'messageId' in event) {
      const { type, messageId } = event;
      if (type === 'message-enqueued') present.set(messageId, undefined);
      if (type === 'message-returned') present.set(messageId, undefined);
      if (type === 'message-deleted' || type === 'message-dead-lettered') present.delete(messageId);
      if (type === 'message-received') {
        // One receive tells of all its messages in a row.
        if (last?.type !== 'message-received') receive += 1;
        for (const [earlier, by] of present) {
          if (earlier === messageId) break;
          if (groupOf.get(earlier) === groupOf.get(messageId) && by !== receive)
            return `${messageId} is received while ${earlier} ${by === undefined ? 'waits' : 'is in flight'}`;
        }
        present.set(messageId, receive);
      }
    }
    last = event;
  }
  return undefined;
}

/** A batch has the messages of a group in the order in which they were sent. */
function violationByBatches({ scenario, accepted, events }: ScenarioRun): string | undefined {
  const sent = events.flatMap((each) =>
    each.type === 'message-enqueued' && each.resource === 'Queue' ? [each.messageId] : [],
  );
  const groupOf = (id: string) => scenario.messages[accepted.indexOf(id)]?.group;
  for (const event of events) {
    if (event.type !== 'invocation-started') continue;
    for (const group of new Set(event.causes.map(groupOf))) {
      const places = event.causes.filter((id) => groupOf(id) === group).map((id) => sent.indexOf(id));
      if (places.some((place, index) => index > 0 && place < Number(places[index - 1])))
        return `invocation ${event.invocationId} has group ${group} in another order than it was sent`;
    }
  }
  return undefined;
}
