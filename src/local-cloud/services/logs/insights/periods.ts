import { QueryError } from './query-error.ts';
import type { Row, Value } from './row.ts';
import type { TokenReader } from './token-reader.ts';
import { numberIn } from './values.ts';

/**
 * "The cap for ms is 1000, the caps for s and m are 60, and the cap for h is 24": bin(300s) is bin(60s).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime
 */
const units = [
  { names: ['ms', 'msec', 'millisecond'], ms: 1, most: 1_000 },
  { names: ['s', 'sec', 'second'], ms: 1_000, most: 60 },
  { names: ['m', 'min', 'minute'], ms: 60_000, most: 60 },
  { names: ['h', 'hr', 'hour'], ms: 3_600_000, most: 24 },
  { names: ['d', 'day'], ms: 86_400_000, most: Number.POSITIVE_INFINITY },
];

/** Functions of a period. Each gives a moment. */
const rounding = new Map<string, (moment: number, period: number) => number>([
  ['bin', (moment, period) => Math.floor(moment / period) * period],
  ['datefloor', (moment, period) => Math.floor(moment / period) * period],
  ['dateceil', (moment, period) => Math.ceil(moment / period) * period],
]);

/** Whether a function of a period is next. */
export const seesPeriodCall = (reader: TokenReader): boolean =>
  reader.seesCall && reader.sees(...rounding.keys());

/** Reads `bin(5m)` or `datefloor(@timestamp, 1h)`. Throws a QueryError. */
export function readPeriodCall(
  reader: TokenReader,
  readMoment: (reader: TokenReader) => (row: Row) => Value,
): (row: Row) => Value {
  const name = reader.take().text.toLowerCase();
  const round = rounding.get(name) as (moment: number, period: number) => number;
  reader.expect('(');
  const moment = name === 'bin' ? ({ values }: Row) => values['@timestamp'] : readMoment(reader);
  if (name !== 'bin') reader.expect(',');
  const text = reader.takeKind('number', 'a period such as 5m');
  reader.expect(')');
  const period = periodIn(text);
  if (period === undefined)
    throw new QueryError(
      `${name} has ${text}, which is no period. Write a number with one of these units: ${units.map(({ names }) => names[0]).join(', ')}.`,
    );
  return (row) => {
    const at = numberIn(moment(row));
    return at === undefined ? undefined : round(at, period);
  };
}

/** Milliseconds. All units of more than one letter have a plural. */
function periodIn(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  const found = units.find(({ names }) =>
    names.some((name) => name === unit || (name.length > 1 && `${name}s` === unit)),
  );
  return found && Number(count) > 0 ? Math.min(Number(count), found.most) * found.ms : undefined;
}
