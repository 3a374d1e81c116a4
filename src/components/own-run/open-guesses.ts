import { useEffect, useState } from 'react';
import { followGlance, readGlance } from '../quiz/glance/glance.ts';

/** The `<Predict>`s of this page about an experiment that were neither made nor skipped yet. */
export function useOpenGuesses(experiment: string): HTMLElement[] {
  const [open, setOpen] = useState(() => openGuesses(experiment));
  useEffect(() => {
    const look = () => setOpen(openGuesses(experiment));
    look();
    return followGlance(look);
  }, [experiment]);
  return open;
}

function openGuesses(experiment: string): HTMLElement[] {
  const { predicted } = readGlance();
  return [...document.querySelectorAll<HTMLElement>('[data-predict]')].filter(
    ({ dataset: { predict = '' } }) => predict.startsWith(`${experiment} `) && !(predict in predicted),
  );
}

/** Leads to a guess, by eye and by keyboard. */
export function goToGuess(guess: HTMLElement): void {
  guess.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  guess.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
