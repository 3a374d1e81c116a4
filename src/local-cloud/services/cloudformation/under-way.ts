import type { CloudEvent } from '../../../content/event.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/**
 * What one invocation has set going: itself, the functions that it has invoked and the executions that it has started, and
 * theirs, until each has ended.
 */
export class UnderWay {
  /** Ids of all of it, and of those that have not ended. */
  readonly #known: Set<string>;
  readonly #running = new Set<string>();
  readonly #unsubscribe: () => void;
  #changed = Promise.withResolvers<void>();

  constructor({ events }: Pick<Kernel, 'events'>, invocationId: string) {
    this.#known = new Set([invocationId]);
    this.#unsubscribe = events.subscribe((event) => this.#note(event));
  }

  /** Resolves when nothing of it has run for so many seconds, or `signal` is aborted. */
  async quietFor(seconds: number, { clock }: Pick<Kernel, 'clock'>, signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => aborted.resolve(), { once: true });
    while (!signal.aborted) {
      if (this.#running.size > 0) {
        await Promise.race([this.#changed.promise, aborted.promise]);
        continue;
      }
      const disturbed = new AbortController();
      void this.#changed.promise.then(() => disturbed.abort());
      if (await clock.wait(seconds, AbortSignal.any([signal, disturbed.signal]))) return;
      // The cloud has stopped.
      if (!disturbed.signal.aborted) return;
    }
  }

  close(): void {
    this.#unsubscribe();
  }

  #note(event: CloudEvent): void {
    if (event.type === 'invocation-started') this.#begin(event.invocationId, event.causes);
    else if (event.type === 'execution-started') this.#begin(event.executionId, event.causes);
    else if (event.type === 'invocation-ended') this.#end(event.invocationId);
    else if (event.type === 'execution-ended') this.#end(event.executionId);
  }

  #begin(id: string, causes: readonly string[]): void {
    if (!this.#known.has(id) && !causes.some((each) => this.#known.has(each))) return;
    this.#known.add(id);
    this.#running.add(id);
    this.#change();
  }

  #end(id: string): void {
    if (this.#running.delete(id)) this.#change();
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    resolve();
  }
}
