/** What has become of an order, as it is stored and told. */
export interface Change {
  customer: string;
  orderId: string;
  status: string;
  /** Counts the changes of this order, from 1. */
  version: number;
}
