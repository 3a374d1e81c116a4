import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { MachineTime } from '../../kernel/machine-time.ts';
import type { QueuedMessage } from './queued-message.ts';

/** A queue as another one's dead-letter queue. */
export interface DeadLetterQueue {
  logicalId: string;
  acceptDeadLetter(message: QueuedMessage, source: { arn: string }): void;
}

/** What a queue needs of its surroundings. */
export interface QueueSurroundings {
  events: EventStream;
  faults: Pick<Faults, 'strike'>;
  time: MachineTime;
  logicalIdOf(queueName: string): string;
  /** Where a message goes that was received too often. */
  queueByArn(arn: string): DeadLetterQueue | undefined;
  /** Who sends at this moment. */
  sender(): { requestId?: string; cause?: string; invocationId?: string | undefined } | undefined;
  /** Factor on every queue's retention period. */
  retentionScale: number;
  inFlightLimit: number;
}

/** What a queue tells of: an event of the stream without what is the same in all of its events. */
export type QueueEvent = Parameters<EventStream['emit']>[0] extends infer Event
  ? Event extends { resource: string }
    ? Omit<Event, 'resource'>
    : never
  : never;
