import type { ResourceIdentity } from '../kernel/contracts/resource-type.ts';

/** Stands for a value that is not known while the plan is made. Letters and digits: no function of a template parts it. */
const lateText = 'lateValue7f3a9c';

/** Whether a value that is not known yet is in it. */
export const holdsLateValue = (value: unknown): boolean => JSON.stringify(value)?.includes(lateText) ?? false;

/**
 * Values that the plan does not know: those that a resource tells when it has been created, and those of a refused
 * resource. What hangs on them is checked as far as it can be.
 */
export class LateValues {
  #asked = 0;
  /** Of every resource whose values are not known yet. */
  readonly identity: ResourceIdentity = { ref: lateText, attributes: {} };

  /** The attribute of a resource, or its reference, whose value is not known. */
  ask(): string {
    this.#asked += 1;
    return lateText;
  }

  /** Runs `resolve`, and tells whether it asked for what is not known. */
  watch<T>(resolve: () => T): { result?: T; error?: unknown; late: boolean } {
    const before = this.#asked;
    try {
      const result = resolve();
      return { result, late: this.#asked > before };
    } catch (error) {
      return { error, late: this.#asked > before };
    }
  }
}
