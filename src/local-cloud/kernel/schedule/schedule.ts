import type { Clock } from '../clock.ts';
import { Cron } from './cron.ts';
import { TimeZone } from './time-zone.ts';

/** When something happens again and again. */
export interface Schedule {
  /** The first moment after this one, both in Unix ms; undefined when there is none. */
  next(after: number): number | undefined;
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`, counted from `start` in Unix ms. `strict`: the unit of 1 is singular, that of more is not. Throws an
 * Error that says what is wrong.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function rateOf(text: string, start: number, strict = true): Schedule {
  const [, count = '', unit = ''] = /^(\d+) +(minute|hour|day)s?$/.exec(text.trim()) ?? [];
  if (Number(count) < 1 || unit === '') throw new Error('a rate is a whole number of minutes, hours or days');
  if (strict && (Number(count) === 1) === text.trim().endsWith('s'))
    throw new Error(`the unit of ${count} is ${Number(count) === 1 ? unit : `${unit}s`}`);
  const interval = Number(count) * unitMs[unit as keyof typeof unitMs];
  return { next: (after) => start + Math.max(1, Math.floor((after - start) / interval) + 1) * interval };
}

/** `at(2026-11-29T12:00:00)`, once. Throws an Error that says what is wrong. */
export function onceAt(text: string, zoneName: string): Schedule {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim())?.slice(1).map(Number);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts ?? [];
  const written = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
  if (!parts || !written.startsWith(text.trim()))
    throw new Error('a time of the calendar is written yyyy-mm-ddThh:mm:ss');
  const moment = new TimeZone(zoneName).moment({ year, month, day, hour, minute });
  // What the clocks of the zone skip does not happen.
  if (moment === undefined) return { next: () => undefined };
  const at = moment + second * 1_000;
  return { next: (after) => (at > after ? at : undefined) };
}

/**
 * Reads a schedule expression. `once`: as EventBridge Scheduler reads it, which also knows at(…) and is not strict about the
 * number of a rate’s unit. Throws an Error that says what is wrong.
 */
export function scheduleOf(
  expression: string,
  { start, timeZone = 'UTC', once = false }: { start: number; timeZone?: string; once?: boolean },
): Schedule {
  const [, kind, text = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rateOf(text, start, !once);
  if (kind === 'cron') return new Cron(text, timeZone);
  if (kind === 'at' && once) return onceAt(text, timeZone);
  throw new Error(`it must be rate(…)${once ? ', cron(…) or at(…)' : ' or cron(…)'}`);
}

/** The longest wait at a time, in seconds of the cloud: timers take no longer ones. */
const longestWaitSeconds = 86_400;

/**
 * Calls `fire` at each moment of the schedule, on the cloud's clock, until `signal` or the cloud's end. What was missed
 * while the machine slept is not made up for.
 */
export async function followSchedule(
  schedule: Schedule,
  {
    clock,
    signal,
    from = clock.now(),
    until = Number.POSITIVE_INFINITY,
  }: {
    clock: Clock;
    signal: AbortSignal;
    /** Unix ms. */
    from?: number;
    /** Unix ms; nothing happens after it. */
    until?: number;
  },
  fire: (at: number) => void,
): Promise<void> {
  let at = schedule.next(from);
  while (at !== undefined && at <= until) {
    for (let left = at - clock.now(); left > 0; left = at - clock.now())
      if (!(await clock.wait(Math.min(left / 1_000, longestWaitSeconds), signal))) return;
    if (signal.aborted) return;
    fire(at);
    at = schedule.next(Math.max(at, clock.now() - 1_000));
    // Everybody else gets a turn, however fast the cloud's time runs.
    if (!(await clock.wait(0, signal))) return;
  }
}
