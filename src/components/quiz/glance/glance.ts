import type { Mark } from '#content/progress/record.ts';

/**
 * What a page shows of the record without reading it: ticks, what is due, where the reader was. It is in localStorage,
 * which answers at once and costs a page no code; the record stays the truth, and whoever reads it writes this anew.
 */
export interface Glance {
  /** The lesson that was opened last, as `part/lesson`. */
  last?: string;
  opened: string[];
  /** Lessons that were read, and interview questions that were answered. */
  read: string[];
  /** What was guessed at each `<Predict>`, by its key; null where the reader skipped it. */
  predicted: Record<string, string | null>;
  /** When each card comes back, in milliseconds since 1970, by id and revision. */
  due: Record<string, number>;
  /** What was done since the record was read last: a page that is left at once loses nothing. */
  left: Mark[];
}

const key = '200-or-202:glance';
const changed = 'glance';
const none = { opened: [], read: [], predicted: {}, due: {}, left: [] } satisfies Glance;

/** What was kept; nothing of it where the browser refuses storage, or where it was damaged. */
export function readGlance(): Glance {
  try {
    const kept = { ...none, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
    // Every page reads it: a list that is none must not stop them all.
    const names = Object.keys(none) as (keyof typeof none)[];
    return names.every((name) => isLike(none[name], kept[name])) ? kept : none;
  } catch {
    return none;
  }
}

const isLike = (one: object, other: unknown): boolean =>
  typeof other === 'object' && other !== null && Array.isArray(other) === Array.isArray(one);

/** Changes it and tells all that show it. Where it cannot be kept, nothing is shown. */
export function changeGlance(change: Partial<Glance>): void {
  try {
    const before = localStorage.getItem(key);
    const after = JSON.stringify({ ...readGlance(), ...change });
    if (before === after) return;
    localStorage.setItem(key, after);
    dispatchEvent(new Event(changed));
  } catch {
    // Refused or full: it is a convenience.
  }
}

/** Calls back with every change, in this tab and in others. */
export function followGlance(listener: () => void): () => void {
  const other = (event: StorageEvent) => event.key === key && listener();
  addEventListener(changed, listener);
  addEventListener('storage', other);
  return () => {
    removeEventListener(changed, listener);
    removeEventListener('storage', other);
  };
}

/** Remembers that a lesson was opened. */
export function noteOpened(of: string, at: number): void {
  const { opened, left } = readGlance();
  changeGlance(
    opened.includes(of)
      ? { last: of }
      : { last: of, opened: [...opened, of], left: [...left, { kind: 'opened', of, updatedAt: at }] },
  );
}

/** How many cards are due until the end of a day. */
export function countDue({ due }: Glance, until: number): number {
  return Object.values(due).filter((at) => at < until).length;
}
