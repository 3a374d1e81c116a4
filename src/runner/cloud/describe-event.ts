import type { CloudEvent, CloudEventOf } from '#content/event.ts';

/** What happened, in a few words: the verb first, so that a column of them can be read down. */
const descriptions: { [Type in CloudEvent['type']]: (event: CloudEventOf<Type>) => string } = {
  'request-received': ({ method, path }) => `request ${method} ${path}`,
  'request-answered': ({ status }) => `answered ${status}`,
  'message-enqueued': ({ messageId }) => `enqueued ${short(messageId)}`,
  'queue-polled': ({ messages, bytes }) => `polled, ${messages} messages of ${bytes} bytes`,
  'message-received': ({ messageId, receiveCount }) =>
    `received ${short(messageId)}, receive ${receiveCount}`,
  'message-returned': ({ messageId, receiveCount }) =>
    `visible again ${short(messageId)} after receive ${receiveCount}`,
  'message-deleted': ({ messageId, reason }) => `deleted ${short(messageId)}${reason ? ` (${reason})` : ''}`,
  'message-dead-lettered': ({ messageId, to, receiveCount }) =>
    `dead-lettered ${short(messageId)} to ${to}${receiveCount === undefined ? '' : ` after ${receiveCount} receives`}`,
  'message-moved': ({ messageId, to }) => `moved ${short(messageId)} to ${to}`,
  'message-expired': ({ messageId }) => `expired ${short(messageId)}`,
  'invocation-started': ({ invocationId, trigger, causes, coldStart }) =>
    `runs ${short(invocationId)} for ${trigger} ${causes.map(short).join(' ')}${coldStart ? ', cold start' : ''}`,
  'invocation-ended': ({ invocationId, outcome }) => `${outcome} ${short(invocationId)}`,
  'event-queued': ({ eventId, trigger }) => `event queued ${short(eventId)} by ${trigger}`,
  'event-retried': ({ eventId, attempt }) => `attempt ${attempt} of event ${short(eventId)}`,
  'event-given-up': ({ eventId, reason, to }) =>
    `event given up ${short(eventId)}: ${reason}${to === undefined ? '' : `, to ${to}`}`,
  'event-published': ({ eventId }) => `published ${short(eventId)}`,
  'event-filtered': ({ eventId, to }) => `filtered out ${short(eventId)} for ${to}`,
  'event-delivered': ({ eventId, to }) => `delivered ${short(eventId)} to ${to}`,
  'event-archived': ({ eventId }) => `archived ${short(eventId)}`,
  'event-expired': ({ eventId }) => `expired ${short(eventId)}`,
  'event-replayed': ({ eventId, replay }) => `replayed ${short(eventId)} by ${replay}`,
  'invocation-throttled': ({ trigger, causes }) => `throttled ${trigger} ${causes.map(short).join(' ')}`,
  'item-written': ({ key, change }) => `${change ?? 'wrote'} ${key}`,
  'object-written': ({ key, change }) => `${change} object ${key}`,
  'record-put': ({ eventId, partitionKey }) => `put ${short(eventId)} of ${partitionKey}`,
  'record-refused': ({ shardId, partitionKey }) => `refused a record of ${partitionKey} for ${shardId}`,
  'records-read': ({ shardId, records, iteratorAgeMs }) =>
    `read ${records} of ${shardId}, the last ${iteratorAgeMs} ms old`,
  'capacity-consumed': ({ operation, readUnits, writeUnits }) =>
    `took ${readUnits} read units and ${writeUnits} write units for ${operation}`,
  'capacity-throttled': ({ operation }) => `no capacity for ${operation}`,
  'execution-started': ({ executionId, name }) => `execution ${short(executionId)} begins: ${name}`,
  'operation-updated': ({ kind, name, operationId, status }) =>
    `${kind} ${name ?? short(operationId)} ${status}`,
  'state-entered': ({ executionId, state, stateType }) => `${stateType} ${state} of ${short(executionId)}`,
  'state-retried': ({ executionId, state, attempt, error }) =>
    `attempt ${attempt} of ${state} of ${short(executionId)} after ${error}`,
  'state-exited': ({ executionId, state, caught }) =>
    `left ${state} of ${short(executionId)}${caught === undefined ? '' : `, caught ${caught}`}`,
  'execution-ended': ({ executionId, outcome }) => `execution ${short(executionId)} ${outcome}`,
  'alarm-changed': ({ from, to, reason }) => `alarm from ${from} to ${to}: ${reason}`,
  'task-changed': ({ taskId, status, reason, exitCode }) =>
    `task ${short(taskId)} ${status}${exitCode === undefined ? '' : ` with exit code ${exitCode}`}${reason === undefined ? '' : `: ${reason}`}`,
  'desired-count-changed': ({ from, to }) => `desired count from ${from} to ${to}`,
  'connection-opened': ({ connectionId }) => `connection opened ${short(connectionId)}`,
  'connection-closed': ({ connectionId, reason }) => `connection closed ${short(connectionId)}: ${reason}`,
  'fault-injected': ({ fault, id }) => `FAULT INJECTED ${fault}${id === undefined ? '' : ` on ${short(id)}`}`,
  'log-line': ({ line }) => `│ ${line}`,
};

/** One line of text for an event, without its time and resource. */
export function describeEvent<Type extends CloudEvent['type']>(event: CloudEventOf<Type>): string {
  const describe = descriptions[event.type as Type];
  return describe(event);
}

/** Ids are long and differ early; those of a stream's records late. */
const short = (id: string): string => (id.startsWith('shardId-') ? id.slice(-8) : id.slice(0, 8));
