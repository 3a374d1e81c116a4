/**
 * The variables of a workflow, or of a branch or iteration in it, which also sees those of what it is in.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #own = new Map<string, unknown>();

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  assign(variables: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(variables)) this.#own.set(name, value);
  }

  /** By name, without `$`. */
  all(): Record<string, unknown> {
    return { ...this.#outer?.all(), ...Object.fromEntries(this.#own) };
  }
}
