import { setTimeout as delay } from 'node:timers/promises';
import type { ShardSource, SourceRecord } from '../../../kernel/contracts/event-source.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import { hasRun, StreamInvoker } from './stream-invoker.ts';
import type { StreamMappingOptions } from './stream-mapping-options.ts';

/** "When no new records are being added to the current window, Lambda waits for up to 2 minutes before assuming that the window is over." */
const quietSeconds = 120;

/** "Your state can be a maximum of 1 MB per shard." */
const maxStateBytes = 1_024 * 1_024;

type State = Record<string, unknown>;

interface Window {
  /** Unix ms. */
  start: number;
  end: number;
  state: State;
  /** The last record that the state holds. */
  last: SourceRecord;
  /** Aborted when nothing more is awaited for it. */
  over: AbortController;
  /** Aborted when it was ended. */
  ended: AbortController;
}

/**
 * The tumbling windows of one shard: what the function answered as state goes to its next invocation of the window, and
 * in the end to one that has no records. A record belongs to the window of its arrival.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
 */
export class TumblingWindows {
  readonly #options: StreamMappingOptions;
  readonly #of: { shard: ShardSource; stop: AbortSignal };
  #open: Window | undefined;

  constructor(options: StreamMappingOptions, of: { shard: ShardSource; stop: AbortSignal }) {
    this.#options = options;
    this.#of = of;
  }

  /** Aborted when nothing more is awaited for the open window. */
  get over(): AbortSignal | undefined {
    return this.#open?.over.signal;
  }

  areApart(one: SourceRecord, other: SourceRecord): boolean {
    return this.#startOf(one) !== this.#startOf(other);
  }

  /** Opens the window of a record; one of another time is ended first. */
  async openFor(record: SourceRecord): Promise<void> {
    const start = this.#startOf(record);
    if (this.#open?.start === start) return;
    await this.end();
    const end = start + this.#options.tumblingWindowSeconds * 1000;
    const [over, ended] = [new AbortController(), new AbortController()];
    this.#open = { start, end, state: {}, last: record, over, ended };
    void this.#awaitQuiet(this.#open);
  }

  /** The event for records of the open window. */
  eventOf(Records: object[]): { Records: object[] } {
    return this.#event(this.#open as Window, Records, { isFinal: false, isEarly: false });
  }

  /** "If the response does not contain a state property, Lambda considers this a failed invocation." */
  isAnswer(payload: unknown): boolean {
    return stateIn(payload) !== undefined;
  }

  /** Takes the state out of an answer. "If it exceeds that size, Lambda terminates the window early." */
  async keep(result: InvocationResult, last: SourceRecord): Promise<void> {
    const window = this.#open as Window;
    window.state = ('payload' in result && stateIn(result.payload)) || {};
    window.last = last;
    if (Buffer.byteLength(JSON.stringify(window.state)) <= maxStateBytes) return;
    await this.#invokeFinally(window, true);
    window.state = {};
  }

  /** Ends the open window, if there is one: "Lambda uses final processing for actions on the aggregation results." */
  async end(): Promise<void> {
    const window = this.#open;
    if (!window || this.#of.stop.aborted) return;
    window.ended.abort();
    await this.#invokeFinally(window, false);
    this.#open = undefined;
  }

  /** "If invocation is unsuccessful, your Lambda function suspends further processing until a successful invocation", or the retries end. */
  async #invokeFinally(window: Window, isEarly: boolean): Promise<void> {
    const { fn, events } = this.#options;
    const invoker = new StreamInvoker(this.#options, this.#of);
    const { eventId } = window.last;
    const giveUp = (reason: string) =>
      events.emit({ type: 'event-given-up', resource: fn.logicalId, eventId, reason });
    for (let attempts = 0; !this.#of.stop.aborted; ) {
      if (invoker.isTooOld(window.last)) return giveUp('RecordAgeExceeded');
      const result = await invoker.invoke([window.last], this.#event(window, [], { isFinal: true, isEarly }));
      if (this.#of.stop.aborted) return;
      if (hasRun(result)) {
        // What it answers is not read: there is nothing that a state could go to.
        if (result.outcome === 'succeeded') return;
        if (invoker.isLastAttempt(attempts)) return giveUp('RetryAttemptsExhausted');
        attempts += 1;
      }
      if (!(await invoker.wait())) return;
      events.emit({ type: 'event-retried', resource: fn.logicalId, eventId, attempt: attempts + 1 });
    }
  }

  #event(window: Window, Records: object[], { isFinal, isEarly }: { isFinal: boolean; isEarly: boolean }) {
    const iso = (ms: number) => new Date(ms).toISOString().replace(/\.000Z$/, 'Z');
    return {
      Records,
      shardId: this.#of.shard.shardId,
      eventSourceARN: this.#options.stream.arn,
      window: { start: iso(window.start), end: iso(window.end) },
      state: window.state,
      isFinalInvokeForWindow: isFinal,
      isWindowTerminatedEarly: isEarly,
    };
  }

  async #awaitQuiet(window: Window): Promise<void> {
    const signal = AbortSignal.any([this.#of.stop, window.ended.signal]);
    const left = Math.max(0, window.end - Date.now());
    const isPast = await delay(left, true, { signal }).catch(() => false);
    if (isPast && (await this.#options.clock.wait(quietSeconds, signal))) window.over.abort();
  }

  /** "Lambda determines tumbling window boundaries based on the time when records were inserted into the stream." */
  #startOf({ createdAtMs }: SourceRecord): number {
    const length = this.#options.tumblingWindowSeconds * 1000;
    return Math.floor(createdAtMs / length) * length;
  }
}

function stateIn(payload: unknown): State | undefined {
  const state = typeof payload === 'object' && payload !== null && 'state' in payload && payload.state;
  return typeof state === 'object' && state !== null && !Array.isArray(state) ? (state as State) : undefined;
}
