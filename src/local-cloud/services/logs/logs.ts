import { randomUUID } from 'node:crypto';
import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import type { Delivery, EventTarget } from '../../kernel/contracts/event-target.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { LogGroup, type LogGroupSettings } from './log-group.ts';
import { LogQueries } from './log-queries.ts';

/**
 * CloudWatch Logs: what functions, containers, gateways and callers write, by group and stream, and queries of it. As a
 * target of EventBridge a group takes events, each of which becomes a line of the stream of events as well.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export class Logs {
  /** By name. */
  readonly groups = new Map<string, LogGroup>();
  readonly queries = new LogQueries();
  readonly #kernel: Kernel;
  /** Of groups that a stack made: logical IDs by name. */
  readonly #logicalIds = new Map<string, string>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.logs.subscribe(({ group, stream, message, at }) =>
      this.#groupOf(group).append(stream, { at, ingestedAt: at, message }),
    );
  }

  /** Unix ms of AWS's time. */
  get now(): number {
    return Math.floor(this.#kernel.clock.now());
  }

  createGroup({ logicalId, ...settings }: LogGroupSettings & { logicalId?: string }): void {
    const { name } = settings;
    if (logicalId !== undefined) this.#logicalIds.set(name, logicalId);
    this.groups.set(name, new LogGroup(settings, this.now));
  }

  removeGroup(name: string): void {
    this.groups.delete(name);
    this.#logicalIds.delete(name);
  }

  /** The group that a name or ARN means. Throws an ApiServerError when there is none. */
  group(nameOrArn: string): LogGroup {
    const found = this.groups.get(groupNameOf(nameOrArn));
    if (found) return found;
    throw new ApiServerError('ResourceNotFoundException', 'The specified log group does not exist.');
  }

  /** The log group with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const name = groupNameOf(arn);
    const logicalId = this.#logicalIds.get(name);
    if (logicalId === undefined)
      throw new DeployError(`There is no log group ${arn}.`, 'Refer to one of this stack.');
    const stream = randomUUID();
    return {
      logicalId,
      deliver: async ({ payload, invocationId }) => {
        const line = lineOf(payload);
        this.#kernel.events.emit({
          type: 'log-line',
          resource: logicalId,
          stream: 'stdout',
          line,
          ...(invocationId !== undefined && { invocationId }),
        });
        this.#kernel.logs.write({ group: name, stream, message: line });
      },
    };
  }

  #groupOf(name: string): LogGroup {
    if (!this.groups.has(name)) this.createGroup({ name });
    return this.groups.get(name) as LogGroup;
  }
}

/** The ARN of a log group of this name. */
export const logGroupArn = (name: string): string => `${arnOf('logs', `log-group:${name}`)}:*`;

const groupNameOf = (nameOrArn: string): string =>
  nameOrArn.split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';

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
