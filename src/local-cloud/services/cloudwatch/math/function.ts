import { type Expression, ExpressionError } from './expression.ts';
import type { TimeSeries, Value } from './values.ts';

/** What a function looks at besides its arguments. */
export interface Surroundings {
  /** The time series of an id. Throws an ExpressionError for one that is not there. */
  series(id: string): TimeSeries;
  /** Those of all metrics of the request whose id has this text in it, not of expressions. */
  metrics(idPart: string): TimeSeries[];
  /** In seconds. */
  period: number;
  /** When each period begins, in Unix ms. */
  starts: readonly number[];
}

/** Works out a call. `value` gives what an argument is worth. Throws an ExpressionError. */
export type Run = (
  parameters: readonly Expression[],
  value: (of: Expression) => Value,
  surroundings: Surroundings,
) => Value;

/** A function of one argument, which `what` tells of. */
export const ofOne =
  (what: string, run: (given: Value, surroundings: Surroundings) => Value): Run =>
  ([of], value, surroundings) => {
    if (!of) throw new ExpressionError(`must give the function ${what}`);
    return run(value(of), surroundings);
  };
