import type { CloudEvent } from '#content/event.ts';
import type { Deployment } from '#experiment/deployment.ts';
import type { ToldByStandIn } from '#experiment/stand-in.ts';
import type { Cloud } from '#local-cloud/cloud.ts';

/** Collects what happened in a cloud and in the stand-in beside it, on the cloud’s clock. */
export class CollectedEvents {
  readonly #cloud: Pick<Cloud, 'now' | 'subscribe'>;
  readonly #listeners = new Set<(event: CloudEvent) => void>();

  constructor(cloud: Pick<Cloud, 'now' | 'subscribe'>) {
    this.#cloud = cloud;
  }

  /** Takes what a stand-in tells. Its cloud does not hear of it: to its metrics and its bill it has not happened. */
  tell(event: ToldByStandIn): void {
    const told = { ...event, at: this.#cloud.now(), standIn: true } as const;
    for (const listener of this.#listeners) listener(told);
  }

  /** As a deployment collects them. */
  collect: Deployment['collect'] = (onEvent) => {
    const events: CloudEvent[] = [];
    const begin = this.#cloud.now();
    const note = (event: CloudEvent) => {
      const counted = { ...event, at: event.at - begin };
      events.push(counted);
      onEvent?.(counted);
    };
    const unsubscribe = this.#cloud.subscribe(note);
    this.#listeners.add(note);
    return {
      events,
      end: () => {
        unsubscribe();
        this.#listeners.delete(note);
      },
    };
  };
}
