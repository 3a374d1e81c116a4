import type { Mark } from '#content/progress/record.ts';
import { changeGlance, type Glance, readGlance } from '../glance/glance.ts';

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
  const glance = readGlance();
  changeGlance({ left: [...glance.left, noted], ...seenAtOnce(glance, noted) });
  const [{ takeNoted }, { progressStore }] = await Promise.all([
    import('./open-store.ts'),
    import('./use-progress.ts'),
  ]);
  await takeNoted(await progressStore(), [noted]);
}

/** What a page shows of it before the record has it. */
function seenAtOnce({ read, predicted }: Glance, mark: Mark): Partial<Glance> {
  if (mark.kind === 'predicted') return { predicted: { ...predicted, [mark.of]: mark.guess ?? null } };
  if (mark.kind !== 'read') return {};
  const others = read.filter((each) => each !== mark.of);
  return { read: mark.done ? [...others, mark.of] : others };
}
