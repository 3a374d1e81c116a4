import type { StepState } from './decide.ts';

/** What each step tells, by the state that it tells of. */
export const eventNames = {
  stock: { done: 'StockReserved', refused: 'StockRefused', undone: 'StockReleased' },
  payment: { done: 'PaymentAuthorised', refused: 'PaymentDeclined', undone: 'PaymentVoided' },
  // A shipment is never undone: once the courier has it, the order is on its way.
  shipment: { done: 'ShipmentBooked', refused: 'ShipmentRefused', undone: 'ShipmentRefused' },
} satisfies Record<string, Record<StepState, string>>;

// #region reactions
/** Which function reacts to which events: nobody else knows the order of the steps. */
export const forward = {
  ReserveStock: ['OrderPlaced'],
  AuthorisePayment: ['StockReserved'],
  BookShipment: ['PaymentAuthorised'],
};
export const backward = {
  StopShipment: ['OrderOverdue'],
  VoidPayment: ['ShipmentRefused'],
  ReleaseStock: ['PaymentDeclined', 'PaymentVoided'],
};
// #endregion reactions

/** The same without the step of payment: whoever stood beside it reacts to other events. */
const withoutPayment = {
  forward: { ReserveStock: ['OrderPlaced'], BookShipment: ['StockReserved'] },
  backward: { StopShipment: ['OrderOverdue'], ReleaseStock: ['ShipmentRefused'] },
};

/** Who reacts to what, in a shop that takes payment or in one that does not. */
export const reactionsOf = (
  takesPayment: boolean,
): Record<'forward' | 'backward', Record<string, string[]>> =>
  takesPayment ? { forward, backward } : withoutPayment;

/** The names of all steps. */
export const stepsOf = (takesPayment: boolean): string[] =>
  Object.values(reactionsOf(takesPayment)).flatMap((reactions) => Object.keys(reactions));
