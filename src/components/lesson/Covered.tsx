import { type ReactNode, useEffect, useRef, useState } from 'react';
import { followGlance, readGlance } from '../quiz/glance/glance.ts';
import styles from './Covered.module.css';

/**
 * What was measured, covered until every guess above it was made or skipped. It keeps its place meanwhile. Without
 * scripts, in print, and for who was sent to a place in it, it is open.
 */
export function Covered({ children }: { children: ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = () => {
      const known = readGlance().predicted;
      if (keysOfPage().every((key) => key in known)) setOpen(true);
    };
    const target = targetOf(location.hash);
    if (sentToSentence() || (target && place.current?.contains(target))) setOpen(true);
    look();
    // From here on the component says it, on the next page, too.
    delete document.documentElement.dataset.guessed;
    return followGlance(look);
  }, []);
  const uncover = () => {
    setOpen(true);
    // The button is gone, and the focus with it.
    requestAnimationFrame(() => content.current?.focus({ preventScroll: true }));
  };
  return (
    <div className={styles.covered} data-open={open} ref={place}>
      <div className={styles.cover}>
        <p>
          Guess above first, or skip. What was measured is shown then.{' '}
          <button type="button" className="button button--secondary button--sm" onClick={uncover}>
            Show it without a guess
          </button>
        </p>
      </div>
      <div className={styles.content} ref={content} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}

function keysOfPage(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-predict]')].map(
    ({ dataset }) => dataset.predict ?? '',
  );
}

/** What the end of an address leads to; nothing where it is no name of a place, as in `#100%`. */
function targetOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** The search and links to quotations lead to a sentence that may stand in here. */
function sentToSentence(): boolean {
  const name = performance.getEntriesByType('navigation')[0]?.name ?? '';
  return name.includes(':~:') && new URL(name).pathname === location.pathname;
}
