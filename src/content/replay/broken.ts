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
  const taken = new Set<string>();
  for (const event of events) {
    if (event.type === 'invocation-started') {
      begun.set(event.invocationId, event.at);
      for (const cause of event.causes) taken.add(cause);
    }
    const untaken = isUntaken(event, taken);
    const sign: Sign | undefined = untaken ? { how: 'takes no request' } : signOf(event);
    const place = untaken ? behind(places, event.resource) : placeOf(places, event.resource);
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

/**
 * Whether a stand-in’s load balancer answered by itself, since no process took the request: 502 when none takes the
 * connection, 503 when there is none, 504 when the connection comes to nothing. How work on a request ended that was
 * taken, is told with that.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
const isUntaken = (event: CloudEvent, taken: ReadonlySet<string>): boolean =>
  event.type === 'request-answered' &&
  event.standIn === true &&
  [502, 503, 504].includes(event.status) &&
  !taken.has(event.requestId);

/** The place behind a load balancer. Of several nobody tells which one was meant. */
function behind(places: readonly Place[], loadBalancer: string): number {
  const containers = places.flatMap(({ kind }, index) => (kind === 'container' ? index : []));
  const [only = -1, ...others] = containers;
  const isBalanced = places[placeOf(places, loadBalancer)]?.kind === 'load-balancer';
  return isBalanced && others.length === 0 ? only : -1;
}

function signOf(event: CloudEvent): Sign | undefined {
  switch (event.type) {
    case 'fault-injected':
      // What an injected failure does looks like any other.
      return {
        how: event.fault === 'fail' ? failures.failed : event.fault.replaceAll('-', ' '),
        injected: true,
      };
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
