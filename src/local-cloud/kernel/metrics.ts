import type { Clock } from './clock.ts';

/** The units that values of a metric can have. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export const units = [
  'Seconds',
  'Microseconds',
  'Milliseconds',
  'Bytes',
  'Kilobytes',
  'Megabytes',
  'Gigabytes',
  'Terabytes',
  'Bits',
  'Kilobits',
  'Megabits',
  'Gigabits',
  'Terabits',
  'Percent',
  'Count',
  'Bytes/Second',
  'Kilobytes/Second',
  'Megabytes/Second',
  'Gigabytes/Second',
  'Terabytes/Second',
  'Bits/Second',
  'Kilobits/Second',
  'Megabits/Second',
  'Gigabits/Second',
  'Terabits/Second',
  'Count/Second',
  'None',
] as const;
export type Unit = (typeof units)[number];

/** Which metric: two with other dimensions are two metrics. */
export interface MetricId {
  namespace: string;
  name: string;
  /** By name. */
  dimensions: Readonly<Record<string, string>>;
}

/** A value that a service publishes. */
export interface Measurement extends MetricId {
  value: number;
  unit: Unit;
  /** Unix ms of AWS's time. */
  at: number;
}

/** What a service tells once a minute, of the minute that ends. */
export type Reading = Omit<Measurement, 'at'>;

/** Where services publish their metrics, and whoever keeps them finds them. */
export class Metrics {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(measurement: Measurement) => void>();
  readonly #readings = new Set<() => Iterable<Reading>>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Unix ms of AWS's time. */
  get now(): number {
    return this.#clock.now();
  }

  /** Publishes a value under each of these sets of dimensions, of now or of the moment `at`. */
  publish(
    { at = this.now, ...reading }: Omit<Measurement, 'dimensions' | 'at'> & { at?: number },
    ...sets: MetricId['dimensions'][]
  ): void {
    for (const dimensions of sets) this.#tell({ ...reading, dimensions, at });
  }

  /** From now on `read` is asked at the end of each minute of AWS's time. */
  eachMinute(read: () => Iterable<Reading>): void {
    this.#readings.add(read);
  }

  /** Asks all that are to be asked, for the minute that began `at`: Unix ms of AWS's time. */
  readMinute(at: number): void {
    for (const read of this.#readings) for (const reading of read()) this.#tell({ ...reading, at });
  }

  subscribe(listener: (measurement: Measurement) => void): void {
    this.#listeners.add(listener);
  }

  #tell(measurement: Measurement): void {
    for (const listener of this.#listeners) listener(measurement);
  }
}
