import type { Trigger } from '../../../content/event.ts';
import { DeployError } from '../errors.ts';

/** What a service hands on to a target: a failed event to a dead-letter queue, a bus event to a function, … */
export interface Delivery {
  /** The service that hands it on, as the receiving function's trigger. */
  trigger: Trigger;
  /** Ids of what caused it: the request, the message, the event. */
  causes: string[];
  /**
   * A JSON value: the event of a function, the detail of a bus event. Queues and topics get it as JSON text, or as it is
   * when it is a text.
   */
  payload: unknown;
  /** The invocation that caused it, when one did. */
  invocationId?: string;
  /** For queues and topics. */
  messageAttributes?: Record<string, MessageAttribute>;
  /** For topics: what an e-mail would be headed. */
  subject?: string;
  /** For FIFO queues and topics. */
  messageGroupId?: string;
  messageDeduplicationId?: string;
  /** For event buses, which need them. */
  busEvent?: { source: string; detailType: string; resources: string[] };
}

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

/** Something with an ARN that takes events: a queue, a function (asynchronously), a topic, a bus. */
export interface EventTarget {
  logicalId: string;
  /** Resolves when the target has taken it, which is not when it is worked off. Rejects with a DeliveryError. */
  deliver(delivery: Delivery): Promise<void>;
}

/** Finds who takes events by ARN. Each service says once how its own are found. */
export class EventTargets {
  readonly #services = new Map<string, (arn: string) => EventTarget>();

  /** From now on ARNs of `service` are resolved by `resolve`, which throws a DeployError for one that is not there. */
  register(service: string, resolve: (arn: string) => EventTarget): void {
    this.#services.set(service, resolve);
  }

  /** The target with this ARN. Throws a DeployError when there is none. */
  resolve(arn: string): EventTarget {
    const resolve = this.#services.get(arn.split(':')[2] ?? '');
    if (!resolve) {
      throw new DeployError(
        `${arn} cannot take events here.`,
        `Name the ARN of a resource of one of these services: ${[...this.#services.keys()].join(', ')}.`,
      );
    }
    return resolve(arn);
  }
}
