import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';

/** An entry of a batch request. */
export interface BatchEntry extends Record<string, unknown> {
  Id: string;
}

const maxEntries = 10;

/**
 * The entries of a batch request. Throws an SqsError when the request as a whole is not valid.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function entriesOf(input: Record<string, unknown>, action: string): BatchEntry[] {
  const entries = (input.Entries ?? []) as BatchEntry[];
  if (entries.length === 0)
    throw new SqsError(
      'EmptyBatchRequest',
      `There should be at least one ${action}RequestEntry in the request.`,
    );
  if (entries.length > maxEntries)
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${maxEntries}. You have sent ${entries.length}.`,
    );
  const ids = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id))
      throw new SqsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    if (ids.has(Id)) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    ids.add(Id);
  }
  return entries;
}

/** Does each entry on its own: "the result of the action on each message is reported individually". */
export function eachOf(
  entries: BatchEntry[],
  act: (entry: BatchEntry) => object,
): { Successful: ({ Id: string } & object)[]; Failed: object[] } {
  const successful: ({ Id: string } & object)[] = [];
  const failed: object[] = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      const { code, message } = error as FauxqsError;
      failed.push({ Id: entry.Id, Code: code, Message: message, SenderFault: true });
    }
  }
  return { Successful: successful, Failed: failed };
}
