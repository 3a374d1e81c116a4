import * as v from 'valibot';

/*
 * One stream of events tells a whole run. The local cloud emits it while it works; evidence keeps a sample of it;
 * pages redraw a run from it. Ids join the events: a request or a message causes an invocation
 * (`causes`), and an invocation causes requests, messages and writes (`invocationId`).
 */

const common = {
  /** Milliseconds since the cloud started, on a clock that never goes back. */
  at: v.number(),
  /** Logical ID (in the template) of the resource that the event happened to, or the name that a stand-in has for it. */
  resource: v.string(),
  /** Set where a lab’s stand-in tells it, and not the cloud. */
  standIn: v.optional(v.literal(true)),
};

/** What made a function run; `invoke` is a direct call of Lambda's Invoke API. */
export const triggerSchema = v.picklist([
  'http-api',
  'rest-api',
  'websocket-api',
  'load-balancer',
  'function-url',
  'sqs',
  'sns',
  'eventbridge',
  'scheduler',
  'dynamodb-stream',
  'kinesis',
  's3',
  'step-functions',
  'cloudformation',
  'cloudwatch',
  'invoke',
]);
export type Trigger = v.InferOutput<typeof triggerSchema>;

/** How an invocation ended. `crashed`: the execution environment died (exit, out of memory). */
export const outcomeSchema = v.picklist(['succeeded', 'failed', 'timed-out', 'crashed']);
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** Why a message is gone that no consumer deleted: an event source's filter, a purge. */
export const messageDeletionReasonSchema = v.picklist(['filtered', 'purged']);
export type MessageDeletionReason = v.InferOutput<typeof messageDeletionReasonSchema>;

/** How a durable execution, or one of a state machine, ended. */
export const executionOutcomeSchema = v.picklist(['succeeded', 'failed', 'timed-out', 'stopped']);
export type ExecutionOutcome = v.InferOutput<typeof executionOutcomeSchema>;

/** How an operation of a durable execution stands. `pending`: it waits for its next attempt; `ready`: that is due. */
export const durableOperationStatusSchema = v.picklist([
  'started',
  'pending',
  'ready',
  'succeeded',
  'failed',
  'cancelled',
  'timed-out',
  'stopped',
]);
export type DurableOperationStatus = v.InferOutput<typeof durableOperationStatusSchema>;

/** The states of a CloudWatch alarm, as AWS writes them. */
export const alarmStateSchema = v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
export type AlarmState = v.InferOutput<typeof alarmStateSchema>;

/** How a task of ECS stands, as AWS writes it. */
export const taskStatusSchema = v.picklist(['PENDING', 'RUNNING', 'STOPPING', 'STOPPED']);
export type TaskStatus = v.InferOutput<typeof taskStatusSchema>;

export const cloudEventSchema = v.variant('type', [
  /**
   * A caller's request reached an API; `invocationId` when a function sent it with its own access key, `cause` (a
   * request's id) when it came with the trace id of that request, which was still open: a function called on its behalf.
   */
  v.object({
    ...common,
    type: v.literal('request-received'),
    requestId: v.string(),
    method: v.string(),
    path: v.string(),
    invocationId: v.optional(v.string()),
    cause: v.optional(v.string()),
  }),
  /** The API answered it. `status` is the HTTP status that the caller sees. */
  v.object({ ...common, type: v.literal('request-answered'), requestId: v.string(), status: v.number() }),
  /**
   * A queue stored a message; `requestId` when an API put it there, `invocationId` when a function did, `cause` (an
   * event's id) when a topic, a rule or a failed event's destination did.
   */
  v.object({
    ...common,
    type: v.literal('message-enqueued'),
    messageId: v.string(),
    /** Of the body and the attributes. */
    bytes: v.optional(v.number()),
    requestId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
    cause: v.optional(v.string()),
  }),
  /**
   * A consumer's request for messages was answered, with `messages` of `bytes` in all, or with none. It is billed, and
   * changes nothing by itself: what was received is told of, too.
   */
  v.object({ ...common, type: v.literal('queue-polled'), messages: v.number(), bytes: v.number() }),
  /** A consumer received a message; it is now in flight. `receiveCount` counts from 1. */
  v.object({
    ...common,
    type: v.literal('message-received'),
    messageId: v.string(),
    receiveCount: v.number(),
  }),
  /** Its visibility timeout ended, or its consumer gave it back: it can be received again. */
  v.object({
    ...common,
    type: v.literal('message-returned'),
    messageId: v.string(),
    receiveCount: v.number(),
  }),
  /** A consumer deleted a message: it is done. With a `reason` it was not a consumer. */
  v.object({
    ...common,
    type: v.literal('message-deleted'),
    messageId: v.string(),
    reason: v.optional(messageDeletionReasonSchema),
  }),
  /** A message was received too often, `receiveCount` times, and moved to the dead-letter queue `to` (logical ID). */
  v.object({
    ...common,
    type: v.literal('message-dead-lettered'),
    messageId: v.string(),
    to: v.string(),
    receiveCount: v.optional(v.number()),
  }),
  /** A redrive moved a message out of a dead-letter queue to `to` (logical ID), where it is the message `movedAs`. */
  v.object({
    ...common,
    type: v.literal('message-moved'),
    messageId: v.string(),
    to: v.string(),
    movedAs: v.string(),
  }),
  /** A message was kept for the queue's retention period and dropped. */
  v.object({ ...common, type: v.literal('message-expired'), messageId: v.string() }),
  /** A handler began to run. `causes` are the request id or the message ids. */
  v.object({
    ...common,
    type: v.literal('invocation-started'),
    invocationId: v.string(),
    trigger: triggerSchema,
    causes: v.array(v.string()),
    environmentId: v.string(),
    coldStart: v.boolean(),
  }),
  /** It ended. */
  v.object({
    ...common,
    type: v.literal('invocation-ended'),
    invocationId: v.string(),
    outcome: outcomeSchema,
  }),
  /** Lambda accepted an event for asynchronous invocation; the caller has its 202. */
  v.object({
    ...common,
    type: v.literal('event-queued'),
    eventId: v.string(),
    trigger: triggerSchema,
    /** Id of the notification or event that it came from; none of a direct call. */
    cause: v.optional(v.string()),
  }),
  /** An asynchronous event, or a topic's or bus's for `to` (logical ID), is tried again; `attempt` counts from 2. */
  v.object({
    ...common,
    type: v.literal('event-retried'),
    eventId: v.string(),
    attempt: v.number(),
    to: v.optional(v.string()),
  }),
  /** An asynchronous event, a notification or a bus event was given up; `to` is the dead-letter queue or destination. */
  v.object({
    ...common,
    type: v.literal('event-given-up'),
    eventId: v.string(),
    reason: v.string(),
    to: v.optional(v.string()),
  }),
  /** A topic took a message, or a bus an event; `cause` is the id of the event that a rule handed on to it. */
  v.object({
    ...common,
    type: v.literal('event-published'),
    eventId: v.string(),
    cause: v.optional(v.string()),
    requestId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
  }),
  /** A subscription's filter policy kept it from `to` (logical ID). */
  v.object({ ...common, type: v.literal('event-filtered'), eventId: v.string(), to: v.string() }),
  /** A subscription or rule handed it to `to` (logical ID). */
  v.object({ ...common, type: v.literal('event-delivered'), eventId: v.string(), to: v.string() }),
  /** An archive kept an event of its bus. */
  v.object({ ...common, type: v.literal('event-archived'), eventId: v.string() }),
  /** It was kept for the archive's retention period and dropped. */
  v.object({ ...common, type: v.literal('event-expired'), eventId: v.string() }),
  /** The replay of this name put an event out of the archive on its bus again. */
  v.object({ ...common, type: v.literal('event-replayed'), eventId: v.string(), replay: v.string() }),
  /** A function had no concurrency left for this invocation. */
  v.object({
    ...common,
    type: v.literal('invocation-throttled'),
    trigger: triggerSchema,
    causes: v.array(v.string()),
  }),
  /** A table stored, changed or deleted an item; `key` is the item's primary key as `name=value`. */
  v.object({
    ...common,
    type: v.literal('item-written'),
    key: v.string(),
    change: v.optional(v.picklist(['inserted', 'modified', 'removed'])),
    /** Of the record in the table's stream, when it has one and something changed. */
    eventId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
    /** The replica (logical ID) of the same global table that it was copied from. */
    from: v.optional(v.string()),
  }),
  /**
   * A bucket stored an object or removed one. `eventId` is the id of the notification, when somebody is told;
   * `invocationId` when a function did it.
   */
  v.object({
    ...common,
    type: v.literal('object-written'),
    key: v.string(),
    change: v.picklist(['created', 'removed']),
    eventId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
  }),
  /**
   * A stream stored a record in one of its shards; `requestId` when an API put it there, `invocationId` when a function
   * did, `cause` (an event's id) when another service did.
   */
  v.object({
    ...common,
    type: v.literal('record-put'),
    eventId: v.string(),
    shardId: v.string(),
    partitionKey: v.string(),
    /** Of the data and the partition key. */
    bytes: v.optional(v.number()),
    requestId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
    cause: v.optional(v.string()),
  }),
  /** A shard took no more in this second: the record is not in the stream. */
  v.object({
    ...common,
    type: v.literal('record-refused'),
    shardId: v.string(),
    partitionKey: v.string(),
    requestId: v.optional(v.string()),
    invocationId: v.optional(v.string()),
    cause: v.optional(v.string()),
  }),
  /**
   * Records of a shard are on their way to the function: an attempt to invoke it follows. `iteratorAgeMs` is the age of
   * the last of them.
   */
  v.object({
    ...common,
    type: v.literal('records-read'),
    shardId: v.string(),
    records: v.number(),
    iteratorAgeMs: v.number(),
  }),
  /**
   * A table and its indexes took these units for an operation, whether it wrote anything or not. They are billed; what
   * was written is told of, too.
   */
  v.object({
    ...common,
    type: v.literal('capacity-consumed'),
    operation: v.string(),
    readUnits: v.number(),
    writeUnits: v.number(),
    invocationId: v.optional(v.string()),
  }),
  /** A table or a stream refused an operation for want of capacity. */
  v.object({
    ...common,
    type: v.literal('capacity-throttled'),
    operation: v.string(),
    invocationId: v.optional(v.string()),
  }),
  /**
   * A durable execution began, and `causes` are those of its first invocation; or one of a state machine, and they are who
   * started it. `name` is the caller's, or made up.
   */
  v.object({
    ...common,
    type: v.literal('execution-started'),
    executionId: v.string(),
    name: v.string(),
    causes: v.array(v.string()),
  }),
  /** A checkpoint, time or a callback changed an operation of a durable execution. */
  v.object({
    ...common,
    type: v.literal('operation-updated'),
    executionId: v.string(),
    operationId: v.string(),
    name: v.optional(v.string()),
    kind: v.picklist(['step', 'wait', 'context', 'callback']),
    status: durableOperationStatusSchema,
    /** Of the invocation whose checkpoint it was, if it was one. */
    invocationId: v.optional(v.string()),
  }),
  /** An execution of a state machine came to a state, of a type such as `Task`. */
  v.object({
    ...common,
    type: v.literal('state-entered'),
    executionId: v.string(),
    state: v.string(),
    stateType: v.string(),
  }),
  /** A state failed with `error` and is tried again; `attempt` counts from 2. */
  v.object({
    ...common,
    type: v.literal('state-retried'),
    executionId: v.string(),
    state: v.string(),
    attempt: v.number(),
    error: v.string(),
  }),
  /** A state is over; with `caught`, it failed with that error and a catcher took it. One that fails its execution has none. */
  v.object({
    ...common,
    type: v.literal('state-exited'),
    executionId: v.string(),
    state: v.string(),
    caught: v.optional(v.string()),
  }),
  /** An execution ended. */
  v.object({
    ...common,
    type: v.literal('execution-ended'),
    executionId: v.string(),
    outcome: executionOutcomeSchema,
  }),
  /** An alarm went to another state; `eventId` is the cause of what it sets off. */
  v.object({
    ...common,
    type: v.literal('alarm-changed'),
    eventId: v.string(),
    from: alarmStateSchema,
    to: alarmStateSchema,
    reason: v.string(),
  }),
  /**
   * A task of a service went to another status. It is paid for from `PENDING` on, when its image is fetched, until it is
   * `STOPPED`; then `exitCode` says how its container ended, if it had begun.
   */
  v.object({
    ...common,
    type: v.literal('task-changed'),
    taskId: v.string(),
    status: taskStatusSchema,
    reason: v.optional(v.string()),
    exitCode: v.optional(v.number()),
  }),
  /** How many tasks a service is to have was changed, by hand or by a scaling policy. */
  v.object({ ...common, type: v.literal('desired-count-changed'), from: v.number(), to: v.number() }),
  /** A WebSocket connection opened or closed. */
  v.object({ ...common, type: v.literal('connection-opened'), connectionId: v.string() }),
  v.object({ ...common, type: v.literal('connection-closed'), connectionId: v.string(), reason: v.string() }),
  /** We broke something on purpose: never something that the cloud did by itself. */
  v.object({
    ...common,
    type: v.literal('fault-injected'),
    fault: v.picklist([
      'slow',
      'fail',
      'crash-after-write',
      'crash-after-publish',
      'duplicate',
      'throttle',
      'deny',
      'pause-replication',
      'down',
    ]),
    id: v.optional(v.string()),
  }),
  /** A handler or a container wrote a line to stdout or stderr. */
  v.object({
    ...common,
    type: v.literal('log-line'),
    stream: v.picklist(['stdout', 'stderr']),
    line: v.string(),
    invocationId: v.optional(v.string()),
  }),
]);

/** One thing that happened in the cloud. */
export type CloudEvent = v.InferOutput<typeof cloudEventSchema>;

/** An event of one type. */
export type CloudEventOf<T extends CloudEvent['type']> = Extract<CloudEvent, { type: T }>;

/** Whether an event only counts towards the bill: nothing has changed in the cloud that no other event tells. */
export const isMeter = ({ type }: Pick<CloudEvent, 'type'>): boolean =>
  type === 'queue-polled' || type === 'capacity-consumed';
