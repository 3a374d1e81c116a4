import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import type { InvocationRequest, InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { EventInvokeConfig } from './function-configuration.ts';
import type { FunctionMetrics } from './function-metrics.ts';
import { deadLetterOf, destinationRecordOf, type EventEnd } from './invocation-record.ts';
import type { QueuedFunction } from './queued-function.ts';

/** "A one-minute wait between the first two attempts, and two minutes between the second and third." */
const retryWaitsSeconds = [60, 120];

/** "From 1 second after the first attempt to a maximum of 5 minutes." */
const backOffSeconds = { first: 1, longest: 300 };

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  faults: Faults;
  metrics: FunctionMetrics;
}

type Event = Pick<InvocationRequest, 'trigger' | 'causes' | 'payload'>;

/**
 * The queue between asynchronous callers and functions: it tries, waits and tries again, and hands what it gives up to
 * the dead-letter queue and the destinations.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class EventQueue {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Accepts an event: from here on the caller has nothing to do with it. Gives its id. */
  accept(fn: QueuedFunction, config: EventInvokeConfig, event: Event): string {
    const eventId = randomUUID();
    const { events, faults, metrics } = this.#options;
    metrics.event(fn.configuration.name, 'AsyncEventsReceived');
    const { trigger, causes } = event;
    const [cause] = causes;
    events.emit({
      type: 'event-queued',
      resource: fn.logicalId,
      eventId,
      trigger,
      ...(cause !== undefined && { cause }),
    });
    // "It's possible for it to receive the same event multiple times because the queue is eventually consistent."
    const copies = faults.strike(fn.logicalId, 'duplicate', eventId) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) void this.#process(fn, config, eventId, event);
    return eventId;
  }

  async #process(fn: QueuedFunction, config: EventInvokeConfig, eventId: string, event: Event) {
    const end = await this.#attempt(fn, config, eventId, event);
    if (!end) return;
    const { events, metrics } = this.#options;
    const succeeded = end.condition === 'Success';
    const { name } = fn.configuration;
    if (!succeeded) metrics.event(name, 'AsyncEventsDropped');
    const targets = succeeded
      ? [{ arn: config.onSuccessArn, content: destinationRecordOf }]
      : [
          { arn: config.onFailureArn, content: destinationRecordOf },
          { arn: fn.configuration.deadLetterTargetArn, content: deadLetterOf },
        ];
    const reached: string[] = [];
    for (const { arn, content } of targets) {
      if (arn === undefined) continue;
      const to = await this.#deliver(
        arn,
        content({ fn, eventId, payload: event.payload, end, targetArn: arn }),
      );
      if (to !== undefined) reached.push(to);
      else metrics.event(name, content === deadLetterOf ? 'DeadLetterErrors' : 'DestinationDeliveryFailures');
    }
    const resource = fn.logicalId;
    if (succeeded) for (const to of reached) events.emit({ type: 'event-delivered', resource, eventId, to });
    else if (reached.length === 0)
      events.emit({ type: 'event-given-up', resource, eventId, reason: end.condition });
    else
      for (const to of reached)
        events.emit({ type: 'event-given-up', resource, eventId, reason: end.condition, to });
  }

  /** Tries until the event is done with; undefined when the cloud closes before. */
  async #attempt(
    fn: QueuedFunction,
    config: EventInvokeConfig,
    eventId: string,
    event: Event,
  ): Promise<EventEnd | undefined> {
    const { events, clock } = this.#options;
    const { maximumRetryAttempts, maximumEventAgeSeconds } = config;
    let ageSeconds = 0;
    let backOff = backOffSeconds.first;
    let invokeCount = 0;
    for (let attempt = 1; ; attempt += 1) {
      if (attempt > 1) events.emit({ type: 'event-retried', resource: fn.logicalId, eventId, attempt });
      const begunAt = events.now();
      const result = await fn.invoke({ ...event, invocationId: eventId, asynchronous: true });
      ageSeconds += (events.now() - begunAt) / 1000;
      if (result.outcome === 'succeeded')
        return { condition: 'Success', invokeCount: invokeCount + 1, result };

      let waitSeconds: number;
      if (wasRun(result)) {
        invokeCount += 1;
        if (invokeCount > maximumRetryAttempts) return { condition: 'RetriesExhausted', invokeCount, result };
        waitSeconds = retryWaitsSeconds[invokeCount - 1] as number;
      } else {
        // "Lambda begins sending new events to the dead-letter queue or the on-failure destination, without any retries."
        if (fn.deployed.reservedConcurrency === 0)
          return { condition: 'ZeroReservedConcurrency', invokeCount, result };
        waitSeconds = backOff;
        backOff = Math.min(backOff * 2, backOffSeconds.longest);
      }
      const leftSeconds = maximumEventAgeSeconds - ageSeconds;
      if (!(await clock.wait(Math.max(0, Math.min(waitSeconds, leftSeconds))))) return undefined;
      if (waitSeconds > leftSeconds) return { condition: 'EventAgeExceeded', invokeCount, result };
      ageSeconds += waitSeconds;
    }
  }

  /** Gives the target's logical ID, or undefined when it did not take it: Lambda then drops the record. */
  async #deliver(
    arn: string,
    delivery: Parameters<ReturnType<EventTargets['resolve']>['deliver']>[0],
  ): Promise<string | undefined> {
    try {
      const target = this.#options.targets.resolve(arn);
      await target.deliver(delivery);
      return target.logicalId;
    } catch {
      return undefined;
    }
  }
}

/** Whether the function itself failed, in contrast to being throttled or out of reach. */
function wasRun(result: InvocationResult): boolean {
  return result.outcome !== 'throttled' && result.outcome !== 'unavailable';
}
