import { ExpressionError } from './expression.ts';

/** A value for each period, undefined where there is none. */
export type TimeSeries = readonly (number | undefined)[];

/** What an expression can be worth: a number, a time series, or several of these. */
export type Value = number | TimeSeries | { list: readonly TimeSeries[] };

export const isSeries = (value: Value): value is TimeSeries => Array.isArray(value);

export const isList = (value: Value): value is { list: readonly TimeSeries[] } =>
  typeof value === 'object' && 'list' in value;

/** A value that does not exist, such as of a division by zero, is missing. */
export const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

export function seriesOf(value: Value): TimeSeries {
  if (isSeries(value)) return value;
  throw new ExpressionError('has a number or a list where a metric should stand');
}

export function listOf(value: Value): readonly TimeSeries[] {
  if (isList(value)) return value.list;
  throw new ExpressionError('has a number or a single metric where a list should stand, such as [m1, m2]');
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  throw new ExpressionError('has a metric or a list where a number should stand');
}

export const at = (value: Value, place: number): number | undefined =>
  typeof value === 'number' ? finite(value) : seriesOf(value)[place];

/** The values that there are. */
export const present = (values: TimeSeries): number[] => values.filter((each) => each !== undefined);

/** Changes a time series, or each of a list. */
export const onEach = (of: Value, change: (series: TimeSeries) => TimeSeries): Value =>
  isList(of) ? { list: of.list.map(change) } : change(seriesOf(of));

/**
 * What an operation gives of numbers, and at each moment of time series. "Missing values in a time series are treated as 0":
 * there is nothing only where no time series has a value. A list gives a list.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-arithmetic
 */
export function pointwise(operate: (...values: number[]) => number, ...operands: Value[]): Value {
  const lists = operands.filter(isList);
  const [list, another] = lists;
  if (another)
    throw new ExpressionError('operates on two lists at once: one of both must be a single metric');
  if (list)
    return onEach(list, (series) =>
      seriesOf(pointwise(operate, ...operands.map((each) => (each === list ? series : each)))),
    );
  const series = operands.filter(isSeries);
  const [first] = series;
  if (!first) return operate(...(operands as number[]));
  return first.map((_, place) => {
    const hasNone = (each: Value) => typeof each === 'number' && finite(each) === undefined;
    if (operands.some(hasNone) || series.every((each) => each[place] === undefined)) return undefined;
    return finite(operate(...operands.map((each) => at(each, place) ?? 0)));
  });
}
