import { randomUUID } from 'node:crypto';
import { refusalByFault } from '../../kernel/api-faults.ts';
import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeliveryError, DeployError } from '../../kernel/errors.ts';
import { matchesPattern } from '../../kernel/event-pattern/event-pattern.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { followSchedule, type Schedule } from '../../kernel/schedule/schedule.ts';
import { Archives } from './archive/archives.ts';
import { busName, defaultBus, isBusArn } from './bus-name.ts';
import {
  type BusEvent,
  busEventOf,
  type EntryRefusal,
  type PutEventsEntry,
  scheduledEvent,
  sizeOfEntry,
} from './event.ts';
import { EventBridgeError } from './event-bridge-error.ts';
import { entriesOf } from './put-events-input.ts';
import type { Rule } from './rule.ts';
import { RuleDelivery } from './rule-delivery.ts';
import { countOfRule } from './rule-metrics.ts';

interface Bus {
  logicalId: string;
  rules: Rule[];
}

/** "The total request size must be less than 1 MB"; exactly so much is taken. */
const maxRequestBytes = 1024 * 1024;

const maxEntries = 10;

/** EventBridge: buses, rules with event patterns, and the delivery of what matches to its targets. */
export class EventBridge {
  readonly #kernel: Kernel;
  readonly #delivery: RuleDelivery;
  readonly #buses = new Map<string, Bus>([[defaultBus, { logicalId: defaultBus, rules: [] }]]);
  readonly archives: Archives;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#delivery = new RuleDelivery(kernel);
    const { clock, events } = kernel;
    this.archives = new Archives({ clock, events, hasBus: (name) => this.hasBus(name) });
  }

  /** PutEvents from inside the cloud. Rejects with an EventBridgeError. */
  async call(
    action: string,
    input: Record<string, unknown>,
    caller: ActionCaller,
  ): Promise<Record<string, unknown>> {
    if (action !== 'PutEvents')
      throw new EventBridgeError('UnknownOperationException', `The action ${action} is not valid.`);
    return this.putEvents(entriesOf(input), caller);
  }

  createBus(options: { logicalId: string; name: string }): void {
    this.#buses.set(options.name, { logicalId: options.logicalId, rules: [] });
  }

  hasBus(name: string): boolean {
    return this.#buses.has(name);
  }

  /** The rules of the bus of this name. Throws an EventBridgeError when there is none. */
  rulesOf(bus: string): Rule[] {
    const found = this.#buses.get(bus);
    if (found) return [...found.rules];
    throw new EventBridgeError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  }

  /** The rule of this name or ARN. Throws an EventBridgeError when there is none. */
  rule(bus: string, nameOrArn: string): Rule {
    const found = this.rulesOf(bus).find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    if (found) return found;
    throw new EventBridgeError(
      'ResourceNotFoundException',
      `Rule ${nameOrArn} does not exist on EventBus ${bus}.`,
    );
  }

  /** Adds a rule to the bus of this name or ARN. Throws a DeployError when there is none. */
  createRule(busNameOrArn: string, rule: Rule): void {
    this.#bus(busNameOrArn).rules.push(rule);
  }

  /** Sends a rule's targets an event at each moment of a schedule. The result ends it. */
  follow(rule: Rule, schedule: Schedule): () => void {
    const { clock, events } = this.#kernel;
    const stopped = new AbortController();
    void followSchedule(schedule, { clock, signal: stopped.signal }, (at) => {
      if (!rule.isEnabled) return;
      const event = scheduledEvent(rule.arn, at);
      countOfRule(this.#kernel.metrics, rule, 'TriggeredRules');
      events.emit({ type: 'event-published', resource: rule.logicalId, eventId: event.id });
      for (const target of rule.targets) void this.#delivery.deliver(event, rule, target, undefined);
    });
    return () => stopped.abort();
  }

  /** The bus with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const { logicalId } = this.#bus(arn);
    return {
      logicalId,
      deliver: async ({ payload, busEvent, invocationId, trigger, causes }) => {
        const result = await this.#put(
          {
            Source: busEvent?.source,
            DetailType: busEvent?.detailType,
            Resources: busEvent?.resources,
            Detail: JSON.stringify(payload),
            EventBusName: arn,
          },
          { invocationId, ...(causes[0] && { cause: causes[0] }) },
          { fromBus: trigger === 'eventbridge', ofAws: trigger === 's3' || trigger === 'cloudwatch' },
        );
        if (!('ErrorCode' in result)) return;
        const retryable = ['InternalFailure', 'ThrottlingException'].includes(result.ErrorCode);
        throw new DeliveryError(result.ErrorCode, result.ErrorMessage, retryable);
      },
    };
  }

  /**
   * Takes events, each on its own. Rejects with an EventBridgeError when the request as a whole is not valid. An event
   * for a bus that does not exist is taken and lost.
   * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
   */
  async putEvents(
    entries: PutEventsEntry[],
    sender: ActionCaller = {},
  ): Promise<{ FailedEntryCount: number; Entries: ({ EventId?: string } & Partial<EntryRefusal>)[] }> {
    if (entries.length < 1 || entries.length > maxEntries) {
      throw new EventBridgeError(
        'ValidationException',
        `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length ${entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${maxEntries}`}`,
      );
    }
    if (entries.reduce((bytes, entry) => bytes + sizeOfEntry(entry), 0) > maxRequestBytes) {
      throw new EventBridgeError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    }
    for (const [index, { EventBusName: bus = defaultBus, TraceHeader: header = '-' }] of entries.entries()) {
      const problem = !/^(arn:aws[\w-]*:events:[\w-]+:\d+:event-bus\/)?[/.\-_A-Za-z\d]{1,256}$/.test(bus)
        ? [
            'eventBusName',
            bus,
            String.raw`Member must satisfy regular expression pattern: (arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+`,
          ]
        : (header.length < 1 || header.length > 500) && [
            'traceHeader',
            header,
            'Member must have length less than or equal to 500',
          ];
      if (problem)
        throw new EventBridgeError(
          'ValidationException',
          `1 validation error detected: Value '${problem[1]}' at 'entries.${index + 1}.member.${problem[0]}' failed to satisfy constraint: ${problem[2]}`,
        );
    }
    const results: ({ EventId?: string } & Partial<EntryRefusal>)[] = [];
    for (const entry of entries) results.push(await this.#put(entry, sender));
    return { FailedEntryCount: results.filter((each) => each.ErrorCode).length, Entries: results };
  }

  async #put(
    entry: PutEventsEntry,
    sender: ActionCaller,
    { fromBus = false, ofAws = false } = {},
  ): Promise<{ EventId: string } | EntryRefusal> {
    const id = randomUUID();
    const event = busEventOf(entry, id, this.#kernel.clock.now(), { ofAws });
    if ('ErrorCode' in event) return event;
    const nameOfBus = busName(entry.EventBusName ?? defaultBus);
    const bus = this.#buses.get(nameOfBus);
    if (!bus) return { EventId: id };
    const refusal = await refusalByFault(this.#kernel.faults, bus.logicalId);
    if (refusal) {
      const throttled = refusal.code === 'ThrottlingException';
      return { ErrorCode: throttled ? refusal.code : 'InternalFailure', ErrorMessage: refusal.message };
    }
    this.#kernel.events.emit({ type: 'event-published', resource: bus.logicalId, eventId: id, ...sender });
    this.archives.offer(nameOfBus, event);
    this.#route(bus.rules, event, { fromBus, invocationId: sender.invocationId });
    return { EventId: id };
  }

  /** Shows a replayed event to the rules of a bus; to those with these ARNs only, if given. */
  routeAgain(bus: string, event: BusEvent, ruleArns: string[] | undefined): void {
    const { rules = [] } = this.#buses.get(bus) ?? {};
    this.#route(
      rules.filter(({ arn }) => ruleArns === undefined || ruleArns.includes(arn)),
      event,
      { fromBus: false, invocationId: undefined },
    );
  }

  #route(
    rules: Rule[],
    event: BusEvent,
    { fromBus, invocationId }: { fromBus: boolean; invocationId: string | undefined },
  ): void {
    for (const rule of rules) {
      if (!rule.isEnabled || !rule.pattern || !matchesPattern(rule.pattern, event)) continue;
      countOfRule(this.#kernel.metrics, rule, 'MatchedEvents');
      countOfRule(this.#kernel.metrics, rule, 'TriggeredRules');
      for (const target of rule.targets) {
        // "EventBridge can't route events received from a sender event bus to a third event bus."
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
        if (fromBus && isBusArn(target.arn)) continue;
        void this.#delivery.deliver(event, rule, target, invocationId);
      }
    }
  }

  #bus(nameOrArn: string): Bus {
    const bus = this.#buses.get(busName(nameOrArn));
    if (bus) return bus;
    throw new DeployError(
      `There is no event bus ${nameOrArn}.`,
      'Refer to one of this stack with Ref, or to default.',
    );
  }
}
