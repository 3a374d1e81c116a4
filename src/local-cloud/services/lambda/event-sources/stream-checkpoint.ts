import * as v from 'valibot';
import type { SourceRecord } from '../../../kernel/contracts/event-source.ts';

const responseSchema = v.union([
  v.nullish(v.literal('')),
  v.object({
    batchItemFailures: v.nullish(
      v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) })),
      [],
    ),
  }),
]);

/**
 * The position in the batch from which on it is tried again, after a partial batch response: that of "the record with the
 * lowest sequence number"; the batch's length when all succeeded, 0 when the response is none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function checkpointOf(response: unknown, batch: Pick<SourceRecord, 'sequenceNumber'>[]): number {
  const parsed = v.safeParse(responseSchema, response);
  if (!parsed.success) return 0;
  const failures = parsed.output ? parsed.output.batchItemFailures : [];
  const positions = (failures ?? []).map(({ itemIdentifier }) =>
    batch.findIndex(({ sequenceNumber }) => sequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(batch.length, ...positions));
}
