import { performance } from 'node:perf_hooks';
import type { CloudEvent } from '../../content/event.ts';

/** `Omit` that keeps the members of a union apart. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The cloud's one stream of events. Emitting stamps the time; a listener that throws is the listener's bug. */
export class EventStream {
  readonly #startedAt = performance.now();
  readonly #listeners = new Set<(event: CloudEvent) => void>();

  /** Milliseconds since the stream was made, never going back. */
  now(): number {
    return performance.now() - this.#startedAt;
  }

  emit(event: DistributiveOmit<CloudEvent, 'at'>): void {
    const stamped = { ...event, at: this.now() } as CloudEvent;
    for (const listener of this.#listeners) listener(stamped);
  }

  subscribe(listener: (event: CloudEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
