import type { Operations } from '#content/cost/operations.ts';
import type { CloudEvent, CloudEventOf } from '#content/event.ts';
import type { MetricDefinition } from './define-experiment.ts';
import { eventsOf } from './event-counts.ts';

/** Experiments find all that they count in this file. */
export type { Operations };

/** Of a payload, SQS bills each started 64 KB as a request: https://aws.amazon.com/sqs/pricing/ */
const queueChunkBytes = 64 * 1024;

/** "A PUT Payload Unit is counted in 25KB payload chunks": https://aws.amazon.com/kinesis/data-streams/pricing/ */
const putUnitBytes = 25 * 1024;

/** What DeleteMessageBatch takes. */
const mostDeletedAtOnce = 10;

const count = (label: string, unit: string): MetricDefinition => ({ label, unit, better: 'lower' });

/** The metrics of an experiment that counts what is billed. */
export const operationMetrics: Record<keyof Operations, MetricDefinition> = {
  gatewayRequests: count('requests to the HTTP API', 'requests'),
  invocations: count('Lambda invocations', 'invocations'),
  sends: count('requests that sent messages', 'requests'),
  receives: count('requests that received messages', 'requests'),
  emptyReceives: count('requests for messages that got none', 'requests'),
  deletes: count('requests that deleted messages', 'requests'),
  putUnits: count('PUT payload units', 'units'),
  writeUnits: count('write units', 'units'),
  readUnits: count('read units', 'units'),
};

/**
 * Counts what is billed among these events. Messages that Lambda’s poller deletes are taken to be deleted with one request
 * for each ten of a batch, and each message to be sent with a request of its own.
 */
export function operationsOf(events: readonly CloudEvent[]): Operations {
  const polls = eventsOf(events, 'queue-polled');
  const taken = eventsOf(events, 'capacity-consumed').filter(
    ({ invocationId }) => invocationId !== undefined,
  );
  return {
    gatewayRequests: eventsOf(events, 'request-received').length,
    invocations: eventsOf(events, 'invocation-started').length,
    sends: sum(eventsOf(events, 'message-enqueued').map(({ bytes }) => started(bytes, queueChunkBytes))),
    receives: sum(polls.map(({ messages, bytes }) => (messages > 0 ? started(bytes, queueChunkBytes) : 0))),
    emptyReceives: polls.filter(({ messages }) => messages === 0).length,
    deletes: deletesOf(eventsOf(events, 'invocation-started'), eventsOf(events, 'message-deleted')),
    putUnits: sum(eventsOf(events, 'record-put').map(({ bytes }) => started(bytes, putUnitBytes))),
    writeUnits: sum(taken.map(({ writeUnits }) => writeUnits)),
    readUnits: sum(taken.map(({ readUnits }) => readUnits)),
  };
}

/** A message is deleted together with those of the last batch that it was in. */
function deletesOf(
  invocations: CloudEventOf<'invocation-started'>[],
  deleted: CloudEventOf<'message-deleted'>[],
): number {
  const batchOf = new Map(
    invocations.flatMap(({ invocationId, causes }) => causes.map((cause) => [cause, invocationId])),
  );
  const byBatch = Map.groupBy(
    deleted.filter(({ reason }) => reason !== 'purged'),
    ({ messageId }) => batchOf.get(messageId) ?? messageId,
  );
  return sum([...byBatch.values()].map(({ length }) => Math.ceil(length / mostDeletedAtOnce)));
}

/** How many of a size are started by so many bytes: nothing starts one, too. */
const started = (bytes = 0, size: number) => Math.max(1, Math.ceil(bytes / size));

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
