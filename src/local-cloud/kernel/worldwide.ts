/** What a service has once for all Regions of a cloud, such as the replicas of its tables. */
export class Worldwide {
  readonly #things = new Map<new () => unknown, unknown>();

  /** The cloud's only one of this class; made when it is asked for first. */
  only<Thing>(kind: new () => Thing): Thing {
    const made = this.#things.get(kind) ?? new kind();
    this.#things.set(kind, made);
    return made as Thing;
  }
}
