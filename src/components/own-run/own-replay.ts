import type { CloudEvent } from '#content/event.ts';
import type { Evidence, Parameter, Variant } from '#content/evidence.ts';
import type { MeasuredValue } from '#content/page-data.ts';
import { runOf } from '#content/replay/moments-of.ts';
import { havePlaces } from '#content/replay/place-of.ts';
import type { ReplayData } from '#content/replay/replay-data.ts';
import { sampleOf } from '#content/replay/sampled.ts';
import { toldByStandIn } from '#content/replay/told-by-stand-in.ts';
import { ownProvenance } from './own-provenance.ts';

/** The longest recorded trace has a quarter of it. */
const mostEvents = 10_000;
/** The longest recorded run has a hundredth of it. */
const mostMs = 24 * 3600 * 1000;
/** What somebody else's file says may be of any length. */
const short = (text: string): string => text.slice(0, 300);

type Replayed = ReplayData['variants'][number];

/**
 * A replay of the recorded run with the events of another one, in the same pipeline; undefined where that has no trace of
 * a variant, or events that no part of the drawing stands for.
 */
export function ownReplay(recorded: ReplayData, own: Evidence): ReplayData | undefined {
  const variants = recorded.variants.flatMap((each) => replayed(each, recorded.carries, own) ?? []);
  if (variants.length < recorded.variants.length) return undefined;
  return { ...recorded, variants, provenance: ownProvenance(recorded.provenance, own) };
}

function replayed(recorded: Replayed, carries: string, own: Evidence): Replayed | undefined {
  const variant = own.variants.find(({ name }) => name === recorded.variant);
  const trace = own.traces.find((each) => each.variant === recorded.variant);
  if (!variant || !trace || trace.events.length > mostEvents || !isInOrder(trace.events)) return undefined;
  if (!havePlaces(recorded.run.places, trace.events)) return undefined;
  const run = runOf(trace.events, recorded.run.places, carries);
  return {
    ...{ variant: recorded.variant, label: recorded.label, run },
    ...sampleOf(short(trace.sampled), run.orders, carries),
    ...toldByStandIn(trace.events, recorded.run.places, carries),
    p99: slowest(recorded.p99, variant),
    injected: injectedIn(variant),
  };
}

const isInOrder = (events: readonly CloudEvent[]): boolean =>
  events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0) && at <= mostMs);

/** The times that were measured of the recorded run, in this one. */
const slowest = (recorded: readonly MeasuredValue[], { metrics }: Variant): MeasuredValue[] =>
  recorded.flatMap((value) => {
    const found = metrics.find(({ label, unit }) => label === value.metricLabel && unit === value.unit);
    return found ? { ...value, median: found.median, min: found.min, max: found.max } : [];
  });

const injectedIn = ({ parameters }: Variant): Parameter[] =>
  parameters
    .filter(({ injected }) => injected !== undefined)
    .slice(0, 20)
    .map((each) => ({
      ...each,
      label: short(each.label),
      value: typeof each.value === 'string' ? short(each.value) : each.value,
    }));
