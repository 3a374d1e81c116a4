import { arnOf } from '../../kernel/account.ts';
import type { Delivery, EventTarget } from '../../kernel/contracts/event-target.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';

/**
 * CloudWatch Logs as far as a log group is a target of events: each becomes a line in the stream of events.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export class Logs {
  readonly #events: EventStream;
  /** Logical IDs by name. */
  readonly #groups = new Map<string, string>();

  constructor(events: EventStream) {
    this.#events = events;
  }

  createGroup(options: { logicalId: string; name: string }): void {
    this.#groups.set(options.name, options.logicalId);
  }

  removeGroup(name: string): void {
    this.#groups.delete(name);
  }

  /** The log group with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const name = arn.split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';
    const logicalId = this.#groups.get(name);
    if (logicalId === undefined)
      throw new DeployError(`There is no log group ${arn}.`, 'Refer to one of this stack.');
    return {
      logicalId,
      deliver: async ({ payload, invocationId }) => {
        this.#events.emit({
          type: 'log-line',
          resource: logicalId,
          stream: 'stdout',
          line: lineOf(payload),
          ...(invocationId !== undefined && { invocationId }),
        });
      },
    };
  }
}

/** The ARN of a log group of this name. */
export const logGroupArn = (name: string): string => `${arnOf('logs', `log-group:${name}`)}:*`;

/** A rule may say what the line is: `{"timestamp": …, "message": …}`. Otherwise it is the event. */
function lineOf(payload: Delivery['payload']): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  try {
    const { message, timestamp, ...more } = JSON.parse(text);
    if (typeof message === 'string' && timestamp !== undefined && Object.keys(more).length === 0)
      return message;
  } catch {
    // A text.
  }
  return text;
}
