/** What is kept: the record as text, and how often it was wiped, so that a tab from before does not bring it back. */
export interface Stored {
  text: string;
  wipes: number;
}

/** What a change of the store makes of what it found. */
export interface Change {
  /** Absent when nothing changes. */
  stored?: Stored;
  /** A damaged text, to be kept under another key. */
  aside?: string;
}

/** A place that keeps one record. */
export interface Backend {
  keeps: 'indexed-db' | 'local-storage' | 'memory';
  /** Reads, changes and writes in one transaction: what another tab writes meanwhile comes before or after it. */
  update(change: (stored: Stored | undefined) => Change): Promise<void>;
}

/** The key of a damaged text that is set aside at this moment. */
export function asideKey(now: number): string {
  return `damaged-${new Date(now).toISOString()}`;
}
