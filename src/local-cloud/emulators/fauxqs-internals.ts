/*
 * fauxqs exports only startFauxqs, which binds 0.0.0.0, and buildApp, which cannot be given stores from outside: the
 * package's exports map hides them. They are reached here by file address, in this one place; the exact version is
 * pinned in package.json and the tests of sqs-sns.ts fail if its insides move.
 */
import type { FastifyInstance } from 'fastify';

/** A queue's insides, as far as they are used. */
export interface SqsQueue {
  name: string;
  arn: string;
  url: string;
  attributes: Record<string, string>;
  inflightMessages: Map<string, { message: StoredMessage; visibilityDeadline: number }>;
  dequeue(
    maxMessages: number,
    visibilityTimeoutSeconds: number | undefined,
    resolveQueue: (arn: string) => SqsQueue | undefined,
  ): {
    MessageId: string;
    ReceiptHandle: string;
    Body: string;
    MD5OfBody: string;
    MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
  }[];
  deleteMessage(receiptHandle: string): boolean;
  waitForMessages(seconds: number): Promise<void>;
  cancelWaiters(): void;
}

interface StoredMessage {
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number;
  sentTimestamp: number;
  messageGroupId?: string;
  messageDeduplicationId?: string;
  sequenceNumber?: string;
}

interface SqsStoreInstance {
  region: string;
  spy: { addMessage(message: { queueName?: string; messageId?: string; status: string }): void };
  createQueue(name: string, url: string, arn: string, attributes: Record<string, string>): SqsQueue;
  getQueueByName(name: string): SqsQueue | undefined;
  getQueueByArn(arn: string): SqsQueue | undefined;
}

const entry = import.meta.resolve('fauxqs');
const [app, sqs, sns, send] = await Promise.all([
  import(entry),
  import(new URL('./sqs/sqsStore.js', entry).href),
  import(new URL('./sns/snsStore.js', entry).href),
  import(new URL('./sqs/actions/sendMessage.js', entry).href),
]);

export const buildApp = app.buildApp as (options: {
  logger: boolean;
  defaultRegion: string;
  stores: { sqsStore: SqsStoreInstance; snsStore: object };
}) => FastifyInstance;
export const SqsStore = sqs.SqsStore as new () => SqsStoreInstance;
export const SnsStore = sns.SnsStore as new () => object;
export const sendMessage = send.sendMessage as (
  input: { QueueUrl: string; MessageBody: string },
  store: SqsStoreInstance,
) => { MessageId: string; MD5OfMessageBody: string };
