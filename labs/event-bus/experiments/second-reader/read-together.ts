import type { ReadEvent } from '../shared/inbox.ts';
import type { Shop } from '../shared/producer.ts';
import type { Reader } from '../shared/readers.ts';

const quietMs = 800;

/** Both read one event each, in turns, until each has read so many, or until nothing has come for a while. */
export async function readTogether(
  { clock, signal }: Shop,
  [first, second]: [Reader, Reader],
  enough: number,
): Promise<[ReadEvent[], ReadEvent[]]> {
  const read: [ReadEvent[], ReadEvent[]] = [[], []];
  let quietFrom = clock.now();
  while (clock.now() < quietFrom + quietMs && read.some(({ length }) => length < enough)) {
    const came = [await first(1), await second(1)] as const;
    read[0].push(...came[0]);
    read[1].push(...came[1]);
    if (came.some(({ length }) => length > 0)) quietFrom = clock.now();
    else await clock.sleepUntil(clock.now() + 20, signal);
  }
  return read;
}
