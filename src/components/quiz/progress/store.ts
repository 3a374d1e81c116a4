import { emptyProgress } from '#content/progress/empty.ts';
import { merge } from '#content/progress/merge.ts';
import { parseProgress, salvageProgress, serializeProgress } from '#content/progress/parse.ts';
import { limits, type Progress } from '#content/progress/record.ts';
import type { Backend, Change, Stored } from './backend.ts';

/** Something that a reader has to know about how their progress is kept. */
export type Notice = 'not-kept' | 'unsaved' | 'damaged' | 'newer';

/** The record as this tab knows it. */
export interface Snapshot {
  record: Progress;
  keeps: Backend['keeps'];
  notices: readonly Notice[];
}

/** The one record of this browser. */
export interface ProgressStore {
  /** The same object until something changes. */
  snapshot(): Snapshot;
  subscribe(listener: () => void): () => void;
  /**
   * Changes the record: at once in this tab, and merged with what other tabs have written. With `soon` it is written
   * after a short pause, as for typing. Never rejects: what could not be written stays in memory, is said in
   * `notices`, and is tried again with the next change.
   */
  change(change: (record: Progress) => Progress, options?: { soon?: boolean }): Promise<void>;
  /** Writes now what was to be written soon. */
  flush(): Promise<void>;
  /**
   * What this tab has not written yet, as a record of its own; undefined when there is nothing. For a page that is
   * being left: a database may not finish in time.
   */
  unwritten(): Stored | undefined;
  /** Takes in what a page could not write before it was left, unless the record was wiped since. */
  adopt(left: Stored): Promise<void>;
  /** Takes in what another tab has written. */
  refresh(): Promise<void>;
  /** Removes everything, in all tabs. Not what is set aside as damaged. */
  wipe(): Promise<void>;
}

const pauseMs = 250;

/** A store on a backend; `announce` tells other tabs that something was written. */
export async function createStore(backend: Backend, announce: () => void): Promise<ProgressStore> {
  const listeners = new Set<() => void>();
  const notices = new Set<Notice>(backend.keeps === 'memory' ? ['not-kept'] : []);
  let record = emptyProgress;
  let written = emptyProgress;
  let wipes: number | undefined;
  let lastText: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: ((record: Progress) => Progress)[] = [];
  let current: Snapshot;

  const publish = () => {
    current = { record, keeps: backend.keeps, notices: [...notices] };
    for (const listener of listeners) listener();
  };

  /** What is stored as a record, or what can be read of it, and what is to be done with a text that is none. */
  const read = (stored: Stored | undefined): { base: Progress } & Pick<Change, 'aside'> => {
    if (!stored) return { base: emptyProgress };
    if (stored.text === lastText && stored.wipes === wipes) return { base: record };
    const parsed = parseProgress(stored.text);
    if (!parsed.ok && parsed.newer) {
      notices.add('newer');
      return { base: emptyProgress };
    }
    notices.delete('newer');
    if (parsed.ok) return { base: parsed.record };
    notices.add('damaged');
    return { base: salvageProgress(stored.text), aside: stored.text };
  };

  const synchronize = (write: boolean) => {
    const changes = pending;
    let next: { record: Progress; base: Progress; text: string; wipes: number } | undefined;
    const work = backend.update((stored) => {
      const { base, aside } = read(stored);
      if (notices.has('newer')) return {};
      const storedWipes = stored?.wipes ?? 0;
      const here = wipes === undefined || wipes === storedWipes;
      const merged = here ? merge(base, record) : changes.reduce((each, change) => change(each), base);
      refuseWithoutEnd(merged);
      const text = serializeProgress(merged);
      next = { record: merged, base, text, wipes: storedWipes };
      if (!write && aside === undefined) return {};
      return { stored: { text, wipes: storedWipes }, aside };
    });
    return work.then(
      () => {
        if (write) pending = pending.filter((each) => !changes.includes(each));
        if (next) {
          // What was changed while this was being written is not in it yet.
          written = write ? next.record : next.base;
          record = pending.reduce((each, change) => change(each), next.record);
          lastText = pending.length === 0 ? next.text : undefined;
          wipes = next.wipes;
        }
        if (pending.length === 0) notices.delete('unsaved');
        publish();
        if (write && next) announce();
      },
      () => {
        // What could only not be read again is kept all the same.
        if (pending.length > 0 || wipes === undefined) notices.add('unsaved');
        publish();
      },
    );
  };

  const store: ProgressStore = {
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(change, { soon = false } = {}) {
      record = change(record);
      pending = [...pending, change];
      lastText = undefined;
      publish();
      if (!soon) return store.flush();
      timer ??= setTimeout(() => void store.flush(), pauseMs);
      return Promise.resolve();
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      return pending.length > 0 ? synchronize(true) : Promise.resolve();
    },
    unwritten() {
      if (pending.length === 0) return undefined;
      const left = { ...record, ...onlyIn(record, written) };
      return { text: serializeProgress(left), wipes: wipes ?? 0 };
    },
    async adopt(left) {
      const parsed = parseProgress(left.text);
      if (parsed.ok && left.wipes === wipes) await store.change((before) => merge(before, parsed.record));
    },
    refresh: () => synchronize(false),
    async wipe() {
      const before = pending;
      pending = [];
      const text = serializeProgress(emptyProgress);
      let next = 0;
      try {
        await backend.update((stored) => {
          next = (stored?.wipes ?? 0) + 1;
          return { stored: { text, wipes: next } };
        });
      } catch (error) {
        // Nothing is gone, so nothing may be forgotten.
        pending = [...before, ...pending];
        throw error;
      }
      // What was changed meanwhile belongs to the new record; where it was written already, it is known by now.
      if (wipes !== next) {
        wipes = next;
        written = emptyProgress;
        record = pending.reduce((each, change) => change(each), emptyProgress);
        lastText = pending.length === 0 ? text : undefined;
      }
      for (const said of ['damaged', 'newer', 'unsaved'] as const) notices.delete(said);
      publish();
      announce();
    },
  };

  publish();
  await synchronize(false);
  return store;
}

/** The entries that `record` has and `before` has not: entries are replaced, never changed. */
function onlyIn(
  record: Progress,
  before: Progress,
): Pick<Progress, 'reviews' | 'drafts' | 'mocks' | 'marks'> {
  const without = <Entry>(all: Entry[], known: Entry[]) => {
    const old = new Set(known);
    return all.filter((each) => !old.has(each));
  };
  return {
    reviews: without(record.reviews, before.reviews),
    drafts: without(record.drafts, before.drafts),
    mocks: without(record.mocks, before.mocks),
    marks: without(record.marks, before.marks),
  };
}

/** A record that is larger than what can be read again must not be written. */
function refuseWithoutEnd(record: Progress): void {
  if ((['reviews', 'drafts', 'mocks', 'marks'] as const).some((list) => record[list].length > limits[list])) {
    throw new RangeError('The record holds more than can be read again. Start a new one after an export.');
  }
}
