import type { EventStream } from '../kernel/events.ts';
import { newTraceId } from './request-parts.ts';

/** What becomes of a request's trace. */
export interface Trace {
  /** The header `X-Amzn-Trace-Id` that it was given; undefined when it came with one. */
  given?: string;
  /** Id of the request that a function was working on when it sent this one with the trace of that. */
  cause?: string;
}

/**
 * The traces that the fronts of one cloud gave to requests, as long as these are open. A function that hands the header
 * `X-Amzn-Trace-Id` on with its own calls says so for which request it makes them. A trace that a client made up says
 * nothing of the kind.
 */
export class OpenTraces {
  static readonly #ofClouds = new WeakMap<EventStream, OpenTraces>();
  /** Root of the trace → id of the request that was given it. */
  readonly #open = new Map<string, string>();

  /** The fronts of a cloud have its stream of events in common. */
  static of(events: EventStream): OpenTraces {
    const known = OpenTraces.#ofClouds.get(events) ?? new OpenTraces();
    OpenTraces.#ofClouds.set(events, known);
    return known;
  }

  /** `header` is what the request came with. */
  begin(requestId: string, receivedAt: number, header: string | undefined): Trace {
    if (header !== undefined) {
      const cause = this.#open.get(rootOf(header));
      return cause === undefined ? {} : { cause };
    }
    const given = newTraceId(receivedAt);
    this.#open.set(rootOf(given), requestId);
    return { given };
  }

  end({ given }: Trace): void {
    if (given !== undefined) this.#open.delete(rootOf(given));
  }
}

/** Fields of the header stand in any order: `Self=…;Root=…`. */
const rootOf = (header: string): string => /(?:^|;)\s*Root=([^;]*)/.exec(header)?.[1] ?? '';
