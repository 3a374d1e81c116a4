import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import type { Broken } from './moment.ts';
import { placeOf } from './place-of.ts';

/** What an event says about the place that it happened to. */
type Sign = { ok: true } | { how: string; injected?: true };

/**
 * When each place failed: from its first failure to the last before something succeeded there again. Times are those of
 * the events.
 */
export function brokenStretches(events: readonly CloudEvent[], places: readonly Place[]): Broken[] {
  const stretches: Broken[] = [];
  const open = new Map<number, Broken>();
  const begun = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'invocation-started') begun.set(event.invocationId, event.at);
    const sign = signOf(event);
    const place = placeOf(places, event.resource);
    if (!sign || place < 0) continue;
    if ('ok' in sign) {
      open.delete(place);
      continue;
    }
    const fromMs = event.type === 'invocation-ended' ? begun.get(event.invocationId) : undefined;
    const stretch = open.get(place);
    if (stretch && stretch.how === sign.how) stretch.toMs = event.at;
    else {
      const begins: Broken = { place, ...sign, fromMs: fromMs ?? event.at, toMs: event.at };
      stretches.push(begins);
      open.set(place, begins);
    }
  }
  return stretches;
}

function signOf(event: CloudEvent): Sign | undefined {
  switch (event.type) {
    case 'fault-injected':
      return { how: event.fault.replaceAll('-', ' '), injected: true };
    case 'invocation-ended':
      return event.outcome === 'succeeded' ? { ok: true } : { how: failures[event.outcome] };
    case 'invocation-throttled':
      return { how: 'throttled' };
    case 'capacity-throttled':
      return { how: 'throttled' };
    case 'record-refused':
      return { how: 'refuses' };
    case 'request-answered':
      return event.status === 429 ? { how: 'throttled' } : event.status < 400 ? { ok: true } : undefined;
    case 'item-written':
    case 'record-put':
      return { ok: true };
    default:
      return undefined;
  }
}

const failures = { failed: 'fails', 'timed-out': 'times out', crashed: 'dies' };
