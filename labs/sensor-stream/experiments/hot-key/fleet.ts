import type { SentReading } from '../shared/reading-api.ts';
import { splitNames, spreadNames } from '../shared/shards.ts';

/** How the readings are dealt to devices. */
export interface Fleet {
  /** The part of all readings that the first device sends, apart from its fair one; 0: all send as many. */
  hotShare: number;
  /** Each device has its four parts in four shards. */
  split: boolean;
}

/**
 * The devices, the hot one first, and the requests to send. Without parts each of the four shards has one quiet device,
 * and the first of them is the hot one's neighbour. In every request the quiet devices come last.
 */
export function fleetOf(
  prefix: string,
  { hotShare, split }: Fleet,
  { requests, perRequest }: { requests: number; perRequest: number },
): { devices: string[]; bodies: SentReading[][] } {
  const devices = split ? splitNames(prefix, 5) : spreadNames(prefix, 5, 4);
  const [hot = '', ...others] = devices;
  // The fifth name is in the first one's shard again.
  const quiet = hotShare === 0 ? [hot, ...others.slice(0, 3)] : others;
  const hotCount = Math.round(perRequest * hotShare);
  const quietCount = (perRequest - hotCount) / quiet.length;
  const bodies = Array.from({ length: requests }, (_, request) => [
    ...numbered(hot, hotCount, request),
    ...quiet.flatMap((device) => numbered(device, quietCount, request)),
  ]);
  return { devices, bodies };
}

const numbered = (device: string, count: number, request: number): SentReading[] =>
  Array.from({ length: count }, (_, index) => ({
    device,
    number: request * count + index + 1,
    celsius: 20 + (index % 5),
  }));
