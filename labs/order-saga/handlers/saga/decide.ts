/** What a service knows of its step for one order. */
export type StepState = 'done' | 'refused' | 'undone';

/** What to store, where something changes, and what to tell: always the state that holds from now on. */
export interface Decision {
  store?: StepState;
  tell: StepState;
}

// #region decide
/** A step is done at most once. Asked again, it tells again what became of it; undone before it began, it never begins. */
export function decideDo(known: StepState | undefined, isPossible: boolean): Decision {
  if (known) return { tell: known };
  const state = isPossible ? 'done' : 'refused';
  return { store: state, tell: state };
}

/** What was done is undone. What has not begun is marked, so that a request that is late finds the mark. */
export function decideUndo(known: StepState | undefined): Decision {
  if (known === 'refused' || known === 'undone') return { tell: known };
  return { store: 'undone', tell: 'undone' };
}

/** The step that cannot be undone is only stopped where it has not been done: what it says decides the order. */
export function decideStop(known: StepState | undefined): Decision {
  return known ? { tell: known } : { store: 'refused', tell: 'refused' };
}
// #endregion decide

/** How an order ends on hearing what a step tells; undefined where that ends nothing. */
export function endOf(event: string, isCompensated: boolean): 'completed' | 'cancelled' | undefined {
  if (event === 'ShipmentBooked') return 'completed';
  if (event === 'StockRefused' || event === 'StockReleased') return 'cancelled';
  // Where nobody takes back, a refusal is all that the customer will hear.
  const refusals = ['PaymentDeclined', 'ShipmentRefused'];
  return !isCompensated && refusals.includes(event) ? 'cancelled' : undefined;
}
