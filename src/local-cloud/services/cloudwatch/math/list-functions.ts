import { type Expression, ExpressionError } from './expression.ts';
import { ofOne, type Run } from './function.ts';
import { listOf, numberOf, present, type TimeSeries } from './values.ts';

/** What SORT compares time series by. */
const measures = new Map<string, (values: number[]) => number>([
  ['AVG', (values) => values.reduce((sum, each) => sum + each, 0) / values.length],
  ['MIN', (values) => Math.min(...values)],
  ['MAX', (values) => Math.max(...values)],
  ['SUM', (values) => values.reduce((sum, each) => sum + each, 0)],
]);

const directions = new Map([
  ['ASC', 1],
  ['DESC', -1],
]);

/** A word such as AVG or DESC, which is read as a function without arguments. */
const wordIn = (expression: Expression | undefined): string =>
  expression?.kind === 'call' ? expression.name : '';

const sorted: Run = ([of, measure, order, most], value) => {
  const measured = measures.get(wordIn(measure));
  const direction = directions.get(wordIn(order));
  if (!of || !measured || direction === undefined)
    throw new ExpressionError(
      'must give SORT a list, one of AVG, MIN, MAX and SUM, one of ASC and DESC, and perhaps how many',
    );
  const worth = (series: TimeSeries) => {
    const values = present(series);
    // One without values comes last, whichever way it goes.
    return values.length > 0 ? measured(values) * direction : Number.POSITIVE_INFINITY;
  };
  const list = listOf(value(of)).toSorted((one, other) => worth(one) - worth(other) || 0);
  return { list: most ? list.slice(0, numberOf(value(most))) : list };
};

const sliced: Run = ([of, start, end], value) => {
  if (!of || !start) throw new ExpressionError('must give SLICE a list and where it begins');
  return { list: listOf(value(of)).slice(numberOf(value(start)), end && numberOf(value(end))) };
};

/** Of an empty list a time series without values. */
const one = (which: 0 | -1): Run =>
  ofOne('a list', (given, { starts }) => listOf(given).at(which) ?? starts.map(() => undefined));

/** Functions that choose among time series. */
export const listFunctions: readonly [string, Run][] = [
  ['FIRST', one(0)],
  ['LAST', one(-1)],
  ['SORT', sorted],
  ['SLICE', sliced],
  [
    'REMOVE_EMPTY',
    ofOne('a list', (given) => ({ list: listOf(given).filter((series) => present(series).length > 0) })),
  ],
];
