import { ExpressionError } from './expression.ts';
import { ofOne, type Run, type Surroundings } from './function.ts';
import { at, finite, numberOf, onEach, type TimeSeries } from './values.ts';

/** What `change` gives of a value, the one before it, and the seconds between them. The first has none before it. */
const toBefore = (change: (value: number, before: number, seconds: number) => number): Run =>
  ofOne('a metric or a list', (given, { starts }) =>
    onEach(given, (series) => {
      let last: { value: number; at: number } | undefined;
      return series.map((value, place) => {
        if (value === undefined) return undefined;
        const now = { value, at: starts[place] ?? 0 };
        const before = last;
        last = now;
        return before && finite(change(value, before.value, (now.at - before.at) / 1_000));
      });
    }),
  );

/** A value for every moment. */
const ofTime = (read: (time: Date) => number): Run =>
  ofOne('a metric', (_, { starts }) => starts.map((start) => read(new Date(start))));

function repeated(series: TimeSeries): TimeSeries {
  let last: number | undefined;
  return series.map((each) => {
    last = each ?? last;
    return last;
  });
}

/** Between two values on a straight line; before the first and behind the last there is nothing. */
function interpolated(series: TimeSeries, { starts }: Surroundings): TimeSeries {
  return series.map((each, place) => {
    if (each !== undefined) return each;
    const before = series.findLastIndex((value, other) => other < place && value !== undefined);
    const after = series.findIndex((value, other) => other > place && value !== undefined);
    const [from, to] = [series[before], series[after]];
    if (from === undefined || to === undefined) return undefined;
    const [start = 0, end = 0, now = 0] = [starts[before], starts[after], starts[place]];
    return from + ((to - from) * (now - start)) / (end - start);
  });
}

const filled: Run = ([of, filler], value, surroundings) => {
  if (!of || !filler) throw new ExpressionError('must give FILL a metric and what to fill it with');
  const given = value(of);
  if (filler.kind === 'call' && filler.name === 'REPEAT') return onEach(given, repeated);
  if (filler.kind === 'call' && filler.name === 'LINEAR')
    return onEach(given, (series) => interpolated(series, surroundings));
  const fill = value(filler);
  return onEach(given, (series) => series.map((each, place) => each ?? at(fill, place)));
};

/** Functions that look at when values are. */
export const timeFunctions: readonly [string, Run][] = [
  ['DIFF', toBefore((value, before) => value - before)],
  ['DIFF_TIME', toBefore((_, __, seconds) => seconds)],
  ['RATE', toBefore((value, before, seconds) => (value - before) / seconds)],
  ['FILL', filled],
  [
    'TIME_SERIES',
    ofOne('a number', (given, { starts }) => {
      const value = finite(numberOf(given));
      return starts.map(() => value);
    }),
  ],
  ['MINUTE', ofTime((time) => time.getUTCMinutes())],
  ['HOUR', ofTime((time) => time.getUTCHours())],
  // "1 represents Monday and 7 represents Sunday."
  ['DAY', ofTime((time) => time.getUTCDay() || 7)],
  ['DATE', ofTime((time) => time.getUTCDate())],
  ['MONTH', ofTime((time) => time.getUTCMonth() + 1)],
  ['YEAR', ofTime((time) => time.getUTCFullYear())],
  ['EPOCH', ofTime((time) => Math.floor(time.getTime() / 1_000))],
];
