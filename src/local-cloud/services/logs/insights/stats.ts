import { type Evaluate, numberIn, orderOf, readExpression } from './expression.ts';
import { QueryError } from './query-error.ts';
import type { Row, Value } from './row.ts';
import type { TokenReader } from './token-reader.ts';

/** A column of a result: its name, and what it is for a row. */
export interface Column {
  name: string;
  evaluate: Evaluate;
}

/** A column of `stats`: what it is for the rows of a group. */
export interface Aggregate {
  name: string;
  aggregate(rows: readonly Row[]): Value;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html */
const aggregates: Record<string, (values: Value[]) => Value> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values.map(String)).size,
  sum: (values) => numbersIn(values).reduce((sum, each) => sum + each, 0),
  avg: (values) => {
    const numbers = numbersIn(values);
    return numbers.length === 0 ? undefined : (aggregates.sum?.(numbers) as number) / numbers.length;
  },
  min: (values) => values.toSorted((one, other) => orderOf(one, other) ?? 0)[0],
  max: (values) => values.toSorted((one, other) => orderOf(one, other) ?? 0).at(-1),
};

const periods: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads one function of `stats`. Throws a QueryError. */
export function readAggregate(reader: TokenReader): Aggregate['aggregate'] {
  const name = reader.takeKind('name', 'a function such as count(*)').toLowerCase();
  const compute = Object.hasOwn(aggregates, name) ? aggregates[name] : undefined;
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
  const evaluate = readExpression(reader);
  reader.expect(')');
  return (rows) => compute(rows.map(evaluate).filter((each) => each !== undefined));
}

/** Reads what `stats` groups by: a field, an expression, or `bin(5m)`. Throws a QueryError. */
export function readGrouping(reader: TokenReader): Evaluate {
  if (!(reader.seesCall && reader.sees('bin'))) return readExpression(reader);
  reader.take();
  reader.expect('(');
  const text = reader.takeKind('number', 'a period such as 5m');
  reader.expect(')');
  const [, count, unit = ''] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  const period = Number(count) * (periods[unit] ?? Number.NaN);
  if (!(period > 0))
    throw new QueryError(
      `bin(${text}) is no period. Write a number with one of these units: ${Object.keys(periods).join(', ')}.`,
    );
  return ({ values }) => {
    const at = values['@timestamp'];
    return typeof at === 'number' ? Math.floor(at / period) * period : undefined;
  };
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

const numbersIn = (values: Value[]): number[] => values.map(numberIn).filter((each) => each !== undefined);
