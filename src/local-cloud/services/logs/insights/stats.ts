import { type Evaluate, fieldOf, readExpression } from './expression.ts';
import { isFunction } from './functions.ts';
import { QueryError } from './query-error.ts';
import type { Row, Value } from './row.ts';
import type { TokenReader } from './token-reader.ts';
import { numberIn, orderOf, sortOrderOf } from './values.ts';

/** A column of a result: its name, how it is written, and what it is for a row. */
export interface Column {
  name: string;
  text: string;
  evaluate: Evaluate;
}

/** A column of `stats`: its name, how it is written, and what it is for the rows of a group. */
export interface Aggregate {
  name: string;
  text: string;
  aggregate(rows: readonly Row[]): Value;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html */
const aggregates: Record<string, (values: Value[], percent: number) => Value> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values.map(String)).size,
  sum: (values) => sumOf(numbersIn(values)),
  avg: (values) => {
    const numbers = numbersIn(values);
    return numbers.length === 0 ? undefined : sumOf(numbers) / numbers.length;
  },
  min: (values) => values.toSorted((one, other) => orderOf(one, other) ?? 0)[0],
  max: (values) => values.toSorted((one, other) => orderOf(one, other) ?? 0).at(-1),
  // The smallest value that so many percent of the values are not above.
  pct(values, percent) {
    const numbers = numbersIn(values).toSorted((one, other) => one - other);
    return numbers[Math.max(0, Math.ceil((percent / 100) * numbers.length) - 1)];
  },
  // Their values come in the order of time.
  earliest: (values) => values[0],
  latest: (values) => values.at(-1),
  sortsFirst: (values) => values.toSorted(sortOrderOf)[0],
  sortsLast: (values) => values.toSorted(sortOrderOf).at(-1),
};

const byName = new Map(Object.entries(aggregates).map(([name, each]) => [name.toLowerCase(), each]));

/** Whether a function of `stats` is next. */
export const seesAggregate = (reader: TokenReader): boolean =>
  reader.seesCall && reader.sees(...byName.keys());

/** Reads what `stats` computes: `count(*)`, or something of several such as `sum(bytes) / count(*)`. Throws a QueryError. */
export function readAggregate(reader: TokenReader): Aggregate['aggregate'] {
  const calls: Aggregate['aggregate'][] = [];
  const { text, value: evaluate } = reader.withText(() =>
    reader.withCalls(
      () => {
        if (!reader.seesCall || isFunction(reader.next?.text ?? '')) return undefined;
        calls.push(readCall(reader));
        return fieldOf(String(calls.length - 1));
      },
      () => readExpression(reader),
    ),
  );
  if (calls.length === 0)
    throw new QueryError(
      `stats computes functions of fields, and ${text} is none. Use one of these: ${Object.keys(aggregates).join(', ')}.`,
    );
  return (rows) =>
    evaluate({ pointer: '', values: Object.fromEntries(calls.map((call, place) => [place, call(rows)])) });
}

function readCall(reader: TokenReader): Aggregate['aggregate'] {
  const name = reader.take().text.toLowerCase();
  const compute = byName.get(name);
  if (!compute)
    throw new QueryError(
      `the local cloud has no function ${name} of stats. Use one of these: ${Object.keys(aggregates).join(', ')}.`,
    );
  reader.expect('(');
  // `count(*)` and `count()` count the rows, and every other the values that are there.
  if (reader.takeIf('*') || reader.sees(')')) {
    reader.expect(')');
    if (name !== 'count') throw new QueryError(`${name} takes a field. Name it between the parentheses.`);
    return (rows) => rows.length;
  }
  const evaluate = reader.withCalls(undefined, () => readExpression(reader));
  const percent = name === 'pct' ? readPercent(reader) : 0;
  reader.expect(')');
  return (rows) =>
    compute(
      rows
        .toSorted(oldestFirst)
        .map(evaluate)
        .filter((each) => each !== undefined),
      percent,
    );
}

function readPercent(reader: TokenReader): number {
  reader.expect(',');
  const percent = Number(reader.takeKind('number', 'a percentage such as 95'));
  if (percent >= 0 && percent <= 100) return percent;
  throw new QueryError('pct takes a field and a number from 0 to 100. Write it as pct(@duration, 95).');
}

/** One row for each group, those with the same values in `by`. */
export function groupRows(rows: readonly Row[], columns: Aggregate[], by: Column[]): Row[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map(({ evaluate }) => evaluate(row) ?? null)));
  // Without `by` there is one group, and it may be empty.
  if (by.length === 0 && groups.size === 0) groups.set('', []);
  return [...groups.values()].map((group) => ({
    pointer: '',
    values: Object.fromEntries([
      ...by.map(({ name, evaluate }) => [name, group[0] && evaluate(group[0])]),
      ...columns.map(({ name, aggregate }) => [name, aggregate(group)]),
    ]),
  }));
}

const oldestFirst = (one: Row, other: Row): number =>
  (numberIn(one.values['@timestamp']) ?? 0) - (numberIn(other.values['@timestamp']) ?? 0);

const numbersIn = (values: Value[]): number[] => values.map(numberIn).filter((each) => each !== undefined);

const sumOf = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0);
