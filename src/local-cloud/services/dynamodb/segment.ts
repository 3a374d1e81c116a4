import type { Input } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import type { KeyRange } from './ordered-items.ts';

/** "The value for TotalSegments must be … less than or equal to 1000000." */
const maxSegments = 1_000_000;

/** The first three digits of a key's hash, in hexadecimal, tell its segment. */
const hashes = 16 ** 3;

/**
 * The part of all keys that one worker of a parallel scan reads. Throws DynamoDB's ValidationException for a segment that
 * there is not.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html#DDB-Scan-request-Segment
 */
export function segmentOf(checked: Input): KeyRange {
  const { Segment: segment, TotalSegments: total } = checked as { Segment?: number; TotalSegments?: number };
  if (segment === undefined && total === undefined) return {};
  if (total === undefined || segment === undefined)
    throw validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  if (total > maxSegments)
    throw validationError(
      `1 validation error detected: Value '${total}' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to ${maxSegments}`,
    );
  const first = Math.ceil((hashes * segment) / total);
  const last = Math.ceil((hashes * (segment + 1)) / total) - 1;
  return { ...(segment > 0 && { gt: digits(first) }), lt: `${digits(last)}~` };
}

const digits = (hash: number): string => hash.toString(16).padStart(3, '0');
