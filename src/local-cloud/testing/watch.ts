import type { CloudEvent, CloudEventOf } from '../../content/event.ts';
import type { Cloud } from '../cloud.ts';

/** All events of a cloud from now on, and waiting for some of them. */
export class Watch {
  readonly seen: CloudEvent[] = [];
  readonly #changed = new Set<() => void>();

  constructor(cloud: Pick<Cloud, 'subscribe'>) {
    cloud.subscribe((event) => {
      this.seen.push(event);
      for (const each of [...this.#changed]) each();
    });
  }

  /** The events of one type, of one resource if given. */
  of<Type extends CloudEvent['type']>(type: Type, resource?: string): CloudEventOf<Type>[] {
    return this.seen.filter(
      (each): each is CloudEventOf<Type> =>
        each.type === type && (resource === undefined || each.resource === resource),
    );
  }

  /** Resolves when what has been seen satisfies `condition`; rejects after `timeoutMs`, far more than a busy machine takes. */
  async until(condition: () => boolean, what: string, timeoutMs = 60_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#changed.delete(check);
        reject(
          new Error(`Not within ${timeoutMs} ms: ${what}. Seen: ${JSON.stringify(this.seen.slice(-30))}`),
        );
      }, timeoutMs);
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#changed.delete(check);
        resolve();
      };
      this.#changed.add(check);
    });
  }

  /** The first `count` events of a type, of one resource if given, once they have happened. */
  async first<Type extends CloudEvent['type']>(
    type: Type,
    resource?: string,
    count = 1,
  ): Promise<CloudEventOf<Type>[]> {
    await this.until(
      () => this.of(type, resource).length >= count,
      `${count} × ${type} of ${resource ?? 'any'}`,
    );
    return this.of(type, resource).slice(0, count);
  }
}
