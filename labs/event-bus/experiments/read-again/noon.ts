import type { Shop } from '../shared/producer.ts';

/** Waits until the next second begins, and gives it as Unix ms: the time in an event of a bus has whole seconds. */
export async function nextFullSecond({ clock, signal }: Shop): Promise<number> {
  const second = Math.ceil((Date.now() + 1) / 1_000) * 1_000;
  await clock.sleepUntil(clock.now() + second - Date.now(), signal);
  return second;
}
