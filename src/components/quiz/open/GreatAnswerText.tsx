import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { BackedPoint } from '#content/page-data.ts';
import type { Confidence, Tick } from '#content/progress/record.ts';
import styles from './Open.module.css';
import { passagesOf } from './passages.ts';
import { Result } from './Result.tsx';

/** The great answer with the passages marked that say what the reader left out. */
export function GreatAnswerText({
  points,
  ticks,
  confidence,
  children,
}: {
  points: BackedPoint[];
  ticks: readonly (Tick | null)[];
  confidence?: Confidence;
  children: ReactNode;
}): ReactNode {
  const text = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<ReadonlySet<number>>(new Set());
  useLayoutEffect(() => {
    const passages = [...(text.current?.querySelectorAll<HTMLElement>('blockquote p, blockquote li') ?? [])];
    const places = passagesOf(
      points.map(({ point }) => point),
      passages.map((passage) => passage.textContent ?? ''),
    );
    const marked = new Set<number>();
    places.forEach((place, index) => {
      const passage = place === undefined ? undefined : passages[place];
      if (!passage || ticks[index] === 'said') return;
      marked.add(index);
      passage.classList.add(styles.gap ?? '');
      const note = document.createElement('span');
      note.className = styles.gapNote ?? '';
      note.id = `gap-${index}`;
      note.textContent = ticks[index] === 'partly' ? 'You said part of this. ' : 'You left this out. ';
      passage.prepend(note);
    });
    setFound(marked);
    return () => {
      for (const passage of passages) {
        passage.classList.remove(styles.gap ?? '');
        for (const note of passage.querySelectorAll(`.${styles.gapNote}`)) note.remove();
      }
    };
  }, [points, ticks]);
  return (
    <>
      <Result points={points} ticks={ticks} confidence={confidence} found={found} />
      <div ref={text}>{children}</div>
    </>
  );
}
