import type { SQSRecord } from 'aws-lambda';
import * as v from 'valibot';

const responseSchema = v.nullish(
  v.object({
    batchItemFailures: v.nullish(
      v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) })),
      [],
    ),
  }),
);

/**
 * Ids of the messages that a partial batch response reports as failed. An empty or missing list means that all
 * succeeded; a response of another form, or an id that is not in the batch, means that all failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedMessageIds(response: unknown, batch: Pick<SQSRecord, 'messageId'>[]): Set<string> {
  const ids = new Set(batch.map((each) => each.messageId));
  const parsed = v.safeParse(responseSchema, response);
  if (!parsed.success) return ids;
  const failed = new Set((parsed.output?.batchItemFailures ?? []).map((each) => each.itemIdentifier));
  return failed.isSubsetOf(ids) ? failed : ids;
}
