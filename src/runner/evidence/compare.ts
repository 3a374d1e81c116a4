import type { Evidence, Metric } from '#content/evidence.ts';

/** A claim whose verdict is another one than when it was recorded: null where not judged, undefined where not there. */
export interface ChangedClaim {
  id: string;
  recorded?: boolean | null;
  now?: boolean | null;
  /** The numbers that decided it now. */
  because?: string;
}

/** A number that moved by more than it may: a count that never varied, or a ratio between two variants. */
export interface Moved {
  kind: 'count' | 'ratio';
  metric: string;
  variant: string;
  /** The variant that a ratio is taken to. */
  to?: string;
  recorded: number;
  now: number;
}

/** How a new run differs from the recorded one. */
export interface Difference {
  claims: ChangedClaim[];
  moved: Moved[];
}

/** Units of what depends on the machine: only their ratios are compared, and never the values. */
const machineUnits = new Set(['ms', 's', '1/s', 'µs']);

/**
 * Compares a new run with the recorded one. Verdicts have to be equal. A count that was the same in every repetition
 * has to be that again; anything else is compared as a ratio to the first variant, which may move by `factor`.
 */
export function compareEvidence(recorded: Evidence, now: Evidence, factor: number): Difference {
  // The numbers of a run that could not be judged say nothing either.
  const judged = now.claims.every(({ holds }) => holds !== null);
  return { claims: changedClaims(recorded, now), moved: judged ? movedMetrics(recorded, now, factor) : [] };
}

function changedClaims(recorded: Evidence, now: Evidence): ChangedClaim[] {
  const ids = new Set([...recorded.claims, ...now.claims].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const before = recorded.claims.find((each) => each.id === id);
    const after = now.claims.find((each) => each.id === id);
    return before?.holds === after?.holds
      ? []
      : [{ id, recorded: before?.holds, now: after?.holds, because: after?.because }];
  });
}

function movedMetrics(recorded: Evidence, now: Evidence, factor: number): Moved[] {
  const base = recorded.variants[0]?.name ?? '';
  return recorded.variants.flatMap(({ name: variant, metrics }) =>
    metrics.flatMap((before): Moved[] => {
      const after = metricOf(now, variant, before.name);
      if (!after) return [];
      if (!machineUnits.has(before.unit) && before.min === before.max) {
        const same = after.min === before.min && after.max === before.max;
        const moved = { recorded: before.median, now: after.median };
        return same ? [] : [{ kind: 'count', metric: before.name, variant, ...moved }];
      }
      if (variant === base) return [];
      const ratioBefore = ratio(before, metricOf(recorded, base, before.name));
      const ratioAfter = ratio(after, metricOf(now, base, before.name));
      if (ratioBefore === undefined || ratioAfter === undefined) return [];
      const change = ratioAfter / ratioBefore;
      if (change <= factor && change >= 1 / factor) return [];
      const moved = { recorded: ratioBefore, now: ratioAfter };
      return [{ kind: 'ratio', metric: before.name, variant, to: base, ...moved }];
    }),
  );
}

const metricOf = (evidence: Evidence, variant: string, metric: string): Metric | undefined =>
  evidence.variants.find(({ name }) => name === variant)?.metrics.find(({ name }) => name === metric);

/** Undefined where one of the two is nothing: a ratio to it says nothing. */
function ratio(metric: Metric, base: Metric | undefined): number | undefined {
  return base && base.median > 0 && metric.median > 0 ? metric.median / base.median : undefined;
}
