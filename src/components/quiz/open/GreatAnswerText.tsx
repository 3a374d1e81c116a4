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
  const [found, setFound] = useState<ReadonlyMap<number, string>>(new Map());
  useLayoutEffect(() => {
    const passages = [...(text.current?.querySelectorAll<HTMLElement>('blockquote p, blockquote li') ?? [])];
    const places = passagesOf(
      points.map(({ point }) => point),
      passages.map((passage) => passage.textContent ?? ''),
    );
    const missed = places.flatMap((place, index) =>
      place === undefined || ticks[index] === 'said' ? [] : [{ place, index }],
    );
    // A passage may say several points; it is marked once.
    for (const [place, gaps] of Map.groupBy(missed, (gap) => gap.place)) {
      const passage = passages[place];
      passage?.classList.add(styles.gap ?? '');
      const note = document.createElement('span');
      note.className = styles.gapNote ?? '';
      note.id = gapId(place);
      note.textContent = noteOf(gaps.map(({ index }) => ticks[index]));
      passage?.prepend(note);
    }
    setFound(new Map(missed.map(({ index, place }) => [index, gapId(place)])));
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

const gapId = (place: number): string => `gap-${place}`;

/** What is missing of a passage: of one point of the rubric, or of several. */
function noteOf(ticks: readonly (Tick | null | undefined)[]): string {
  if (ticks.every((tick) => tick === 'partly')) return 'You said part of this. ';
  return ticks.length === 1 ? 'You left this out. ' : `${ticks.length} points of this are missing in yours. `;
}
