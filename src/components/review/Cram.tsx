import { type ReactNode, useId, useState } from 'react';
import type { Progress } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { planCram } from '#content/review/cram.ts';
import { counted } from './counted.ts';
import { useLocalVoice } from './local-voice.ts';
import styles from './Review.module.css';

const sizes = [10, 20, 40];

/** Where the evening before an interview leads to on the page. */
export const cramPlace = 'cram';

/** Cards for an interview that is soon: any number, whatever is due, and without a trace in the schedule. */
export function Cram({
  cards,
  record,
  onBegin,
  onListen,
}: {
  cards: readonly CardRef[];
  record: Progress;
  onBegin(cards: readonly CardRef[]): void;
  onListen(cards: readonly CardRef[], voice: SpeechSynthesisVoice): void;
}): ReactNode {
  const id = useId();
  const voice = useLocalVoice();
  const [count, setCount] = useState(20);
  const [chosenAll, setAll] = useState<boolean>();
  // Whoever has opened few lessons, and has an interview tomorrow, is asked of the others too.
  const all = chosenAll ?? planCram(cards, record, { count, all: false }).length < count;
  const chosen = planCram(cards, record, { count, all });
  return (
    <section aria-labelledby={cramPlace}>
      <h2 id={cramPlace} tabIndex={-1}>
        Cram for an interview
      </h2>
      <p>
        For the evening before: what you got wrong, then what is new in the lessons that you have opened, then
        the rest. Nothing of it is kept. Your schedule stays as it is.
      </p>
      <p className={styles.numbers}>
        <span>
          <label htmlFor={`${id}count`}>Cards</label>
          <select
            id={`${id}count`}
            value={count}
            onChange={({ target }) => setCount(sizes.find((size) => String(size) === target.value) ?? 20)}
          >
            {sizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </span>
        <label>
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} /> also of
          lessons that I have not opened
        </label>
      </p>
      <div className={styles.ways}>
        <button
          type="button"
          className="button button--secondary"
          disabled={chosen.length === 0}
          onClick={() => onBegin(chosen)}
        >
          {chosen.length === 0 ? 'No card to cram yet' : `Cram ${counted(chosen.length, 'card')}`}
        </button>
        {voice && chosen.length > 0 && (
          <button type="button" className="button button--secondary" onClick={() => onListen(chosen, voice)}>
            Have them read aloud
          </button>
        )}
      </div>
    </section>
  );
}
