/** Errors of SQS whose code in the Query protocol differs from that in the JSON protocol; all others keep theirs. */
const prefixed = new Set([
  'BatchEntryIdsNotDistinct',
  'BatchRequestTooLong',
  'EmptyBatchRequest',
  'InvalidBatchEntryId',
  'MessageNotInflight',
  'NonExistentQueue',
  'PurgeQueueInProgress',
  'QueueDeletedRecently',
  'TooManyEntriesInBatchRequest',
  'UnsupportedOperation',
]);

const renamed = new Map([
  ['QueueDoesNotExist', 'NonExistentQueue'],
  ['QueueNameExists', 'QueueAlreadyExists'],
]);

/** The name by which SDKs know the error with this code of the JSON protocol, as the header x-amzn-query-error has it. */
export function queryErrorOf(code: string): string {
  const name = renamed.get(code) ?? code;
  return prefixed.has(name) ? `AWS.SimpleQueueService.${name}` : name;
}
