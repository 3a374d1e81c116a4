import { type Expression, ExpressionError } from './expression.ts';

/** A value for each period, undefined where there is none. */
export type TimeSeries = readonly (number | undefined)[];

/** What an expression can be worth: a number, a time series, or several of these. */
type Value = number | TimeSeries | { list: TimeSeries[] };

export interface Surroundings {
  /** The time series of an id. Throws an ExpressionError for one that is not there. */
  series(id: string): TimeSeries;
  /** Those of all metrics of the request, not of expressions. */
  metrics(): TimeSeries[];
  /** In seconds. */
  period: number;
  /** How many periods there are. */
  length: number;
}

/** Throws an ExpressionError when it is none or gives no time series. */
export function compute(expression: Expression, surroundings: Surroundings): TimeSeries {
  const value = worthOf(expression, surroundings);
  if (isSeries(value)) return value;
  throw new ExpressionError(
    typeof value === 'number'
      ? 'gives one number: it must give a time series'
      : 'gives several time series: it must give one',
  );
}

/** The functions that there are, for messages. */
export const functionNames = (): string[] => [...functions.keys()];

const isSeries = (value: Value): value is TimeSeries => Array.isArray(value);

/** A value that does not exist, such as of a division by zero, is missing. */
const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

function worthOf(expression: Expression, surroundings: Surroundings): Value {
  const each = (inner: Expression) => worthOf(inner, surroundings);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'id':
      return surroundings.series(expression.id);
    case 'list':
      return { list: expression.items.map((item) => seriesOf(each(item))) };
    case 'unary': {
      const negates = expression.operator === '-';
      return pointwise((value) => (negates ? -value : Number(value === 0)), each(expression.of));
    }
    case 'binary': {
      const operate = operators.get(expression.operator) as (a: number, b: number) => number;
      return pointwise(operate, each(expression.left), each(expression.right));
    }
    default: {
      const run = functions.get(expression.name);
      if (!run)
        throw new ExpressionError(
          `uses ${expression.name}, which is not emulated: there are ${functionNames().join(', ')}`,
        );
      return run(expression.parameters, each, surroundings);
    }
  }
}

const operators = new Map<string, (a: number, b: number) => number>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['^', (a, b) => a ** b],
  ['==', (a, b) => Number(a === b)],
  ['!=', (a, b) => Number(a !== b)],
  ['<', (a, b) => Number(a < b)],
  ['>', (a, b) => Number(a > b)],
  ['<=', (a, b) => Number(a <= b)],
  ['>=', (a, b) => Number(a >= b)],
  ...(['AND', '&&'] as const).map(
    (name) => [name, (a: number, b: number) => Number(a !== 0 && b !== 0)] as const,
  ),
  ...(['OR', '||'] as const).map(
    (name) => [name, (a: number, b: number) => Number(a !== 0 || b !== 0)] as const,
  ),
]);

type Run = (parameters: Expression[], value: (of: Expression) => Value, surroundings: Surroundings) => Value;

const functions = new Map<string, Run>([
  ['ABS', onEach(Math.abs)],
  ['CEIL', onEach(Math.ceil)],
  ['FLOOR', onEach(Math.floor)],
  ['SUM', gathered((values) => values.reduce((sum, each) => sum + each, 0))],
  ['AVG', gathered((values) => values.reduce((sum, each) => sum + each, 0) / values.length)],
  ['MIN', gathered((values) => Math.min(...values))],
  ['MAX', gathered((values) => Math.max(...values))],
  ['METRICS', (_, __, surroundings) => ({ list: surroundings.metrics() })],
  ['PERIOD', (_, __, { period }) => period],
  [
    'IF',
    (parameters, value, { length }) => {
      const [condition, then, otherwise] = parameters;
      if (!condition || !then || parameters.length > 3)
        throw new ExpressionError('must give IF a condition, a value and perhaps another value');
      const [asked, yes, no] = [value(condition), value(then), otherwise && value(otherwise)];
      return Array.from({ length }, (_, place) => {
        const answer = at(asked, place);
        if (answer === undefined) return undefined;
        return answer !== 0 ? at(yes, place) : no === undefined ? undefined : at(no, place);
      });
    },
  ],
  [
    'FILL',
    ([of, filler], value) => {
      if (!of || !filler) throw new ExpressionError('must give FILL a metric and what to fill it with');
      const series = seriesOf(value(of));
      if (filler.kind === 'call' && filler.name === 'REPEAT') {
        let last: number | undefined;
        return series.map((each) => (last = each ?? last));
      }
      const fill = value(filler);
      return series.map((each, place) => each ?? at(fill, place));
    },
  ],
]);

function onEach(change: (value: number) => number): Run {
  return ([of], value) => {
    if (!of) throw new ExpressionError('must give the function a metric or a number');
    return pointwise(change, value(of));
  };
}

/** Of one time series a number, of several the time series of what `gather` gives of their values at each moment. */
function gathered(gather: (values: number[]) => number): Run {
  const present = (values: TimeSeries) => values.filter((each) => each !== undefined);
  return ([of], value, { length }) => {
    if (!of) throw new ExpressionError('must give the function a metric or a list');
    const given = value(of);
    if (typeof given === 'number') return given;
    // Of no values there is none; what it is used in is missing then.
    if (isSeries(given)) return present(given).length > 0 ? gather(present(given)) : Number.NaN;
    return Array.from({ length }, (_, place) => {
      const values = present(given.list.map((series) => series[place]));
      return values.length > 0 ? finite(gather(values)) : undefined;
    });
  };
}

/** What an operation gives of numbers, and at each moment of time series; nothing where a value is missing. */
function pointwise(operate: (...values: number[]) => number, ...operands: Value[]): Value {
  const series = operands.find(isSeries);
  if (operands.some((each) => typeof each !== 'number' && !isSeries(each)))
    throw new ExpressionError('operates on several time series at once, which is not emulated');
  if (!series) return operate(...(operands as number[]));
  return series.map((_, place) => {
    const values = operands.map((each) => at(each, place));
    return values.includes(undefined) ? undefined : finite(operate(...(values as number[])));
  });
}

const at = (value: Value, place: number): number | undefined =>
  typeof value === 'number' ? finite(value) : seriesOf(value)[place];

function seriesOf(value: Value): TimeSeries {
  if (isSeries(value)) return value;
  throw new ExpressionError('has a number or a list where a metric should stand');
}
