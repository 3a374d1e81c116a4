let listener: (() => void) | undefined;

process.on('beforeExit', () => {
  const due = listener;
  listener = undefined;
  due?.();
});

/** Calls `then` once when there is nothing left for the event loop to do; undefined takes that back. */
export function whenEventLoopIsEmpty(then: (() => void) | undefined): void {
  listener = then;
}
