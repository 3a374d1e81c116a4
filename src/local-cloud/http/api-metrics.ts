import { performance } from 'node:perf_hooks';
import type { MetricId, Metrics } from '../kernel/metrics.ts';

/** How a kind of API calls its metrics of errors. */
export interface ErrorNames {
  client: string;
  server: string;
}

/** The metrics of an API of API Gateway, in the namespace AWS/ApiGateway. Times are those of this machine. */
export class ApiMetrics {
  readonly #metrics: Metrics;
  readonly #names: ErrorNames;
  readonly #api: MetricId['dimensions'];
  /** Of the API, and of one of its stages, by stage. */
  readonly #dimensions = new Map<string | undefined, MetricId['dimensions'][]>();

  constructor(options: {
    metrics: Metrics;
    names: ErrorNames;
    /** The dimension that names the API, with its value. */
    api: MetricId['dimensions'];
  }) {
    const { metrics, names, api } = options;
    this.#metrics = metrics;
    this.#names = names;
    this.#api = api;
    this.#dimensions.set(undefined, [api]);
  }

  /** For an answer to a caller. Each request counts in the errors too, as 0 or 1, so that their average is a rate. */
  answered(
    stage: string | undefined,
    { status, milliseconds }: { status: number; milliseconds: number },
  ): void {
    const isClient = status >= 400 && status < 500;
    this.#publish(stage, 'Count', 1, 'Count');
    this.#publish(stage, this.#names.client, Number(isClient), 'Count');
    this.#publish(stage, this.#names.server, Number(status >= 500), 'Count');
    this.#publish(stage, 'Latency', milliseconds, 'Milliseconds');
  }

  /** Measures "the time between when API Gateway relays a request to the backend and when it receives a response". */
  async integration<Answer>(stage: string, call: () => Promise<Answer>): Promise<Answer> {
    const begunAt = performance.now();
    try {
      return await call();
    } finally {
      this.#publish(stage, 'IntegrationLatency', performance.now() - begunAt, 'Milliseconds');
    }
  }

  #publish(stage: string | undefined, name: string, value: number, unit: 'Count' | 'Milliseconds'): void {
    this.#metrics.publish({ namespace: 'AWS/ApiGateway', name, value, unit }, ...this.#dimensionsOf(stage));
  }

  #dimensionsOf(stage: string | undefined): MetricId['dimensions'][] {
    const known = this.#dimensions.get(stage);
    if (known) return known;
    const dimensions = [this.#api, { ...this.#api, Stage: stage ?? '' }];
    this.#dimensions.set(stage, dimensions);
    return dimensions;
  }
}
