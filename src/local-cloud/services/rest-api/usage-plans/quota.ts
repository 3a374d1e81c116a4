/** How many requests with one API key a usage plan wants to have, at most, in each period. */
export interface QuotaSettings {
  limit: number;
  /** "The number of requests subtracted from the given limit in the initial time period." */
  offset: number;
  period: 'DAY' | 'WEEK' | 'MONTH';
}

/**
 * The quota of one API key. AWS does not say when a period begins: here a day and a month are those of UTC, and a week
 * begins on Sunday.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-usageplan-quotasettings.html
 */
export class Quota {
  readonly #settings: QuotaSettings;
  readonly #now: () => number;
  #period: number;
  #left: number;

  /** `now` gives Unix ms. */
  constructor(settings: QuotaSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
    this.#period = this.#begin();
    this.#left = settings.limit - settings.offset;
  }

  /** Counts a request. False when there were as many already in this period. */
  take(): boolean {
    const period = this.#begin();
    if (period !== this.#period) {
      this.#period = period;
      this.#left = this.#settings.limit;
    }
    if (this.#left <= 0) return false;
    this.#left -= 1;
    return true;
  }

  /** Unix ms. */
  #begin(): number {
    const now = new Date(this.#now());
    const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
    switch (this.#settings.period) {
      case 'DAY':
        return Date.UTC(year, month, day);
      case 'WEEK':
        return Date.UTC(year, month, day - now.getUTCDay());
      case 'MONTH':
        return Date.UTC(year, month);
    }
  }
}
