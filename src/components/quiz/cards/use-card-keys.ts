import { type RefObject, useEffect } from 'react';

/**
 * The keys of a card: `1` to `9` choose, `G`, `F`, `B` say how sure the reader is, `Enter` checks. They work while the
 * focus is in the card; on a page with one card also while nothing has it.
 */
export function useCardKeys(
  form: RefObject<HTMLFormElement | null>,
  { alone, open }: { alone: boolean; open: boolean },
): void {
  useEffect(() => {
    if (!open) return;
    const press = (event: KeyboardEvent) => {
      const card = form.current;
      if (!card || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      // The section around it has the heading and the way on.
      const inside = (card.closest('section') ?? card).contains(target);
      const nowhere = target === document.body;
      if (nowhere ? !alone : !inside) return;
      if (answers(card, event.key, target)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [form, alone, open]);
}

/** Does what the key says; false when it says nothing here, or the browser does it by itself. */
function answers(card: HTMLFormElement, key: string, target: HTMLElement): boolean {
  const sure = card.querySelector<HTMLInputElement>(
    `[data-key="${/^[gfb]$/i.test(key) && key.toUpperCase()}"]`,
  );
  if (sure) return press(sure);
  if (/^[1-9]$/.test(key)) {
    const number = card.querySelector<HTMLInputElement>('input[type="number"]');
    if (number) {
      // The digit itself is typed into it.
      if (target !== number) number.focus();
      return false;
    }
    const choices = card.querySelectorAll<HTMLElement>('[data-choice]');
    const choice = choices[Number(key) - 1];
    return choice !== undefined && press(choice);
  }
  // On a control, Enter does what the browser does.
  const free = target === document.body || target.tabIndex === -1;
  if (key === 'Enter' && free) {
    card.requestSubmit();
    return true;
  }
  return false;
}

function press(control: HTMLElement): true {
  control.focus();
  if (control instanceof HTMLInputElement) control.click();
  return true;
}
