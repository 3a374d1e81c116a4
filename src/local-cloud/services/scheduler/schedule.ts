import { randomUUID } from 'node:crypto';
import { account } from '../../kernel/account.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Delivery, EventTargets } from '../../kernel/contracts/event-target.ts';
import type { EventStream } from '../../kernel/events.ts';
import { defaultRetryPolicy } from '../../kernel/retry-policy.ts';
import { followSchedule, scheduleOf } from '../../kernel/schedule/schedule.ts';
import { deliverByPolicy } from '../../kernel/told-delivery.ts';
import { isOneTime, type ScheduleSettings, takesJson } from './schedule-settings.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  /** From 0 to 1. */
  random(): number;
  /** After its last invocation, when it is to be deleted then. */
  onComplete(): void;
}

/** Which schedule it is. */
interface Identity {
  logicalId: string;
  arn: string;
  /** Unix ms; now unless an earlier one had its name. */
  createdAt?: number | undefined;
}

const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** A schedule that runs. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export class RunningSchedule {
  readonly settings: ScheduleSettings;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly #logicalId: string;
  readonly #options: Options;
  readonly #stopped = new AbortController();

  constructor(identity: Identity, settings: ScheduleSettings, options: Options) {
    this.settings = settings;
    this.arn = identity.arn;
    this.#logicalId = identity.logicalId;
    this.#options = options;
    this.modifiedAt = options.clock.now();
    this.createdAt = identity.createdAt ?? this.modifiedAt;
    if (settings.State === 'ENABLED') void this.#follow();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #follow(): Promise<void> {
    const { clock, onComplete } = this.#options;
    const { signal } = this.#stopped;
    const { ScheduleExpression: expression, ScheduleExpressionTimezone: timeZone } = this.settings;
    // "EventBridge Scheduler ignores StartDate for one-time schedules", and EndDate too.
    const { StartDate, EndDate } = isOneTime(expression) ? {} : this.settings;
    const start = Math.max(StartDate ?? 0, this.modifiedAt);
    const schedule = scheduleOf(expression, { start, timeZone: timeZone ?? 'UTC', once: true });
    // "If you don't provide a StartDate, your schedule starts invoking the target immediately."
    const first = expression.startsWith('rate') ? start : schedule.next(start - 1);
    const next = (after: number) => (first !== undefined && after < first ? first : schedule.next(after));
    const until = EndDate ?? Number.POSITIVE_INFINITY;
    let last: Promise<void> | undefined;
    await followSchedule({ next }, { clock, signal, from: start - 1, until }, (at) => {
      last = this.#invoke(at);
    });
    await last;
    if (!signal.aborted && this.settings.ActionAfterCompletion === 'DELETE') onComplete();
  }

  async #invoke(at: number): Promise<void> {
    const { events, targets, clock, random } = this.#options;
    const { Target: target, FlexibleTimeWindow: window } = this.settings;
    const windowSeconds = (window.MaximumWindowInMinutes ?? 0) * 60;
    if (windowSeconds > 0 && !(await clock.wait(windowSeconds * random(), this.#stopped.signal))) return;
    const executionId = randomUUID();
    const emitted = { resource: this.#logicalId, eventId: executionId };
    events.emit({ ...emitted, type: 'event-published' });
    const inputOf = (attempt: number) => this.#input(at, executionId, attempt);
    const policy = {
      maximumRetryAttempts:
        target.RetryPolicy?.MaximumRetryAttempts ?? defaultRetryPolicy.maximumRetryAttempts,
      maximumEventAgeInSeconds:
        target.RetryPolicy?.MaximumEventAgeInSeconds ?? defaultRetryPolicy.maximumEventAgeInSeconds,
    };
    await deliverByPolicy({
      events,
      targets,
      clock,
      emitted,
      targetArn: target.Arn,
      policy,
      delivery: (attempt) => this.#delivery(inputOf(attempt), executionId),
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
      deadLetter: {
        arn: target.DeadLetterConfig?.Arn ?? undefined,
        trigger: 'scheduler',
        causes: [],
        payload: inputOf(1),
        attributes: {
          EXECUTION_ID: executionId,
          SCHEDULE_ARN: this.arn,
          SCHEDULED_TIME: isoSeconds(at),
        },
      },
    });
  }

  /** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
  #input(at: number, executionId: string, attempt: number): string {
    const attributes: Record<string, string> = {
      'schedule-arn': this.arn,
      'scheduled-time': isoSeconds(at),
      'execution-id': executionId,
      'attempt-number': String(attempt),
    };
    const { Input } = this.settings.Target;
    if (typeof Input === 'string')
      return Input.replaceAll(
        /<aws\.scheduler\.([a-z-]+)>/g,
        (token, name: string) => attributes[name] ?? token,
      );
    return JSON.stringify({
      version: '0',
      id: executionId,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: account.id,
      time: isoSeconds(at),
      region: account.region,
      resources: [this.arn],
      detail: '{}',
    });
  }

  #delivery(input: string, executionId: string): Delivery {
    const { Arn, SqsParameters, EventBridgeParameters } = this.settings.Target;
    const group = SqsParameters?.MessageGroupId;
    return {
      trigger: 'scheduler',
      causes: [executionId],
      payload: takesJson(Arn) ? jsonOf(input) : input,
      // "If you specify an Amazon SQS FIFO queue as a target, the queue must have content-based deduplication enabled."
      ...(typeof group === 'string' && { messageGroupId: group }),
      ...(EventBridgeParameters && {
        busEvent: {
          source: EventBridgeParameters.Source,
          detailType: EventBridgeParameters.DetailType,
          resources: [this.arn],
        },
      }),
    };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
