import { randomUUID } from 'node:crypto';
import { arnOf } from '../account.ts';
import type { Clock } from '../clock.ts';
import { DeployError } from '../cloud.ts';
import { deliverWithRetries } from '../delivery.ts';
import { refusalByFault } from '../emulators/api-faults.ts';
import { matchesPattern } from '../event-pattern/event-pattern.ts';
import { DeliveryError, type EventTarget, type EventTargets } from '../event-targets.ts';
import type { EventStream } from '../events.ts';
import type { Faults } from '../faults.ts';
import { EventBridgeApi, EventBridgeError } from './api.ts';
import { type BusEvent, busEventOf, type EntryRefusal, type PutEventsEntry, sizeOfEntry } from './event.ts';
import { type ExhaustedCondition, type Rule, type RuleTarget, ruleRetryDelaysSeconds } from './rule.ts';
import { inputFor } from './target-input.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  faults: Faults;
  invocationOf(accessKeyId: string): string | undefined;
}

interface Bus {
  logicalId: string;
  rules: Rule[];
}

/** Who puts events on a bus. */
interface Sender {
  requestId?: string;
  invocationId?: string | undefined;
}

/** The bus that every account has. */
const defaultBus = 'default';

/** "The total request size must be less than 1 MB"; exactly so much is taken. */
const maxRequestBytes = 1024 * 1024;

const maxEntries = 10;

/** EventBridge: buses, rules with event patterns, and the delivery of what matches to its targets. */
export class EventBridge {
  readonly #options: Options;
  readonly #api: EventBridgeApi;
  readonly #buses = new Map<string, Bus>([[defaultBus, { logicalId: defaultBus, rules: [] }]]);

  static async start(options: Options): Promise<EventBridge> {
    const eventBridge = new EventBridge(options);
    await eventBridge.#api.listen();
    return eventBridge;
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#api = new EventBridgeApi({ eventBridge: this, invocationOf: options.invocationOf });
  }

  get address(): string {
    return this.#api.address;
  }

  createBus(options: { logicalId: string; name: string }): void {
    this.#buses.set(options.name, { logicalId: options.logicalId, rules: [] });
  }

  /** Adds a rule to the bus of this name or ARN. Throws a DeployError when there is none. */
  createRule(busNameOrArn: string, rule: Rule): void {
    this.#bus(busNameOrArn).rules.push(rule);
  }

  /** The bus with this ARN as a target of events. Throws a DeployError when there is none. */
  target(arn: string): EventTarget {
    const { logicalId } = this.#bus(arn);
    return {
      logicalId,
      deliver: async ({ payload, busEvent, invocationId }) => {
        const [result] = (
          await this.putEvents(
            [
              {
                Source: busEvent?.source,
                DetailType: busEvent?.detailType,
                Resources: busEvent?.resources,
                Detail: JSON.stringify(payload),
                EventBusName: arn,
              },
            ],
            { invocationId },
          )
        ).Entries;
        if (result?.ErrorCode) throw new DeliveryError(result.ErrorCode, result.ErrorMessage ?? '', false);
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
    sender: Sender = {},
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
    const results: ({ EventId?: string } & Partial<EntryRefusal>)[] = [];
    for (const entry of entries) results.push(await this.#put(entry, sender));
    return { FailedEntryCount: results.filter((each) => each.ErrorCode).length, Entries: results };
  }

  close(): Promise<void> {
    return this.#api.close();
  }

  async #put(entry: PutEventsEntry, sender: Sender): Promise<{ EventId: string } | EntryRefusal> {
    const id = randomUUID();
    const event = busEventOf(entry, id);
    if ('ErrorCode' in event) return event;
    const bus = this.#buses.get(busName(entry.EventBusName ?? defaultBus));
    if (!bus) return { EventId: id };
    const refusal = await refusalByFault(this.#options.faults, bus.logicalId);
    if (refusal) {
      const throttled = refusal.code === 'ThrottlingException';
      return { ErrorCode: throttled ? refusal.code : 'InternalFailure', ErrorMessage: refusal.message };
    }
    this.#options.events.emit({ type: 'event-published', resource: bus.logicalId, eventId: id, ...sender });
    for (const rule of bus.rules) {
      if (!matchesPattern(rule.pattern, event)) continue;
      for (const target of rule.targets) void this.#deliver(event, rule, target, sender);
    }
    return { EventId: id };
  }

  async #deliver(event: BusEvent, rule: Rule, target: RuleTarget, { invocationId }: Sender): Promise<void> {
    const { events, targets, clock } = this.#options;
    const emitted = { resource: rule.logicalId, eventId: event.id };
    const input = inputFor(event, target, rule);
    const delays = ruleRetryDelaysSeconds(target.retryPolicy);
    let exhausted: ExhaustedCondition | undefined;
    const outcome = await deliverWithRetries({
      targets,
      targetArn: target.arn,
      clock,
      delivery: {
        trigger: 'eventbridge',
        causes: [event.id],
        payload: input,
        ...(invocationId !== undefined && { invocationId }),
        ...(target.messageGroupId !== undefined && {
          messageGroupId: target.messageGroupId,
          messageDeduplicationId: event.id,
        }),
        // A bus hands on the event as it was put, a target of another kind what the rule makes of it.
        ...(target.arn.includes(':event-bus/') && {
          payload: event.detail,
          busEvent: { source: event.source, detailType: event['detail-type'], resources: event.resources },
        }),
      },
      retryDelaysSeconds: {
        next: () => {
          const delay = delays.next();
          if (delay.done) exhausted = delay.value;
          return delay;
        },
      } as Iterator<number>,
      onRetry: (attempt) =>
        events.emit({ ...emitted, type: 'event-retried', attempt, to: this.#nameOf(target.arn) }),
    });
    if (outcome.status === 'delivered') events.emit({ ...emitted, type: 'event-delivered', to: outcome.to });
    if (outcome.status !== 'given-up') return;
    const { error, attempts } = outcome;
    const to = await this.#deadLetter(event, rule, target, { error, exhausted, retries: attempts - 1 });
    events.emit({
      ...emitted,
      type: 'event-given-up',
      reason: `${error.code}: ${error.message}`,
      ...(to !== undefined && { to }),
    });
  }

  /**
   * The event as it was matched, with what is known of the failure in its attributes; gives the queue's logical ID.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  async #deadLetter(
    event: BusEvent,
    rule: Rule,
    target: RuleTarget,
    failure: { error: DeliveryError; exhausted: ExhaustedCondition | undefined; retries: number },
  ): Promise<string | undefined> {
    if (target.deadLetterArn === undefined) return undefined;
    const queue = this.#options.targets.resolve(target.deadLetterArn);
    const attributes = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.arn,
      ERROR_CODE: failure.error.code,
      ERROR_MESSAGE: failure.error.message,
      RETRY_ATTEMPTS: String(failure.retries),
      ...(failure.exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: failure.exhausted }),
    };
    const taken = await queue
      .deliver({
        trigger: 'eventbridge',
        causes: [event.id],
        payload: event,
        messageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        ),
      })
      .then(
        () => true,
        () => false,
      );
    return taken ? queue.logicalId : undefined;
  }

  #bus(nameOrArn: string): Bus {
    const bus = this.#buses.get(busName(nameOrArn));
    if (bus) return bus;
    throw new DeployError(
      `There is no event bus ${nameOrArn}.`,
      'Refer to one of this stack with Ref, or to default.',
    );
  }

  #nameOf(arn: string): string {
    try {
      return this.#options.targets.resolve(arn).logicalId;
    } catch {
      return arn.split(':').at(-1) ?? arn;
    }
  }
}

const busName = (nameOrArn: string): string => nameOrArn.split('event-bus/').at(-1) ?? nameOrArn;

/** The ARN of a bus of this name. */
export const busArn = (name: string): string => arnOf('events', `event-bus/${name}`);
