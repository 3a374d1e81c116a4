import { setTimeout as delay } from 'node:timers/promises';
import type { MessageDeletionReason } from '../../../content/event.ts';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { LocalQueue } from './local-queue.ts';
import { systemAttributesOf } from './system-attributes.ts';

/** A queue as pollers and integrations of the cloud use it: without HTTP and without an SDK. */
export interface Queue {
  logicalId: string;
  arn: string;
  url: string;
  isFifo: boolean;
  visibilityTimeoutSeconds: number;
  /** Messages that wait to be received. */
  visibleCount(): number;
  /** Up to ten messages; waits up to `waitSeconds` for the first, or until `signal`. */
  receive(maxMessages: number, waitSeconds: number, signal: AbortSignal): Promise<ReceivedMessage[]>;
  /** With a `reason` when it is not because the message is done. */
  delete(receiptHandle: string, reason?: MessageDeletionReason): Promise<void>;
}

/** A message in flight. Times are Unix ms, as text. */
export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  /** By the names that ReceiveMessage gives them. */
  attributes: Record<string, string>;
  messageAttributes: Record<string, MessageAttribute>;
}

/** How long a poller waits before it asks a queue again that did not answer. */
const pauseAfterRefusalMs = 200;

/** A queue for use inside the cloud, suffering the same faults as its API. */
export function queueOf(queue: LocalQueue, faults: Pick<Faults, 'strike'>): Queue {
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
  return {
    logicalId: queue.logicalId,
    arn: queue.arn,
    url: queue.url,
    isFifo: queue.isFifo(),
    get visibilityTimeoutSeconds() {
      return queue.visibilityTimeoutSeconds;
    },
    visibleCount: () => queue.visibleCount,
    async receive(maxMessages, waitSeconds, signal) {
      if (await refusalByFault(faults, queue.logicalId)) {
        await delay(pauseAfterRefusalMs, undefined, { signal }).catch(() => undefined);
        return [];
      }
      return queue.receive(waitSeconds, signal, () => take(maxMessages));
    },
    async delete(receiptHandle, reason) {
      // A message whose deletion fails comes again when its visibility timeout ends.
      if (!(await refusalByFault(faults, queue.logicalId))) queue.deleteMessage(receiptHandle, reason);
    },
  };
}
