import { setTimeout as delay } from 'node:timers/promises';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { QueueSource, ReceivedMessage } from '../../kernel/contracts/event-source.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { LocalQueue } from './local-queue.ts';
import { sizeOfMessage } from './message-size.ts';
import { systemAttributesOf } from './system-attributes.ts';

/** How long a poller waits before it asks a queue again that did not answer. */
const pauseAfterRefusalMs = 200;

/**
 * A queue for use inside the cloud, suffering the same faults as its API. `current` gives the one that has its ARN now: it
 * may have been deleted, and made again under its name.
 */
export function queueOf(current: () => LocalQueue, faults: Pick<Faults, 'strike'>): QueueSource {
  const { logicalId, arn } = current();
  const take = (queue: LocalQueue, maxMessages: number): ReceivedMessage[] =>
    queue.dequeue(maxMessages).map((each) => {
      const message = queue.inflightMessages.get(each.ReceiptHandle)?.message;
      return {
        messageId: each.MessageId,
        receiptHandle: each.ReceiptHandle,
        body: each.Body,
        md5OfBody: each.MD5OfBody,
        attributes: message ? systemAttributesOf(message) : {},
        messageAttributes: each.MessageAttributes ?? {},
      };
    });
  /** A poller works with its function's role: without the permission it is refused, and whoever sends is not. */
  const refusal = async (): Promise<boolean> =>
    faults.strike(logicalId, 'deny') !== undefined || (await refusalByFault(faults, logicalId)) !== undefined;
  return {
    kind: 'queue',
    logicalId,
    arn,
    isFifo: current().isFifo(),
    get visibilityTimeoutSeconds() {
      return current().visibilityTimeoutSeconds;
    },
    visibleCount: () => current().visibleCount,
    async receive(maxMessages, waitSeconds, signal) {
      const queue = current();
      // A queue that was deleted does not answer either.
      if (queue.isGone || (await refusal())) {
        await delay(pauseAfterRefusalMs, undefined, { signal }).catch(() => undefined);
        return [];
      }
      const messages = await queue.receive(waitSeconds, signal, () => take(queue, maxMessages));
      // A poller that goes away asks no more.
      if (!signal.aborted)
        queue.tellPolled(
          messages.map(({ body, messageAttributes }) => sizeOfMessage(body, messageAttributes)),
        );
      return messages;
    },
    async delete(receiptHandle, reason) {
      // A message whose deletion fails comes again when its visibility timeout ends.
      if (!(await refusal())) current().deleteMessage(receiptHandle, reason);
    },
  };
}
