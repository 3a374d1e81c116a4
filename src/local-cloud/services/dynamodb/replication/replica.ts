import { performance } from 'node:perf_hooks';
import type { Region } from '../../../kernel/region.ts';
import type { Item } from '../item.ts';
import type { Link, ReplicatedWrite, Version } from './link.ts';

/**
 * A table's part in a global table: tells the other replicas of what was written here, and takes what was written there
 * when that is later. "DynamoDB will resolve the conflict by using the modification with the latest internal timestamp on
 * a per-item basis".
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export class Replica {
  readonly region: Region;
  /** Of its table. */
  readonly logicalId: string;
  /** The ways to every other replica. */
  readonly links = new Map<Replica, Link>();
  /** Of each item that was ever written, also when it is deleted by now. */
  readonly #versions = new Map<string, Version>();
  readonly #takeOver: (write: ReplicatedWrite) => void;

  /** `takeOver` writes to the table what another replica tells. */
  constructor(options: {
    region: Region;
    logicalId: string;
    takeOver(write: ReplicatedWrite): void;
  }) {
    this.region = options.region;
    this.logicalId = options.logicalId;
    this.#takeOver = options.takeOver;
  }

  /** Something was written here. */
  written(key: string, after: Item | undefined): void {
    const version = { at: performance.now(), region: this.region.name };
    this.#versions.set(key, version);
    for (const link of this.links.values()) link.send({ key, after, version, from: this.logicalId });
  }

  /** Takes a write of another replica, unless the item was written later than that. */
  receive(write: ReplicatedWrite): void {
    const own = this.#versions.get(write.key);
    if (own && !isLater(write.version, own)) return;
    this.#versions.set(write.key, write.version);
    this.#takeOver(write);
  }

  /** The table goes: nothing more is copied to it or from it. */
  leave(): void {
    for (const [other, link] of this.links) {
      link.stop();
      other.links.get(this)?.stop();
      other.links.delete(this);
    }
    this.links.clear();
  }
}

const isLater = (one: Version, other: Version): boolean =>
  one.at > other.at || (one.at === other.at && one.region > other.region);
