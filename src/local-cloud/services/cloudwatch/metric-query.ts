import * as v from 'valibot';
import { account } from '../../kernel/account.ts';
import { type MetricId, type Unit, units } from '../../kernel/metrics.ts';
import { decimal, integer } from '../../kernel/property-schemas.ts';
import { compute } from './math/compute.ts';
import { type Expression, ExpressionError, idsIn, readExpression } from './math/expression.ts';
import type { TimeSeries } from './math/values.ts';
import type { MetricStore } from './metric-store.ts';
import { isStatistic, statisticMessage, statisticOf } from './statistic.ts';

const text = (longest: number) =>
  v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(longest));

export const namespaceSchema = v.pipe(
  v.string(),
  v.regex(/^[^:].{0,254}$/, 'must have 1 to 255 characters and not begin with a colon'),
);
export const metricNameSchema = text(255);
export const unitSchema = v.picklist(units);

/** "A dimension is a name/value pair": up to 30 of them. */
export const dimensionsSchema = v.pipe(
  v.array(
    v.strictObject({
      Name: text(255),
      Value: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    }),
  ),
  v.maxLength(30, 'must have at most 30 dimensions'),
);

export const periodSchema = v.pipe(
  integer,
  v.check(
    (seconds) => [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0),
    'must be 1, 5, 10, 20, 30 or a multiple of 60 seconds',
  ),
);

export const statisticSchema = v.pipe(v.string(), v.check(isStatistic, statisticMessage));

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const metricQuerySchema = v.strictObject({
  Id: v.pipe(
    v.string(),
    v.regex(/^[a-z]\w{0,254}$/, 'must begin with a small letter and hold only letters, digits and _'),
  ),
  MetricStat: v.optional(
    v.strictObject({
      Metric: v.strictObject({
        Namespace: namespaceSchema,
        MetricName: metricNameSchema,
        Dimensions: v.optional(dimensionsSchema, []),
      }),
      Period: periodSchema,
      Stat: statisticSchema,
      Unit: v.optional(unitSchema),
    }),
  ),
  Expression: v.optional(text(2_048)),
  Label: v.optional(v.string()),
  Period: v.optional(periodSchema),
  ReturnData: v.optional(
    v.union([
      v.boolean(),
      v.pipe(
        v.picklist(['true', 'false']),
        v.transform((each) => each === 'true'),
      ),
    ]),
    true,
  ),
  AccountId: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (id) => id === account.id,
        `must be this account, ${account.id}, or be left out: there is no other`,
      ),
    ),
  ),
});
export type MetricQuery = v.InferOutput<typeof metricQuerySchema>;
export type MetricStat = NonNullable<MetricQuery['MetricStat']>;

/** A number as a template or the JSON protocol has it. */
export const numberSchema = v.union([
  decimal,
  v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'must be a number'), v.transform(Number)),
]);

export const metricIdOf = (metric: {
  Namespace: string;
  MetricName: string;
  Dimensions: readonly { Name: string; Value: string }[];
}): MetricId => ({
  namespace: metric.Namespace,
  name: metric.MetricName,
  dimensions: Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, Value])),
});

/** Moments at which periods begin, Unix ms of AWS's time, and how long each is, in seconds. */
export interface Periods {
  starts: readonly number[];
  period: number;
}

/** Queries that belong together: metrics, and expressions of these and of each other. */
export class MetricQueries {
  readonly #queries: ReadonlyMap<string, MetricQuery>;
  readonly #expressions = new Map<string, Expression>();

  constructor(queries: readonly MetricQuery[]) {
    this.#queries = new Map(queries.map((each) => [each.Id, each]));
  }

  /** What is wrong with them, in the words of `Member 'Metrics' …`; undefined when nothing is. */
  get problem(): string | undefined {
    for (const query of this.#queries.values()) {
      const { Id, Expression: expression, MetricStat: stat } = query;
      if ((expression === undefined) === (stat === undefined))
        return `${Id} must have either MetricStat or Expression`;
      if (expression === undefined) continue;
      if (/^\s*SELECT\b/i.test(expression)) return `${Id} is a Metrics Insights query, which is not emulated`;
      try {
        this.series(Id, { starts: [0], period: 60 }, undefined);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        return `the expression of ${Id} ${error.message}`;
      }
    }
    return undefined;
  }

  /** The value of a query for each period; of nothing without a store. Throws an ExpressionError. */
  series(
    id: string,
    periods: Periods,
    store: MetricStore | undefined,
    within: readonly string[] = [],
  ): TimeSeries {
    const query = this.#queries.get(id);
    if (!query) throw new ExpressionError(`names ${id}, which is not there`);
    if (within.includes(id)) throw new ExpressionError(`depends on itself by ${id}`);
    if (query.MetricStat) return seriesOf(query.MetricStat, periods, store);
    const path = [...within, id];
    return compute(this.#expression(query), {
      series: (other) => this.series(other, periods, store, path),
      metrics: (idPart) =>
        [...this.#queries.values()].flatMap(({ Id, MetricStat }) =>
          MetricStat && Id.includes(idPart) ? [seriesOf(MetricStat, periods, store)] : [],
        ),
      period: periods.period,
      starts: periods.starts,
    });
  }

  /** The metrics that a query is computed from. */
  metricsOf(id: string): MetricStat[] {
    const query = this.#queries.get(id);
    if (!query) return [];
    if (query.MetricStat) return [query.MetricStat];
    const ids = idsIn(this.#expression(query));
    return ids.length > 0
      ? ids.flatMap((each) => this.metricsOf(each))
      : [...this.#queries.values()].flatMap(({ MetricStat }) => MetricStat ?? []);
  }

  #expression({ Id, Expression: text = '' }: MetricQuery): Expression {
    const read = this.#expressions.get(Id) ?? readExpression(text);
    this.#expressions.set(Id, read);
    return read;
  }
}

function seriesOf(stat: MetricStat, { starts, period }: Periods, store: MetricStore | undefined): TimeSeries {
  const metric = metricIdOf(stat.Metric);
  return starts.map((from) => {
    const values = store?.values(metric, {
      from,
      to: from + period * 1_000,
      unit: stat.Unit as Unit | undefined,
    });
    return values && statisticOf(values, stat.Stat);
  });
}
