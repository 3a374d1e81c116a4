import * as v from 'valibot';
import { DeployError } from '../../../kernel/errors.ts';

/** Something that reads a source and invokes a function with what it finds. */
export interface Poller {
  start(): void;
  stop(): Promise<void> | void;
  /** Begins no new batch, and ends what is in work as usual: of kinds of sources whose mapping can be changed while it runs. */
  retire?(): void;
}

type Properties = { EventSourceArn: string; Enabled: boolean };

interface Parts {
  uuid: string;
  /** What its kind of source takes. */
  schema: v.GenericSchema<unknown, unknown>;
  properties: Properties;
  /** Throws a DeployError where AWS would answer InvalidParameterValueException. */
  open(properties: Properties): Poller;
}

/** One event source mapping while it is there: it polls while it is enabled, and can be changed. */
export class EventSourceMapping {
  readonly #parts: Parts;
  #properties: Properties;
  #poller: Poller;
  #lastModifiedAt = Date.now();
  /** Pollers of settings that were replaced: some of their batches may still be in work. */
  readonly #retired: Poller[] = [];

  /** Throws a DeployError where AWS would answer InvalidParameterValueException. */
  constructor(parts: Parts) {
    this.#parts = parts;
    this.#properties = parts.properties;
    this.#poller = parts.open(this.#properties);
    if (this.#properties.Enabled) this.#poller.start();
  }

  get uuid(): string {
    return this.#parts.uuid;
  }

  /** Unix ms; of its creation, or of its last change. */
  get lastModifiedAt(): number {
    return this.#lastModifiedAt;
  }

  /** As they are now, with the names of CloudFormation. */
  get properties(): Readonly<Properties & Record<string, unknown>> {
    return { ...this.#properties };
  }

  /**
   * Gives it these properties in the place of those that it has of the same name. Batches in work end as usual. Throws a
   * DeployError, and changes nothing, where AWS would answer InvalidParameterValueException.
   */
  update(changes: Record<string, unknown>): void {
    if (!this.#poller.retire)
      throw new DeployError(
        `${this.uuid} reads a stream: its mapping cannot be changed here while it runs.`,
        'Deploy the stack with the other settings.',
      );
    const parsed = v.safeParse(this.#parts.schema, { ...this.#properties, ...changes });
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new DeployError(
        `${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`,
        'Give a value that it takes.',
      );
    }
    const properties = parsed.output as Properties;
    const poller = this.#parts.open(properties);
    this.#poller.retire();
    this.#retired.push(this.#poller);
    this.#properties = properties;
    this.#poller = poller;
    this.#lastModifiedAt = Date.now();
    if (properties.Enabled) poller.start();
  }

  async close(): Promise<void> {
    await Promise.all([this.#poller, ...this.#retired].map((each) => each.stop()));
  }
}
