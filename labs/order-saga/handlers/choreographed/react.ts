import type { SQSEvent } from 'aws-lambda';
import type { Order } from '../saga/order.ts';
import * as payment from '../saga/payment.ts';
import * as shipment from '../saga/shipment.ts';
import * as stock from '../saga/stock.ts';
import { tell } from './bus.ts';

// #region react
/**
 * Takes a step for the order that an event tells of, and tells what became of it. A handler that dies in between is
 * called again with the same message, finds the step done, and tells it then.
 */
const react =
  (step: (order: Order) => Promise<string>) =>
  async ({ Records }: SQSEvent): Promise<void> => {
    for (const { body } of Records) {
      const order: Order = JSON.parse(body).detail;
      await tell(await step(order), order);
    }
  };

export const ReserveStock = react(stock.reserveStock);
export const AuthorisePayment = react(payment.authorisePayment);
export const BookShipment = react(shipment.bookShipment);
export const StopShipment = react(shipment.stopShipment);
export const VoidPayment = react(payment.voidPayment);
export const ReleaseStock = react(stock.releaseStock);
// #endregion react
