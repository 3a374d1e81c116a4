import { type Expression, ExpressionError } from './expression.ts';
import type { Surroundings } from './function.ts';
import { functionNames, functions } from './functions.ts';
import { isSeries, pointwise, seriesOf, type TimeSeries, type Value } from './values.ts';

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

function worthOf(expression: Expression, surroundings: Surroundings): Value {
  const each = (inner: Expression) => worthOf(inner, surroundings);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'text':
      throw new ExpressionError(`has the text ${JSON.stringify(expression.text)} where a value should stand`);
    case 'id':
      return surroundings.series(expression.id);
    case 'list':
      // `[METRICS("4xx"), METRICS("5xx")]` is one list.
      return {
        list: expression.items.flatMap((item) => {
          const value = each(item);
          return typeof value === 'object' && 'list' in value ? value.list : [seriesOf(value)];
        }),
      };
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
