/** Waits until no pointer and no key presses anything in `element`: a press that ends on another element is no click. */
export async function released(element: Element): Promise<void> {
  while (element.matches(':active')) await new Promise((drawn) => requestAnimationFrame(drawn));
}

/** What in `element` has the focus. */
export function focusedIn(element: Element): HTMLElement | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused !== element && element.contains(focused)
    ? focused
    : undefined;
}

/** Gives the focus to what in `element` stands for `before`, which was replaced: the same words, the same address. */
export function focusSame(element: Element, before: HTMLElement): void {
  const isSame = (each: HTMLElement) =>
    each.textContent === before.textContent && each.getAttribute('href') === before.getAttribute('href');
  const alike = [...element.querySelectorAll<HTMLElement>(before.tagName)];
  alike.find(isSame)?.focus({ preventScroll: true });
}
