// #region ask-again
/** `Retry-After` of an order that will probably be placed then: whole seconds, and at least one. */
export const askAgain = (placedAt: number) => ({
  'retry-after': String(Math.max(1, Math.ceil((placedAt - Date.now()) / 1000))),
});
// #endregion ask-again
