/** A date and time without a zone. `month` counts from 1. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** A time zone of the IANA database. Throws a RangeError for a name that it does not have. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What a clock shows there at this moment, given in Unix ms. */
  localTime(at: number): LocalTime {
    const parts = Object.fromEntries(
      this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
    return { year, month, day, hour, minute };
  }

  /**
   * The moment at which a clock shows this there, in Unix ms: the first of two when clocks go back, undefined when they
   * skip it.
   */
  moment(local: LocalTime): number | undefined {
    const asUtc = utcOf(local);
    return [asUtc - this.#offset(asUtc - dayMs), asUtc - this.#offset(asUtc + dayMs)]
      .filter((each) => utcOf(this.localTime(each)) === asUtc)
      .sort((a, b) => a - b)[0];
  }

  /** Milliseconds that clocks there are before UTC. */
  #offset(at: number): number {
    const minute = Math.floor(at / 60_000) * 60_000;
    return utcOf(this.localTime(minute)) - minute;
  }
}

const utcOf = ({ year, month, day, hour, minute }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute);
