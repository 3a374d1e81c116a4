import type { Clock } from '../../../kernel/clock.ts';
import type { TableStream } from '../table-stream.ts';

/** "All data in DynamoDB Streams is subject to a 24-hour lifetime." */
const retentionSeconds = 24 * 3600;

/** The position of the oldest record that can still be read. */
export function trimHorizonOf(stream: TableStream, clock: Clock): number {
  const at = stream.records.findIndex(
    ({ createdAtMs }) => clock.secondsSince(createdAtMs) <= retentionSeconds,
  );
  return at === -1 ? stream.records.length : at;
}
