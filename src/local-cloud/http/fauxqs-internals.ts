/*
 * fauxqs exports only startFauxqs, which binds 0.0.0.0, and buildApp, which cannot be given stores from outside: the
 * package's exports map hides them. They are reached here by file address, in this one place; the exact version is
 * pinned in package.json and the tests of SQS and SNS fail if its insides move. What is used of it: the wire formats,
 * listing and naming of queues and topics, the limits of filter policies, and how a message is made and stored. What
 * happens to a message is ours.
 */
import type { FastifyInstance } from 'fastify';
import type { MessageAttribute } from '../kernel/contracts/event-target.ts';

/** A message as fauxqs stores it. Times are Unix ms. */
export interface FauxqsMessage {
  messageId: string;
  body: string;
  md5OfBody: string;
  messageAttributes: Record<string, MessageAttribute>;
  md5OfMessageAttributes?: string;
  sentTimestamp: number;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number;
  delayUntil?: number;
  messageGroupId?: string;
  messageDeduplicationId?: string;
  sequenceNumber?: string;
}

/** A message in flight under one receipt handle. */
export interface FauxqsInFlight<Message> {
  message: Message;
  receiptHandle: string;
  visibilityDeadline: number;
  receivedAt: number;
}

/** A message as ReceiveMessage answers it. */
export interface FauxqsReceived {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  MD5OfMessageAttributes?: string;
  MessageAttributes?: Record<string, MessageAttribute>;
  Attributes?: Record<string, string>;
}

/** A queue: where its messages lie, and what fauxqs's actions call. */
export interface FauxqsQueueInstance<Message extends FauxqsMessage = FauxqsMessage> {
  name: string;
  arn: string;
  url: string;
  attributes: Record<string, string>;
  tags: Map<string, string>;
  messages: Message[];
  delayedMessages: Message[];
  inflightMessages: Map<string, FauxqsInFlight<Message>>;
  /** By message group: the ready and the delayed messages, and how many of it are in flight. */
  fifoMessages: Map<string, Message[]>;
  fifoDelayed: Map<string, Message[]>;
  fifoLockedGroups: Map<string, number>;
  isFifo(): boolean;
  nextSequenceNumber(): string;
  getAllAttributes(names: string[]): Record<string, string>;
  setAttributes(attributes: Record<string, string>): void;
  purge(): void;
}

export interface FauxqsSqsStore {
  region: string;
  queues: Map<string, FauxqsQueueInstance>;
  queuesByName: Map<string, FauxqsQueueInstance>;
  queuesByArn: Map<string, FauxqsQueueInstance>;
  deleteQueue(url: string): boolean;
}

export interface FauxqsTopic {
  arn: string;
  name: string;
  attributes: Record<string, string>;
  subscriptionArns: string[];
}

export interface FauxqsSubscription {
  arn: string;
  topicArn: string;
  protocol: string;
  endpoint: string;
  confirmed: boolean;
  attributes: Record<string, string>;
}

export interface FauxqsSnsStore {
  region: string;
  topics: Map<string, FauxqsTopic>;
  subscriptions: Map<string, FauxqsSubscription>;
  createTopic(
    name: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
    region?: string,
  ): FauxqsTopic;
  subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes?: Record<string, string>,
  ): FauxqsSubscription | undefined;
  getTopic(arn: string): FauxqsTopic | undefined;
  /** Whether there was one. Its subscriptions go with it. */
  deleteTopic(arn: string): boolean;
  /** Whether there was one. */
  unsubscribe(arn: string): boolean;
  getSubscription(arn: string): FauxqsSubscription | undefined;
}

/** An SQS error as it goes over the wire; SNS's is alike. */
export interface FauxqsError extends Error {
  code: string;
  statusCode: number;
}

type ErrorConstructor = new (
  code: string,
  message: string,
  statusCode?: number,
  senderFault?: boolean,
) => FauxqsError;

const entry = import.meta.resolve('fauxqs');
const [app, sqs, sns, errors, md5, xml, filter] = await Promise.all(
  [
    '',
    './sqs/sqsStore.js',
    './sns/snsStore.js',
    './common/errors.js',
    './common/md5.js',
    './common/xml.js',
    './sns/filter.js',
  ].map((path) => import(new URL(path || entry, entry).href)),
);

export const buildApp = app.buildApp as (options: {
  logger: boolean;
  defaultRegion: string;
  stores: { sqsStore: FauxqsSqsStore; snsStore: FauxqsSnsStore };
}) => FastifyInstance;
export const FauxqsQueue = sqs.SqsQueue as new (
  name: string,
  url: string,
  arn: string,
  attributes?: Record<string, string>,
  tags?: Record<string, string>,
) => FauxqsQueueInstance;
export const FauxqsSqsStore = sqs.SqsStore as new () => FauxqsSqsStore;
export const createFauxqsMessage = sqs.SqsStore.createMessage as (
  body: string,
  messageAttributes?: Record<string, MessageAttribute>,
  delaySeconds?: number,
  messageGroupId?: string,
  messageDeduplicationId?: string,
) => FauxqsMessage;
export const FauxqsSnsStore = sns.SnsStore as new () => FauxqsSnsStore;
export const SqsError = errors.SqsError as ErrorConstructor;
export const SnsError = errors.SnsError as ErrorConstructor;
export const md5OfMessageAttributes = md5.md5OfMessageAttributes as (
  attributes: Record<string, MessageAttribute>,
) => string;
export const snsSuccessResponse = xml.snsSuccessResponse as (action: string, resultXml: string) => string;
export const snsErrorResponse = xml.snsErrorResponse as (code: string, message: string) => string;
export const escapeXml = xml.escapeXml as (text: string) => string;
export const validateFilterPolicyLimits = filter.validateFilterPolicyLimits as (policyJson: string) => void;
