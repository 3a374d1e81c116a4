import type { SQSRecord } from 'aws-lambda';

/** An order as its client sends it. The client chooses `orderId`: sending it again means the same order. */
export interface Order {
  orderId: string;
  customer: string;
  item: string;
}

/** The order in a message. Throws when it is none: nobody is left to hear a 400. */
export function readOrder({ body, messageId }: SQSRecord): Order {
  const { orderId, customer, item } = JSON.parse(body);
  const complete = [orderId, customer, item].every((each) => typeof each === 'string' && each !== '');
  if (!complete) throw new Error(`Message ${messageId} is not an order.`);
  return { orderId, customer, item };
}
