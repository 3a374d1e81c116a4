import type { Mark } from '#content/progress/record.ts';
import { changeGlance, readGlance } from '../glance/glance.ts';

type Omitting<Kinds> = Kinds extends Mark ? Omit<Kinds, 'updatedAt'> : never;

/** Later than what was noted before, also when the clock stands still or was set back. */
let latest = 0;

/**
 * Notes what the reader has done now: at once where it survives the page, then in the record, whose code may still have
 * to come.
 */
export async function keepMark(mark: Omitting<Mark>): Promise<void> {
  latest = Math.max(Date.now(), latest + 1);
  const noted: Mark = { ...mark, updatedAt: latest };
  changeGlance({ left: [...readGlance().left, noted] });
  const [{ takeNoted }, { progressStore }] = await Promise.all([
    import('./open-store.ts'),
    import('./use-progress.ts'),
  ]);
  await takeNoted(await progressStore(), [noted]);
}
