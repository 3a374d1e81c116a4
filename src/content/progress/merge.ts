import type { Draft, Mark, Progress } from './record.ts';

/**
 * Everything of both records. Commutative, associative and idempotent, so that devices and tabs may exchange records in
 * any order and as often as they like: logs are united by id, of drafts, mock interviews, marks and settings the
 * newest counts, and what is equally new is decided by its content.
 */
export function merge(a: Progress, b: Progress): Progress {
  return {
    version: a.version,
    // An entry is never changed, so two with one id differ only in a damaged or forged record.
    reviews: newestOf(
      [...a.reviews, ...b.reviews],
      (each) => each.id,
      () => 0,
    ).sort((one, other) => one.at - other.at || compare(one.id, other.id)),
    drafts: newestOf([...a.drafts, ...b.drafts], draftKey, (each) => each.updatedAt).sort((one, other) =>
      compare(draftKey(one), draftKey(other)),
    ),
    mocks: newestOf(
      [...a.mocks, ...b.mocks],
      (each) => each.id,
      (each) => each.updatedAt,
    ).sort((one, other) => one.startedAt - other.startedAt || compare(one.id, other.id)),
    marks: newestOf([...a.marks, ...b.marks], markKey, (each) => each.updatedAt).sort((one, other) =>
      compare(markKey(one), markKey(other)),
    ),
    settings: newer(a.settings, b.settings, (each) => each.updatedAt),
    exportedAt: Math.max(a.exportedAt, b.exportedAt),
  };
}

/** A question in one meaning: progress of an older revision does not count for a newer one. */
export function draftKey({ question, revision }: Pick<Draft, 'question' | 'revision'>): string {
  return `${question}@${revision}`;
}

/** A thing that was done, whatever came of it. */
export function markKey({ kind, of }: Pick<Mark, 'kind' | 'of'>): string {
  return `${kind} ${of}`;
}

function newestOf<Entry>(
  entries: Entry[],
  key: (entry: Entry) => string,
  at: (entry: Entry) => number,
): Entry[] {
  const kept = new Map<string, Entry>();
  for (const entry of entries) {
    const other = kept.get(key(entry));
    kept.set(key(entry), other === undefined ? entry : newer(other, entry, at));
  }
  return [...kept.values()];
}

function newer<Entry>(a: Entry, b: Entry, at: (entry: Entry) => number): Entry {
  if (a === b) return a;
  const later = at(a) - at(b) || compare(canonical(a), canonical(b));
  return later >= 0 ? a : b;
}

/** The same text for the same content, whatever the order in which fields were set. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => compare(one, other)))
      : part,
  );
}

/** By code unit, not by language: every device has to find the same order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
