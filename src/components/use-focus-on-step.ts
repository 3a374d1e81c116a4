import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Gives the focus to an element when `step` has changed and what had the focus is gone: whoever goes by keyboard stays
 * where they were. Not when the page is opened, and never away from something else.
 */
export function useFocusOnStep<Focusable extends HTMLElement>(step: unknown): RefObject<Focusable> {
  const element = useRef<Focusable>(null);
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [step]);
  return element;
}
