import type { Settings } from '../../explorer/model/settings.ts';

type Pipeline = Settings['pipeline'];

/** What each pipeline is called, in the order in which they stand. */
export const pipelineNames: Record<Pipeline, string> = {
  sync: 'Synchronous',
  queued: 'Queued',
  stream: 'Stream',
  topic: 'Topic',
};

export const pipelines = Object.keys(pipelineNames) as Pipeline[];

interface Words {
  waits: string;
  place: string;
  givenUp?: string;
  stored?: string;
  lost?: string;
}

/** What an order waits in that was taken, and where it goes that was given up; nothing where the caller waits. */
export const waitingRooms: Record<Pipeline, Words> = {
  sync: { waits: 'Callers who wait to try again', place: 'Try again' },
  queued: { waits: 'Wait in the queue, or to try again', place: 'Queue', givenUp: 'Dead-letter queue' },
  stream: { waits: 'Wait in their shard, or to try again', place: 'Stream', givenUp: 'Given up' },
  topic: {
    waits: 'Wait for a subscriber, or to try again',
    place: 'Topic',
    givenUp: 'Given up by a subscriber, and kept',
    stored: 'Stored by every subscriber',
    lost: 'Dropped by a subscriber, or lost',
  },
};
