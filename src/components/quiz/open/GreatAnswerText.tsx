import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { BackedPoint } from '#content/page-data.ts';
import type { Confidence, Tick } from '#content/progress/record.ts';
import { addNote, markSpans, marksSentences, readText } from './mark-places.ts';
import styles from './Open.module.css';
import { type Place, placesOf, sentencesOf } from './passages.ts';
import { Result } from './Result.tsx';

/** The great answer with the sentences marked that say what the reader left out; whole passages in an older browser. */
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
    const bySentence = marksSentences();
    const places = placesOf(
      points.map(({ point }) => point),
      passages.map(readText),
      bySentence ? sentencesOf : (passage) => [{ from: 0, to: passage.length }],
    );
    const missed = places.flatMap((place, index) =>
      place === undefined || ticks[index] === 'said' ? [] : [{ place, index }],
    );
    const undo: (() => void)[] = [];
    // A sentence may say several points; it is marked once.
    for (const [id, gaps] of Map.groupBy(missed, ({ place }) => gapId(place))) {
      const place = gaps[0]?.place;
      const passage = place && passages[place.passage];
      if (!passage) continue;
      const note = document.createElement('span');
      note.className = styles.gapNote ?? '';
      note.id = id;
      note.textContent = noteOf(gaps.map(({ index }) => ticks[index]));
      undo.push(addNote(passage, place.from, note));
      if (bySentence) undo.push(markSpans(passage, [place]));
      else {
        passage.classList.add(styles.gap ?? '');
        undo.push(() => passage.classList.remove(styles.gap ?? ''));
      }
    }
    setFound(new Map(missed.map(({ index, place }) => [index, gapId(place)])));
    return () => {
      // What was cut last is joined first.
      for (const each of undo.toReversed()) each();
    };
  }, [points, ticks]);
  return (
    <>
      <Result points={points} ticks={ticks} confidence={confidence} found={found} />
      <div ref={text}>{children}</div>
    </>
  );
}

const gapId = ({ passage, from }: Place): string => `gap-${passage}-${from}`;

/** What is missing of a sentence: of one point of the rubric, or of several. */
function noteOf(ticks: readonly (Tick | null | undefined)[]): string {
  if (ticks.every((tick) => tick === 'partly')) return 'You said part of this. ';
  return ticks.length === 1 ? 'You left this out. ' : `${ticks.length} points of this are missing in yours. `;
}
