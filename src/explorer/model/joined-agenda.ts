import { Agenda } from './agenda.ts';
import { bitsOfKinds, kinds } from './kinds.ts';

const { subscriptionGoesOn } = kinds;
const kindBits = bitsOfKinds;

/**
 * An agenda that others are joined to, one for each subscription. Each keeps its own order, also of what happens at the
 * same moment: nothing in one can change another.
 */
export class JoinedAgenda extends Agenda {
  readonly #others: Agenda[] = [];

  /** Joins another one; the first is number 0. */
  join(agenda: Agenda): void {
    this.#others.push(agenda);
  }

  override get nextAt(): number {
    let earliest = super.nextAt;
    for (const other of this.#others) if (other.nextAt < earliest) earliest = other.nextAt;
    return earliest;
  }

  /** Takes the earliest entry of its own; where that of another is earlier, says of which, and leaves it there. */
  override take(): number {
    const at = this.nextAt;
    if (super.nextAt === at) return super.take();
    return (this.#others.findIndex((other) => other.nextAt === at) << kindBits) | subscriptionGoesOn;
  }
}
