import { useEffect, useRef } from 'react';

/** Keys while cards are read aloud; `act` says whether it knows the key. A control that knows it itself has it. */
export function useListeningKeys(act: (key: string) => boolean): void {
  const current = useRef(act);
  current.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { tagName } = event.target as HTMLElement;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(tagName)) return;
      if (event.key === ' ' && /^(BUTTON|A|SUMMARY)$/.test(tagName)) return;
      if (current.current(event.key)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
