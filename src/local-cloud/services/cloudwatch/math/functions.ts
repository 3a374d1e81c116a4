import { ExpressionError } from './expression.ts';
import { ofOne, type Run } from './function.ts';
import { listFunctions } from './list-functions.ts';
import { timeFunctions } from './time-functions.ts';
import { at, finite, isSeries, listOf, onEach, pointwise, present, type TimeSeries } from './values.ts';

const sumOf = (values: number[]) => values.reduce((sum, each) => sum + each, 0);

const changing = (change: (value: number) => number): Run =>
  ofOne('a metric or a number', (given) => pointwise(change, given));

/** Of one time series a number; of several the time series of what `gather` gives of their values at each moment. */
const gathering = (gather: (values: number[], ofHowMany: number) => number): Run =>
  ofOne('a metric or a list', (given, { starts }) => {
    if (typeof given === 'number') return given;
    // Of no values there is none; what it is used in is missing then.
    if (isSeries(given)) {
      const values = present(given);
      return values.length > 0 ? gather(values, values.length) : Number.NaN;
    }
    const list = listOf(given);
    return starts.map((_, place) => {
      const values = present(list.map((series) => series[place]));
      return values.length > 0 ? finite(gather(values, list.length)) : undefined;
    });
  });

const counting: Run = ofOne('a metric or a list', (given, { starts }) => {
  if (isSeries(given)) return present(given).length;
  const list = listOf(given);
  return starts.map((_, place) => present(list.map((series) => series[place])).length);
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions */
const chosen: Run = (parameters, value, { starts }) => {
  const [condition, then, otherwise] = parameters;
  if (!condition || !then || parameters.length > 3)
    throw new ExpressionError('must give IF a condition, a value and perhaps another value');
  const [asked, yes, no] = [value(condition), value(then), otherwise && value(otherwise)];
  return starts.map((_, place) => {
    const answer = at(asked, place);
    if (answer === undefined) return undefined;
    if (answer === 0) return no === undefined ? undefined : at(no, place);
    // "has the value of 0, if the corresponding data point of metric1 is TRUE and … does not exist in metric2"
    return at(yes, place) ?? (isSeries(asked) && isSeries(yes) ? 0 : undefined);
  });
};

const metrics: Run = ([part], _, surroundings) => {
  if (part && part.kind !== 'text') throw new ExpressionError('must give METRICS a text in quotation marks');
  return { list: surroundings.metrics(part?.text ?? '') };
};

function runningSum(series: TimeSeries): TimeSeries {
  let sum = 0;
  return series.map((each) => {
    if (each === undefined) return undefined;
    sum += each;
    return sum;
  });
}

/**
 * By name. Those that need what is not here, and STDDEV, of which AWS does not say which deviation it is, are missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list
 */
export const functions: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['ABS', changing(Math.abs)],
  ['CEIL', changing(Math.ceil)],
  ['FLOOR', changing(Math.floor)],
  ['LOG', changing(Math.log)],
  ['LOG10', changing(Math.log10)],
  ['SUM', gathering(sumOf)],
  // Of a list: "Missing values are treated as 0."
  ['AVG', gathering((values, ofHowMany) => sumOf(values) / ofHowMany)],
  ['MIN', gathering((values) => Math.min(...values))],
  ['MAX', gathering((values) => Math.max(...values))],
  ['DATAPOINT_COUNT', counting],
  ['METRIC_COUNT', ofOne('a list', (given) => listOf(given).length)],
  ['METRICS', metrics],
  ['PERIOD', (_, __, { period }) => period],
  ['IF', chosen],
  ['RUNNING_SUM', ofOne('a metric or a list', (given) => onEach(given, runningSum))],
  ...listFunctions,
  ...timeFunctions,
]);

/** The functions that there are, for messages. */
export const functionNames = (): string[] => [...functions.keys()].sort();
