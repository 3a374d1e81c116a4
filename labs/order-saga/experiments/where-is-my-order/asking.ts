import type { Surroundings } from '#experiment/define-experiment.ts';

/** What the shop's support asks, and how one variant answers it. Each answer is undefined where nothing there gives it. */
export interface Inquiry {
  /** `completed`, `cancelled`, or the step that has not answered yet. */
  whereIs(orderId: string): Promise<string | undefined>;
  /** What the step told that refused the order, such as `PaymentDeclined`. */
  whyRefused(orderId: string): Promise<string | undefined>;
  /** The error with which the latest attempt at a step failed. */
  lastError(orderId: string): Promise<string | undefined>;
  /** What was taken back, such as `StockReleased`, sorted. */
  takenBack(orderId: string): Promise<string[]>;
  /** How many orders wait for the payment. */
  stuckInPayment(): Promise<number | undefined>;
}

export type Cloud = Pick<Surroundings<string>, 'clients' | 'outputs'>;

/** Counts how often the services' APIs are called, and in how many places one has to look. */
export class Asking {
  calls = 0;
  readonly places = new Set<string>();

  /** Asks one place by one call. */
  at<Answer>(place: string, call: () => Promise<Answer>): Promise<Answer> {
    this.calls += 1;
    this.places.add(place);
    return call();
  }
}
