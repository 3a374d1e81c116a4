import type { CloudEvent } from '#content/event.ts';
import type { LiveRun } from '#content/own-run.ts';
import { sparkline } from '../terminal/sparkline.ts';
import { columnsOf, pad } from '../terminal/text.ts';

type Counted = 'front' | 'queue' | 'stream' | 'function' | 'table';

const kinds: [kind: Counted, named: RegExp][] = [
  ['front', /\b(API|ALB|balancer)\b/i],
  ['queue', /\b(SQS|queue|FIFO)\b/i],
  ['stream', /\b(Kinesis|stream)\b/i],
  ['function', /\b(Lambda|function)\b/i],
  ['table', /\b(DynamoDB|table)\b/i],
];

/** How often the course over time takes a value. */
export const sampleEveryMs = 200;

/** The pipeline of a variant with what is in each part of it now, told by the cloud's events. */
export class LivePipeline {
  readonly #pipeline: string[];
  readonly #open = new Set<string>();
  readonly #waiting = new Set<string>();
  /** Records of streams that no batch has been done with. */
  readonly #ahead = new Set<string>();
  readonly #running = new Map<string, string[]>();
  readonly #counts = {
    answered: 0,
    refused: 0,
    throttled: 0,
    deadLettered: 0,
    written: 0,
    tableThrottled: 0,
    recordsRefused: 0,
  };
  readonly #course: number[] = [];

  constructor(pipeline: string[]) {
    this.#pipeline = pipeline;
  }

  note(event: CloudEvent): void {
    const counts = this.#counts;
    if (event.type === 'request-received') this.#open.add(event.requestId);
    else if (event.type === 'request-answered') {
      this.#open.delete(event.requestId);
      counts.answered += 1;
      if (event.status >= 400) counts.refused += 1;
    } else if (event.type === 'message-enqueued') this.#waiting.add(event.messageId);
    else if (event.type === 'message-deleted') this.#waiting.delete(event.messageId);
    else if (event.type === 'message-dead-lettered') {
      this.#waiting.delete(event.messageId);
      counts.deadLettered += 1;
    } else if (event.type === 'record-put') this.#ahead.add(event.eventId);
    else if (event.type === 'record-refused') counts.recordsRefused += 1;
    else if (event.type === 'event-given-up') this.#ahead.delete(event.eventId);
    else if (event.type === 'invocation-started') this.#running.set(event.invocationId, event.causes);
    else if (event.type === 'invocation-ended') {
      const causes = this.#running.get(event.invocationId) ?? [];
      if (event.outcome === 'succeeded') for (const each of causes) this.#ahead.delete(each);
      this.#running.delete(event.invocationId);
    } else if (event.type === 'invocation-throttled') counts.throttled += 1;
    else if (event.type === 'item-written') counts.written += 1;
    else if (event.type === 'capacity-throttled') counts.tableThrottled += 1;
  }

  /** Takes a value for the course over time. */
  sample(): void {
    this.#course.push(this.#waits() ? this.#countWaiting() : this.#open.size);
  }

  /** The parts of the pipeline in their order, each with its counts in words; none where nothing is counted. */
  parts(): LiveRun['parts'] {
    const texts = this.#texts();
    const seen = new Set<Counted>();
    return this.#pipeline.map((name) => {
      const kind = kindOf(name);
      // The events of several functions are counted together: they stand at the first of them.
      const counts = kind && !seen.has(kind) ? texts[kind] : '';
      if (kind) seen.add(kind);
      return { name, counts };
    });
  }

  /** What waits, or which requests are open, at each sample so far. */
  course(): LiveRun['course'] {
    return { label: this.#waits() ? 'waiting' : 'open requests', values: [...this.#course] };
  }

  /** Two lines of the pipeline, name above counts, and one with the course over time. */
  lines(columns: number): string[] {
    const cells = this.parts().map(({ name, counts }) => ({
      ...{ name, counts },
      width: Math.max(columnsOf(name), columnsOf(counts)),
    }));
    const { label, values } = this.course();
    const chart = `${label} ${sparkline(values, Math.max(8, columns - label.length - 8))} ${values.at(-1) ?? 0}`;
    return [
      cells.map(({ name, width }) => pad(name, width)).join(' → '),
      cells.map(({ counts, width }) => pad(counts, width)).join('   '),
      chart,
    ].map((line) => [...line].slice(0, columns).join('').trimEnd());
  }

  #texts(): Record<Counted, string> {
    const { answered, refused, throttled, deadLettered, written, tableThrottled, recordsRefused } =
      this.#counts;
    return {
      front: `${this.#open.size} open, ${answered} answered${refused > 0 ? ` (${refused} refused)` : ''}`,
      queue: `${this.#countWaiting()} waiting, ${deadLettered} dead-lettered`,
      stream: `${this.#countWaiting()} waiting${recordsRefused > 0 ? `, ${recordsRefused} refused` : ''}`,
      function: `${this.#running.size} in flight, ${throttled} throttled`,
      table: `${written} written${tableThrottled > 0 ? `, ${tableThrottled} throttled` : ''}`,
    };
  }

  /** Messages and records that no handler works on; also those that wait, hidden, for their visibility timeout. */
  #countWaiting(): number {
    const worked = new Set([...this.#running.values()].flat());
    return [...this.#waiting, ...this.#ahead].filter((id) => !worked.has(id)).length;
  }

  #waits(): boolean {
    return this.#has('queue') || this.#has('stream');
  }

  #has(kind: Counted): boolean {
    return this.#pipeline.some((name) => kindOf(name) === kind);
  }
}

const kindOf = (name: string): Counted | undefined => kinds.find(([, named]) => named.test(name))?.[0];
