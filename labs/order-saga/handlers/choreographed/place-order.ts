import { placing } from '../saga/placing.ts';
import { tell } from './bus.ts';

/** Keeps an order, and tells that it was placed: whoever it concerns will hear. */
export const handler = placing((order) => tell('OrderPlaced', order));
