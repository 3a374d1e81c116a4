import { setTimeout as delay } from 'node:timers/promises';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { QueueSource, ReceivedMessage } from '../../kernel/contracts/event-source.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { LocalQueue } from './local-queue.ts';
import { sizeOfMessage } from './message-size.ts';
import { systemAttributesOf } from './system-attributes.ts';

/** How long a poller waits before it asks a queue again that did not answer. */
const pauseAfterRefusalMs = 200;

/** A queue for use inside the cloud, suffering the same faults as its API. */
export function queueOf(queue: LocalQueue, faults: Pick<Faults, 'strike'>): QueueSource {
  const attributesOf = (receiptHandle: string) => {
    const message = queue.inflightMessages.get(receiptHandle)?.message;
    return message ? systemAttributesOf(message) : {};
  };
  const take = (maxMessages: number): ReceivedMessage[] =>
    queue.dequeue(maxMessages).map((each) => ({
      messageId: each.MessageId,
      receiptHandle: each.ReceiptHandle,
      body: each.Body,
      md5OfBody: each.MD5OfBody,
      attributes: attributesOf(each.ReceiptHandle),
      messageAttributes: each.MessageAttributes ?? {},
    }));
  /** A poller works with its function's role: without the permission it is refused, and whoever sends is not. */
  const refusal = async (): Promise<boolean> =>
    faults.strike(queue.logicalId, 'deny') !== undefined ||
    (await refusalByFault(faults, queue.logicalId)) !== undefined;
  return {
    kind: 'queue',
    logicalId: queue.logicalId,
    arn: queue.arn,
    isFifo: queue.isFifo(),
    get visibilityTimeoutSeconds() {
      return queue.visibilityTimeoutSeconds;
    },
    visibleCount: () => queue.visibleCount,
    async receive(maxMessages, waitSeconds, signal) {
      if (await refusal()) {
        await delay(pauseAfterRefusalMs, undefined, { signal }).catch(() => undefined);
        return [];
      }
      const messages = await queue.receive(waitSeconds, signal, () => take(maxMessages));
      // A poller that goes away asks no more.
      if (!signal.aborted)
        queue.tellPolled(
          messages.map(({ body, messageAttributes }) => sizeOfMessage(body, messageAttributes)),
        );
      return messages;
    },
    async delete(receiptHandle, reason) {
      // A message whose deletion fails comes again when its visibility timeout ends.
      if (!(await refusal())) queue.deleteMessage(receiptHandle, reason);
    },
  };
}
