import type { MetricId, Metrics, Unit } from '../../kernel/metrics.ts';

/** A function as a caller named it. */
export interface Named {
  name: string;
  /** The version that runs. */
  version: string;
  /** With the qualifier that the caller used, if any. */
  arn: string;
}

/**
 * What Lambda publishes of functions, in the namespace AWS/Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class FunctionMetrics {
  readonly #metrics: Metrics;
  readonly #timeScale: number;
  /** By function, and by version and qualifier, so that each is made once. */
  readonly #dimensions = new Map<string, MetricId['dimensions'][]>();
  #running = 0;

  constructor(metrics: Metrics, timeScale: number) {
    this.#metrics = metrics;
    this.#timeScale = timeScale;
  }

  /** An invocation begins, and with it so many of the function run. Call the result when it has ended. */
  started(
    fn: Named,
    runningOfFunction: number,
  ): (ended: { succeeded: boolean; milliseconds: number }) => void {
    this.#running += 1;
    const at = this.#metrics.now;
    const dimensions = this.#dimensionsOf(fn);
    this.#publish('Invocations', 1, dimensions);
    this.#publish('ConcurrentExecutions', runningOfFunction, dimensions.slice(0, 1));
    this.#publish('ConcurrentExecutions', this.#running, dimensions.slice(-1));
    return ({ succeeded, milliseconds }) => {
      this.#running -= 1;
      // "the timestamp on an error metric reflects when the function was invoked, not when the error occurred"
      this.#publish('Errors', succeeded ? 0 : 1, dimensions, { at });
      this.#publish('Duration', milliseconds, dimensions, { unit: 'Milliseconds' });
    };
  }

  throttled(fn: Named): void {
    this.#publish('Throttles', 1, this.#dimensionsOf(fn));
  }

  /** The age of the last record that a mapping hands over, in ms of this machine's time. */
  iteratorAge(name: string, milliseconds: number): void {
    this.#publish('IteratorAge', milliseconds / this.#timeScale, ofFunction(name), { unit: 'Milliseconds' });
  }

  /** One of what is counted of asynchronous events. */
  event(
    name: string,
    metric: 'AsyncEventsReceived' | 'AsyncEventsDropped' | 'DeadLetterErrors' | 'DestinationDeliveryFailures',
  ): void {
    this.#publish(metric, 1, ofFunction(name));
  }

  #dimensionsOf(fn: Named): MetricId['dimensions'][] {
    const key = `${fn.arn} ${fn.version}`;
    const dimensions = this.#dimensions.get(key) ?? dimensionsOf(fn);
    this.#dimensions.set(key, dimensions);
    return dimensions;
  }

  #publish(
    name: string,
    value: number,
    dimensions: MetricId['dimensions'][],
    { unit = 'Count', at }: { unit?: Unit; at?: number } = {},
  ): void {
    this.#metrics.publish(
      { namespace: 'AWS/Lambda', name, value, unit, ...(at !== undefined && { at }) },
      ...dimensions,
    );
  }
}

/** Of the function, and of all functions. */
const ofFunction = (name: string): MetricId['dimensions'][] => [
  { FunctionName: name },
  { FunctionName: name, Resource: name },
  {},
];

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html */
function dimensionsOf({ name, version, arn }: Named): MetricId['dimensions'][] {
  const qualifier = arn.split(':function:').at(-1)?.split(':')[1];
  if (qualifier === undefined) return ofFunction(name);
  const Resource = `${name}:${qualifier}`;
  const isAlias = qualifier !== version;
  return [
    { FunctionName: name },
    { FunctionName: name, Resource },
    ...(isAlias
      ? [{ FunctionName: name, Resource, ExecutedVersion: version.replace('$LATEST', 'LATEST') }]
      : []),
    {},
  ];
}
