import { authorisePayment, voidPayment } from '../saga/payment.ts';
import { bookShipment, stopShipment } from '../saga/shipment.ts';
import { releaseStock, reserveStock } from '../saga/stock.ts';

// The same steps as functions that are called: what they tell is their answer.
export const ReserveStock = reserveStock;
export const AuthorisePayment = authorisePayment;
export const BookShipment = bookShipment;
export const StopShipment = stopShipment;
export const VoidPayment = voidPayment;
export const ReleaseStock = releaseStock;
