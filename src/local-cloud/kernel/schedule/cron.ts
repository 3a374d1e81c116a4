import { type LocalTime, TimeZone } from './time-zone.ts';

/** Minutes or another field of a cron expression: the values that it allows. */
type Field = ReadonlySet<number>;

type Day = Pick<LocalTime, 'year' | 'month' | 'day'>;

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const lastYear = 2199;

/**
 * A cron expression of six fields as EventBridge reads it: minutes, hours, day of month, month, day of week, year.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export class Cron {
  readonly #minutes: number[];
  readonly #hours: number[];
  readonly #isDay: (day: Day) => boolean;
  readonly #months: Field;
  readonly #years: Field;
  readonly #zone: TimeZone;

  /** Throws an Error that says what is wrong. */
  constructor(text: string, zoneName = 'UTC') {
    const fields = text.trim().split(/\s+/);
    if (fields.length !== 6) throw new Error('a cron expression has six fields');
    const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
    if ((dayOfMonth === '?') === (dayOfWeek === '?'))
      throw new Error('one of day of month and day of week must be ?, and only one');
    this.#minutes = sorted(fieldOf(minutes, 0, 59));
    this.#hours = sorted(fieldOf(hours, 0, 23));
    this.#isDay = dayOfWeek === '?' ? dayOfMonthOf(dayOfMonth) : dayOfWeekOf(dayOfWeek);
    this.#months = fieldOf(month, 1, 12, months);
    this.#years = fieldOf(year, 1970, lastYear);
    this.#zone = new TimeZone(zoneName);
  }

  /** The first moment after this one, both in Unix ms. */
  next(after: number): number | undefined {
    const { year, month, day } = this.#zone.localTime(after);
    for (const date = new Date(Date.UTC(year, month - 1, day)); ; date.setUTCDate(date.getUTCDate() + 1)) {
      if (date.getUTCFullYear() > lastYear) return undefined;
      const at = this.#firstOf(date, after);
      if (at !== undefined) return at;
    }
  }

  #firstOf(date: Date, after: number): number | undefined {
    const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    if (!this.#years.has(day.year) || !this.#months.has(day.month) || !this.#isDay(day)) return undefined;
    for (const hour of this.#hours)
      for (const minute of this.#minutes) {
        const at = this.#zone.moment({ ...day, hour, minute });
        if (at !== undefined && at > after) return at;
      }
    return undefined;
  }
}

const sorted = (field: Field): number[] => [...field].sort((a, b) => a - b);

/** A list of `*`, values, ranges and steps. `names` stand for `min`, `min + 1`, … */
function fieldOf(text: string, min: number, max: number, names: string[] = []): Field {
  const numberOf = (part: string): number => {
    const name = names.indexOf(part.toUpperCase());
    const value = name >= 0 ? min + name : /^\d+$/.test(part) ? Number(part) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new Error(`${part || 'nothing'} is no value from ${min} to ${max}`);
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1', ...more] = part.split('/');
    const [from = '', to, ...rest] = range.split('-');
    if (!/^[1-9]\d*$/.test(step) || more.length > 0 || rest.length > 0)
      throw new Error(`${part} is no value, range or step`);
    const first = from === '*' ? min : numberOf(from);
    const last = to !== undefined ? numberOf(to) : from === '*' || part.includes('/') ? max : first;
    if (last < first) throw new Error(`${range} ends before it begins`);
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}

/** Also `L`, the last day, and `3W`, the weekday nearest to the 3rd. */
function dayOfMonthOf(text: string): (day: Day) => boolean {
  if (text === 'L') return (day) => day.day === daysOf(day);
  if (text === 'LW') return (day) => day.day === nearestWeekday(day, daysOf(day));
  const [, near] = /^(\d+)W$/.exec(text) ?? [];
  if (near !== undefined) {
    const [wanted = 0] = fieldOf(near, 1, 31);
    return (day) => day.day === nearestWeekday(day, wanted);
  }
  const field = fieldOf(text, 1, 31);
  return ({ day }) => field.has(day);
}

/** Also `5L`, the last Thursday, `L`, Saturday, and `3#2`, the second Tuesday. */
function dayOfWeekOf(text: string): (day: Day) => boolean {
  const [, nth, week] = /^(.+)#([1-5])$/.exec(text) ?? [];
  if (nth !== undefined) {
    const field = fieldOf(nth, 1, 7, weekdays);
    return (day) => field.has(weekdayOf(day)) && Math.ceil(day.day / 7) === Number(week);
  }
  const [, last] = /^(.+)L$/.exec(text) ?? [];
  if (last !== undefined) {
    const field = fieldOf(last, 1, 7, weekdays);
    return (day) => field.has(weekdayOf(day)) && day.day > daysOf(day) - 7;
  }
  const field = fieldOf(text === 'L' ? '7' : text, 1, 7, weekdays);
  return (day) => field.has(weekdayOf(day));
}

const daysOf = ({ year, month }: Day): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 is Sunday. */
const weekdayOf = ({ year, month, day }: Day): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** Of the same month. */
function nearestWeekday(month: Day, wanted: number): number {
  const last = daysOf(month);
  if (wanted > last) return Number.NaN;
  const weekday = weekdayOf({ ...month, day: wanted });
  if (weekday === 7) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 1) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}
