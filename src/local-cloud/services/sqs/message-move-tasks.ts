import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createFauxqsMessage, SqsError } from '../../http/fauxqs-internals.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { SqsAction } from './action.ts';
import type { LocalQueue } from './local-queue.ts';
import type { QueueStore } from './queue-store.ts';
import type { QueuedMessage } from './queued-message.ts';
import { invalidValue } from './refusals.ts';

type Status = 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

interface Task {
  handle: string;
  sourceArn: string;
  destinationArn: string | undefined;
  messagesPerSecond: number | undefined;
  startedAt: number;
  toMove: number;
  moved: number;
  status: Status;
  failureReason?: string;
}

/** AWS lists at most so many of a queue's latest tasks. */
const maxListed = 10;

/** Why a task fails whose source or destination was deleted meanwhile. */
const noQueue = 'AWS.SimpleQueueService.NonExistentQueue';

/**
 * Dead-letter queue redrive: tasks that move the messages of a dead-letter queue back to where they came from, or
 * elsewhere. A moved message is a new one: id, enqueue time and receive count begin anew.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export class MessageMoveTasks {
  readonly #events: EventStream;
  readonly #tasks: Task[] = [];
  readonly #stopped = new AbortController();

  constructor(events: EventStream) {
    this.#events = events;
  }

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
  readonly start: SqsAction = (input, { store }) => {
    const source = existing(store, input.SourceArn, 'SourceArn');
    const isDeadLetterQueue = [...store.allQueues()].some(
      (each) => each.redrivePolicy?.deadLetterTargetArn === source.arn,
    );
    if (!isDeadLetterQueue)
      throw new SqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    const destination =
      input.DestinationArn === undefined
        ? undefined
        : existing(store, input.DestinationArn, 'DestinationArn');
    if (destination && destination.isFifo() !== source.isFifo())
      throw new SqsError(
        'InvalidParameterValue',
        'Source queue and destination queue must be of the same type.',
      );
    const rate = input.MaxNumberOfMessagesPerSecond;
    if (rate !== undefined && !(Number.isInteger(rate) && Number(rate) >= 1 && Number(rate) <= 500)) {
      throw new SqsError(
        'InvalidParameterValue',
        `Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500.`,
      );
    }
    if (this.#tasks.some((each) => each.sourceArn === source.arn && each.status === 'RUNNING')) {
      throw new SqsError(
        'UnsupportedOperation',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const task: Task = {
      handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString('base64'),
      sourceArn: source.arn,
      destinationArn: destination?.arn,
      messagesPerSecond: rate === undefined ? undefined : Number(rate),
      startedAt: Date.now(),
      toMove: source.visibleCount,
      moved: 0,
      status: 'RUNNING',
    };
    this.#tasks.unshift(task);
    void this.#run(task, source, store);
    return { TaskHandle: task.handle };
  };

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
  readonly list: SqsAction = (input, { store }) => {
    const source = existing(store, input.SourceArn, 'SourceArn');
    const count = Math.min(Number(input.MaxResults ?? 1), maxListed);
    if (count < 1) throw invalidValue(count, 'MaxResults', 'Must be at least 1, if provided.');
    return {
      Results: this.#tasks
        .filter((each) => each.sourceArn === source.arn)
        .slice(0, count)
        .map((task) => ({
          ...(task.status === 'RUNNING' && { TaskHandle: task.handle }),
          Status: task.status,
          SourceArn: task.sourceArn,
          DestinationArn: task.destinationArn,
          MaxNumberOfMessagesPerSecond: task.messagesPerSecond,
          ApproximateNumberOfMessagesMoved: task.moved,
          ApproximateNumberOfMessagesToMove: task.toMove,
          FailureReason: task.failureReason,
          StartedTimestamp: task.startedAt,
        })),
    };
  };

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
  readonly cancel: SqsAction = (input) => {
    const task = this.#tasks.find((each) => each.handle === input.TaskHandle);
    if (!task) throw new SqsError('ResourceNotFoundException', 'Task does not exist.', 404);
    if (task.status !== 'RUNNING')
      throw new SqsError('UnsupportedOperation', 'Only active tasks can be cancelled.');
    task.status = 'CANCELLED';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  };

  stop(): void {
    this.#stopped.abort();
  }

  async #run(task: Task, source: LocalQueue, store: QueueStore): Promise<void> {
    const pauseMs = task.messagesPerSecond === undefined ? 0 : 1_000 / task.messagesPerSecond;
    const fail = (reason: string) => {
      task.status = 'FAILED';
      task.failureReason = reason;
    };
    // The first message also waits, so that whoever started the task can cancel it.
    while (await delay(pauseMs, true, { signal: this.#stopped.signal }).catch(() => false)) {
      if (task.status !== 'RUNNING') return;
      // "When you delete a queue, any messages in the queue are no longer available."
      if (source.isGone) return fail(noQueue);
      const message = task.moved < task.toMove ? source.takeVisible() : undefined;
      if (!message) {
        task.status = 'COMPLETED';
        return;
      }
      const destinationArn = task.destinationArn ?? message.deadLetterSourceArn;
      const destination = destinationArn && store.getQueueByArn(destinationArn);
      if (!destination) {
        source.putBack(message);
        return fail(destinationArn ? noQueue : 'CouldNotDetermineMessageSource');
      }
      this.#move(message, source, destination);
      task.moved += 1;
    }
  }

  #move(message: QueuedMessage, source: LocalQueue, destination: LocalQueue): void {
    const copy = Object.assign(
      createFauxqsMessage(
        message.body,
        message.messageAttributes,
        undefined,
        message.messageGroupId,
        message.messageDeduplicationId,
      ),
      message.traceHeader !== undefined && { traceHeader: message.traceHeader },
    );
    if (destination.isFifo()) copy.sequenceNumber = destination.nextSequenceNumber();
    this.#events.emit({
      type: 'message-moved',
      resource: source.logicalId,
      messageId: message.messageId,
      to: destination.logicalId,
      movedAs: copy.messageId,
    });
    destination.enqueue(copy);
  }
}

function existing(store: QueueStore, arn: unknown, parameter: string): LocalQueue {
  const queue = store.getQueueByArn(String(arn));
  if (queue) return queue;
  throw new SqsError(
    'ResourceNotFoundException',
    `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    404,
  );
}
