import { withMark } from '#content/progress/change.ts';
import { markOf } from '#content/progress/marks.ts';
import type { Mark } from '#content/progress/record.ts';
import { progressStore } from './use-progress.ts';

type Omitting<Kinds> = Kinds extends Mark ? Omit<Kinds, 'updatedAt'> : never;

/** Notes what the reader has done now, later than what was noted of it before. */
export async function keepMark(mark: Omitting<Mark>): Promise<void> {
  const now = Date.now();
  const store = await progressStore();
  await store.change((record) => {
    // Also when the clock stands still or was set back.
    const before = markOf(record, mark.kind, mark.of)?.updatedAt ?? 0;
    return withMark(record, { ...mark, updatedAt: Math.max(now, before + 1) });
  });
}
