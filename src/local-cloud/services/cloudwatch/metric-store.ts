import type { MetricId, Unit } from '../../kernel/metrics.ts';
import { Distribution } from './distribution.ts';

const minuteMs = 60_000;
const secondMs = 1_000;

/**
 * "Data points with a period of less than 60 seconds are available for 3 hours", those of a minute for 15 days.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
const keptMs = { second: 3 * 3_600_000, minute: 15 * 86_400_000 };

/** The values of one metric in one unit, gathered by minute, and by second where it is published so. Unix ms of AWS's time. */
interface Series extends MetricId {
  unit: Unit;
  minutes: Map<number, Distribution>;
  seconds: Map<number, Distribution>;
  lastAt: number;
}

/** Every metric of the account. */
export class MetricStore {
  /** By metric, then by unit. */
  readonly #metrics = new Map<string, Map<Unit, Series>>();

  /** Adds to the values of a metric what `add` adds. `highResolution`: they can be looked at by the second. */
  record(
    metric: MetricId & { unit: Unit; at: number; highResolution?: boolean },
    add: (values: Distribution) => void,
  ): void {
    const series = this.#series(metric);
    const { at } = metric;
    add(cell(series.minutes, floor(at, minuteMs)));
    if (metric.highResolution) add(cell(series.seconds, floor(at, secondMs)));
    series.lastAt = Math.max(series.lastAt, at);
  }

  /** The values from `from` on and before `to`, in this unit or in every one; undefined when there are none. */
  values(
    metric: MetricId,
    { from, to, unit }: { from: number; to: number; unit?: Unit | undefined },
  ): Distribution | undefined {
    let found: Distribution | undefined;
    for (const series of this.#metrics.get(keyOf(metric))?.values() ?? []) {
      if (unit !== undefined && series.unit !== unit) continue;
      // Within a minute only what was published by the second can be told apart.
      const whole = (to - from) % minuteMs === 0;
      const [cells, step] = whole
        ? ([series.minutes, minuteMs] as const)
        : ([series.seconds, secondMs] as const);
      for (let at = floor(from, step); at < to; at += step) {
        const values = cells.get(at);
        if (!values) continue;
        found ??= new Distribution();
        found.merge(values);
      }
    }
    return found;
  }

  /** The units that a metric's values have. */
  unitsOf(metric: MetricId): Unit[] {
    return [...(this.#metrics.get(keyOf(metric))?.keys() ?? [])];
  }

  /** Every metric with the time of its newest value. */
  *all(): Generator<MetricId & { lastAt: number }> {
    for (const byUnit of this.#metrics.values()) {
      const series = [...byUnit.values()];
      const [first] = series;
      if (!first) continue;
      const { namespace, name, dimensions } = first;
      yield { namespace, name, dimensions, lastAt: Math.max(...series.map((each) => each.lastAt)) };
    }
  }

  /** Forgets what AWS keeps no longer. */
  forgetBefore(now: number): void {
    for (const byUnit of this.#metrics.values())
      for (const { minutes, seconds } of byUnit.values()) {
        dropBefore(minutes, now - keptMs.minute);
        dropBefore(seconds, now - keptMs.second);
      }
  }

  #series({ namespace, name, dimensions, unit }: MetricId & { unit: Unit }): Series {
    const key = keyOf({ namespace, name, dimensions });
    const byUnit = this.#metrics.get(key) ?? new Map<Unit, Series>();
    this.#metrics.set(key, byUnit);
    const series: Series = byUnit.get(unit) ?? {
      namespace,
      name,
      dimensions,
      unit,
      minutes: new Map(),
      seconds: new Map(),
      lastAt: 0,
    };
    byUnit.set(unit, series);
    return series;
  }
}

const floor = (at: number, step: number): number => Math.floor(at / step) * step;

function cell(cells: Map<number, Distribution>, at: number): Distribution {
  const values = cells.get(at) ?? new Distribution();
  cells.set(at, values);
  return values;
}

/** Cells are mostly in the order of time; one that was published late goes a little later. */
function dropBefore(cells: Map<number, unknown>, at: number): void {
  for (const each of cells.keys()) {
    if (each >= at) return;
    cells.delete(each);
  }
}

/** Most values come with the same dimensions, in the same object, again and again. */
const knownDimensions = new WeakMap<MetricId['dimensions'], string>();

function keyOf({ namespace, name, dimensions }: MetricId): string {
  let key = knownDimensions.get(dimensions);
  if (key === undefined) {
    key = JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));
    knownDimensions.set(dimensions, key);
  }
  return `${namespace}\n${name}\n${key}`;
}
